import type { ChartOptions, TimeChartSpec, TimeMark } from '#charts/time-chart.ts';
import { usageLines, type DrawnSeries } from '#charts/usage-lines.ts';
import { usageShare } from '#charts/usage-share.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { toShares } from '#model/share.ts';
import { toUsageCsv } from '#model/usage-csv.ts';
import type { Metric } from '#model/usage-metric.ts';
import { zoneLabel } from '#model/zone.ts';
import type { ViewState } from '#share/view-state.ts';
import { toMachineFigures } from './machine-figures.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric, formatNumber } from './numbers.ts';
import { summarizeUsage } from './summaries.ts';
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
  /** What is in it; a chart of strips has none that a cursor could tell. */
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

/** The parts of a state that say which charts there are. */
export type FigureFields = { [K in 'chart' | 'system' | 'cores']?: ViewState[K] | undefined };

/** The charts of a state, top to bottom. */
export function toFigures(view: UsageView, state: FigureFields, scene: FigureScene): Figure[] {
  const figures = view.metrics.map((metric) =>
    state.chart === 'share'
      ? toShareFigure(view, metric, scene)
      : toUsageFigure(view, metric, state.chart === 'stack', scene),
  );
  return state.system === true
    ? [...figures, ...toMachineFigures(view, state.cores === 'each', scene)]
    : figures;
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

function toUsageFigure(view: UsageView, metric: Metric, stacked: boolean, scene: FigureScene): Figure {
  const { texts, height } = scene;
  const title = texts.chartTitle[metric];
  const summary = scene.draft ? title : summarizeUsage(view, metric, scene.window, title, texts);
  const chart = stacked ? usageStack : usageLines;
  return {
    id: metric,
    title,
    unit: unitOf(view, metric, texts),
    summary,
    kind: 'time',
    metric,
    stacked,
    additive: true,
    drawn: view.drawn,
    height,
    csv: () => toCsv(view, view.drawn, scene.window),
    options: (width) =>
      chart(view.drawn, metric, {
        ...timeSpec(view, scene),
        width,
        height,
        yLabel: metric === 'memory' ? texts.axisMemory : texts.axisCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}

function toShareFigure(view: UsageView, metric: Metric, { window, texts, draft }: FigureScene): Figure {
  const title = texts.shareTitle[metric];
  const byKey = new Map(view.drawn.map((one) => [one.series.key, one]));
  const series = view.drawn.map((one) => one.series);
  const shares = toShares(series, metric, view.axis, { from: window[0], to: window[1] });
  const summary = draft ? title : summarizeUsage(view, metric, window, title, texts);
  const bars = shares.map(({ series: one, mean, share }) => ({
    key: one.key,
    label: byKey.get(one.key)?.label ?? one.key,
    colour: byKey.get(one.key)?.colour ?? 'currentColor',
    mean,
    share,
    text: texts.shareOf(formatMetric(mean, metric), formatNumber(share * 100)),
  }));
  return {
    id: metric,
    title,
    unit: unitOf(view, metric, texts),
    summary,
    kind: 'bars',
    metric,
    stacked: false,
    additive: true,
    drawn: view.drawn,
    height: bars.length * 20 + 44,
    csv: () => toCsv(view, view.drawn, window),
    options: (width) =>
      usageShare(bars, {
        width,
        xLabel: metric === 'memory' ? texts.axisMeanMemory : texts.axisMeanCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
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

function unitOf(view: UsageView, metric: Metric, texts: RecordingMessages): string {
  return metric === 'memory' ? texts.unitMemory : texts.unitCpuLong(view.system.cores.length);
}
