import type { LegendEntry } from './figure.ts';
import { toStripes } from './tooltip.ts';

/** What the colours of a drawing stand for, below it. */
export function FigureKey({ legend }: { legend: readonly LegendEntry[] }) {
  return (
    <ul class="cb-fig-key">
      {legend.map(({ label, colour, dash }) => (
        <li key={label}>
          <i class="cb-fig-swatch" style={{ background: toStripes(colour, dash) }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
