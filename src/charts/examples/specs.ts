import type { TimeChartSpec } from '#charts/time-chart.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import type { Recording } from '#model/recording/recording.ts';
import { seriesLabel } from '#model/recording/series-label.ts';
import { axisLength, toTimeAxis } from '#model/recording/time-axis.ts';

/** The whole of a recording at a small size. */
export function toSpec(recording: Recording, parts: Partial<TimeChartSpec> = {}): TimeChartSpec {
  const axis = parts.axis ?? toTimeAxis(recording);
  return {
    width: 400,
    height: 160,
    axis,
    window: [0, axisLength(axis)],
    zone: 'UTC',
    xLabel: 'time (UTC)',
    yLabel: 'CPU (% of one core)',
    ariaLabel: 'CPU',
    ariaDescription: 'CPU of some processes.',
    ...parts,
  };
}

/** Processes as a chart takes them, each in the next colour. */
export function toDrawn(recording: Recording): DrawnSeries[] {
  return recording.series
    .filter(({ kind }) => kind === 'process')
    .map((series, index) => ({ series, label: seriesLabel(series), colour: `var(--cb-series-${index})` }));
}
