import type { PlotOptions } from '@observablehq/plot';
import { PALETTE_SIZE } from '#model/rank.ts';
import type { SystemRows } from '#model/system-rows.ts';
import type { TimeChartSpec } from './time-chart.ts';
import { usageLines, type DrawnSeries } from './usage-lines.ts';

/** A kind has its colour in every recording. */
const kinds = ['available', 'used', 'free', 'cache', 'buffers', 'shmem'];

export function drawnMemory(rows: SystemRows, labelOf: (kind: string) => string): DrawnSeries[] {
  return rows.memory
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map(({ kind, series }) => ({
      series,
      label: labelOf(kind),
      colour: `var(--cb-series-${kinds.indexOf(kind) % PALETTE_SIZE})`,
    }));
}

/** The machine's memory by kind, as lines: available holds cache and free, so a stack would exceed the RAM. */
export function systemMemory(drawn: readonly DrawnSeries[], spec: TimeChartSpec): PlotOptions {
  return usageLines(drawn, 'memory', spec);
}
