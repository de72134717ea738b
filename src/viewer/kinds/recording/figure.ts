import type { ChartOptions, TimeChartSpec, TimeMark } from '#charts/time-chart.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import { toUsageCsv } from '#model/recording/usage-csv.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { zoneLabel } from '#model/zone.ts';
import type { RecordingMessages } from './messages.ts';
import type { UsageView } from './usage-view.ts';

/** One chart of the view: what it is called, what is in it, and how it is drawn. */
export interface Figure {
  id: string;
  title: string;
  /** What 100 % or a number means. */
  unit: string;
  /** For those who do not see it: what there is, from when to when, the highest, the mean. */
  summary: string;
  kind: 'time' | 'bars';
  metric: Metric;
  /** Stacked values are told apart by band, lines by distance. */
  stacked: boolean;
  /** Its values are parts of one whole. */
  additive: boolean;
  /** A strip each: values are told, but there is no one height to point at. */
  faceted?: boolean;
  drawn: DrawnSeries[];
  height: number;
  /** A sentence below, where the numbers need one. */
  note?: string;
  options(width: number): ChartOptions;
  /** What is shown, every sample of the window, as CSV. */
  csv(): string;
}

/** What charts are drawn for, besides what is in them. */
export interface FigureScene {
  /** Positions on the axis. */
  window: readonly [from: number, to: number];
  texts: RecordingMessages;
  /** Pixels of one chart. */
  height: number;
  pins: readonly TimeMark[];
  /** The window is being moved: draw fast, say nothing. */
  draft: boolean;
}

/** What all charts over time of a view are told. */
export function timeSpec(
  view: Pick<UsageView, 'axis' | 'zone' | 'marks'>,
  { window, texts, pins, draft }: Pick<FigureScene, 'window' | 'texts' | 'pins' | 'draft'>,
): Pick<TimeChartSpec, 'axis' | 'zone' | 'window' | 'xLabel' | 'marks' | 'draft'> {
  const { axis, zone } = view;
  const last = axis.times[axis.times.length - 1] ?? 0;
  const clock = axis.mode === 'wall' ? texts.axisWall(zoneLabel(zone, last)) : texts.axisElapsed;
  const xLabel = axis.clock === 'none' ? texts.axisNoClock : clock;
  return { axis, zone, window, xLabel, marks: [...view.marks, ...pins], draft };
}

/** Series of one recording as CSV; what is summed goes by its label. */
export function toCsv(
  view: UsageView,
  drawn: readonly DrawnSeries[],
  window: readonly [number, number],
): string {
  const labels = new Map(drawn.map(({ series, label }) => [series, label]));
  const series = drawn.map((one) => one.series);
  return toUsageCsv(view.recording, series, view.axis, window, (one) =>
    one.key.startsWith('*') ? (labels.get(one) ?? one.key) : one.name,
  );
}
