import type { PlotOptions } from '@observablehq/plot';
import { PALETTE_SIZE } from '#model/recording/rank.ts';
import type { Series } from '#model/recording/recording.ts';
import { toPlainName } from '#model/recording/series-label.ts';
import type { SystemRows } from '#model/recording/system-rows.ts';
import type { TimeChartSpec } from './time-chart.ts';
import { usageLines, type DrawnSeries } from './usage-lines.ts';

/** A kind has its colour in every recording. */
const kinds = ['available', 'used', 'free', 'cache', 'buffers', 'shmem'];

export function drawnMemory(rows: SystemRows, labelOf: (kind: string) => string): DrawnSeries[] {
  const known = rows.memory
    .toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
    .map(({ kind, series }) => ({ series, label: labelOf(kind), colour: toColour(kinds.indexOf(kind)) }));
  return [...known, ...drawnOthers(rows.otherMemory)];
}

/** Rows of kinds that are not known here: by their own names, after the known ones. */
export function drawnOthers(others: readonly Series[]): DrawnSeries[] {
  return others.map((series, index) => ({
    series,
    label: toPlainName(series.name),
    colour: toColour(kinds.length + index),
  }));
}

function toColour(place: number): string {
  return `var(--cb-series-${place % PALETTE_SIZE})`;
}

/** The machine's memory by kind, as lines: available holds cache and free, so a stack would exceed the RAM. */
export function systemMemory(drawn: readonly DrawnSeries[], spec: TimeChartSpec): PlotOptions {
  return usageLines(drawn, 'memory', spec);
}
