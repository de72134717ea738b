import type { LegendEntry } from './figure.ts';

/** What the colours of a drawing stand for, below it. */
export function FigureKey({ legend }: { legend: readonly LegendEntry[] }) {
  return (
    <ul class="cb-fig-key">
      {legend.map(({ label, colour }) => (
        <li key={label}>
          <i class="cb-fig-swatch" style={{ background: colour }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
