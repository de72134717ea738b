import type { LegendEntry } from './figure.ts';
import { toSwatch } from './swatch.ts';

/** What the colours of a drawing stand for, below it. */
export function FigureKey({ legend }: { legend: readonly LegendEntry[] }) {
  return (
    <ul class="cb-fig-key">
      {legend.map((entry) => (
        <li key={entry.label}>
          <i class="cb-fig-swatch" style={{ background: toSwatch(entry) }} />
          {entry.label}
        </li>
      ))}
    </ul>
  );
}
