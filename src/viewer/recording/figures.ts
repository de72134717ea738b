import { drawnModes, systemCores, systemCpu } from '#charts/system-cpu.ts';
import { drawnMemory, systemMemory } from '#charts/system-memory.ts';
import { chartMargins, type ChartOptions, type TimeChartSpec, type TimeMark } from '#charts/time-chart.ts';
import { usageLines, type DrawnSeries } from '#charts/usage-lines.ts';
import { usageShare } from '#charts/usage-share.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { toShares } from '#model/share.ts';
import { usageStatistics } from '#model/statistics.ts';
import { samplesWithin } from '#model/time-axis.ts';
import type { Metric } from '#model/usage-metric.ts';
import { zoneLabel } from '#model/zone.ts';
import type { ViewState } from '#share/view-state.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric, formatNumber, formatPosition, formatSample } from './numbers.ts';
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
  /** What a cursor tells; empty where the chart has none. */
  drawn: DrawnSeries[];
  height: number;
  /** A sentence below, where the numbers need one. */
  note?: string;
  options(width: number): ChartOptions;
}

/** The parts of a state that say which charts there are. */
export type FigureFields = { [K in 'chart' | 'system' | 'cores']?: ViewState[K] | undefined };

/** The charts of a state, top to bottom; a window in positions on the axis. */
export function toFigures(
  view: UsageView,
  state: FigureFields,
  window: readonly [number, number],
  texts: RecordingMessages,
  height: number,
  pins: readonly TimeMark[] = [],
): Figure[] {
  const figures = view.metrics.map((metric) =>
    state.chart === 'share'
      ? shareFigure(view, metric, window, texts)
      : usageFigure(view, metric, state.chart === 'stack', window, texts, height, pins),
  );
  return state.system === true
    ? [...figures, ...machineFigures(view, state, window, texts, height, pins)]
    : figures;
}

function usageFigure(
  view: UsageView,
  metric: Metric,
  stacked: boolean,
  window: readonly [number, number],
  texts: RecordingMessages,
  height: number,
  pins: readonly TimeMark[],
): Figure {
  const title = texts.chartTitle[metric];
  const summary = summarize(view, metric, window, title, texts);
  return {
    id: metric,
    title,
    unit: unitOf(view, metric, texts),
    summary,
    kind: 'time',
    metric,
    stacked,
    drawn: view.drawn,
    height,
    options: (width) =>
      (stacked ? usageStack : usageLines)(view.drawn, metric, {
        ...timeSpec(view, window, texts, pins),
        width,
        height,
        yLabel: metric === 'memory' ? texts.axisMemory : texts.axisCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}

function shareFigure(
  view: UsageView,
  metric: Metric,
  window: readonly [number, number],
  texts: RecordingMessages,
): Figure {
  const title = texts.shareTitle[metric];
  const byKey = new Map(view.drawn.map((one) => [one.series.key, one]));
  const series = view.drawn.map((one) => one.series);
  const shares = toShares(series, metric, view.axis, { from: window[0], to: window[1] });
  const summary = summarize(view, metric, window, title, texts);
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
    drawn: view.drawn,
    height: bars.length * 20 + 44,
    options: (width) =>
      usageShare(bars, {
        width,
        xLabel: metric === 'memory' ? texts.axisMeanMemory : texts.axisMeanCpu,
        ariaLabel: title,
        ariaDescription: summary,
      }),
  };
}

function machineFigures(
  view: UsageView,
  state: FigureFields,
  window: readonly [number, number],
  texts: RecordingMessages,
  height: number,
  pins: readonly TimeMark[],
): Figure[] {
  const { system, recording, axis } = view;
  const figures: Figure[] = [];
  const base = timeSpec(view, window, texts, pins);
  const cores = system.cores.length;
  if (system.cpu.length > 0) {
    const drawn = drawnModes(recording, system, (mode) => texts.mode[mode]);
    const each = state.cores === 'each';
    const title = each ? texts.machineCores : texts.machineCpu;
    const summary = summarizeRows(view, drawn, 'cpu', window, title, texts);
    const tall = each ? cores * (cores > 8 ? 26 : 44) + chartMargins.top + chartMargins.bottom : height;
    const spec = { ...base, height: tall, yLabel: texts.axisCpu, ariaLabel: title, ariaDescription: summary };
    figures.push({
      id: 'machine-cpu',
      title,
      unit: texts.unitCpuLong(cores),
      summary,
      kind: 'time',
      metric: 'cpu',
      stacked: true,
      drawn: each ? [] : drawn,
      height: tall,
      note: texts.idleIsRest,
      options: (width) =>
        each
          ? systemCores(recording, system, { ...spec, width, yLabel: texts.unitCpu })
          : systemCpu(drawn, cores, { ...spec, width }),
    });
  }
  const memory = drawnMemory(system, (kind) => kind);
  if (memory.length > 0) {
    const title = texts.machineMemory;
    const summary = summarizeRows(view, memory, 'memory', window, title, texts);
    figures.push({
      id: 'machine-memory',
      title,
      unit: texts.unitMemory,
      summary,
      kind: 'time',
      metric: 'memory',
      stacked: false,
      drawn: memory,
      height,
      note: texts.memoryOverlaps,
      options: (width) =>
        systemMemory(memory, {
          ...base,
          axis,
          width,
          height,
          yLabel: texts.axisMemory,
          ariaLabel: title,
          ariaDescription: summary,
        }),
    });
  }
  return figures;
}

/** What all charts over time of a view are told. */
export function timeSpec(
  view: Pick<UsageView, 'axis' | 'zone' | 'marks'>,
  window: readonly [number, number],
  texts: RecordingMessages,
  pins: readonly TimeMark[],
): Pick<TimeChartSpec, 'axis' | 'zone' | 'window' | 'xLabel' | 'marks'> {
  const { axis, zone } = view;
  const last = axis.times[axis.times.length - 1] ?? 0;
  const xLabel =
    axis.clock === 'none'
      ? texts.axisNoClock
      : axis.mode === 'wall'
        ? texts.axisWall(zoneLabel(zone, last))
        : texts.axisElapsed;
  return { axis, zone, window, xLabel, marks: [...view.marks, ...pins] };
}

function unitOf(view: UsageView, metric: Metric, texts: RecordingMessages): string {
  return metric === 'memory' ? texts.unitMemory : texts.unitCpuLong(view.system.cores.length);
}

function summarize(
  view: UsageView,
  metric: Metric,
  window: readonly [number, number],
  title: string,
  texts: RecordingMessages,
): string {
  const { axis, zone, selection, other } = view;
  const [first, end] = samplesWithin(axis, window[0], window[1]);
  let peak: string | undefined;
  let most = 0;
  for (const series of selection.shown) {
    const { max, maxAt } = usageStatistics(view.recording, series, { first, last: end - 1 })[
      metric === 'memory' ? 'memKb' : metric
    ];
    if (max === null || maxAt === null || max <= most) continue;
    most = max;
    const label = view.drawn.find((one) => one.series === series)?.label ?? series.key;
    const value = metric === 'memory' ? max / 1024 : max;
    peak = texts.peak(label, formatMetric(value, metric), formatSample(axis, maxAt, zone));
  }
  const all = other ? [...selection.shown, other] : selection.shown;
  const mean = toShares(all, metric, axis, { from: window[0], to: window[1] }).reduce(
    (sum, part) => sum + part.mean,
    0,
  );
  return texts.summary(
    title,
    selection.shown.length,
    selection.hidden.length,
    formatPosition(axis, window[0], zone),
    formatPosition(axis, window[1], zone),
    peak,
    formatMetric(mean, metric),
  );
}

function summarizeRows(
  view: UsageView,
  drawn: readonly DrawnSeries[],
  metric: Metric,
  window: readonly [number, number],
  title: string,
  texts: RecordingMessages,
): string {
  const series = drawn.map((one) => one.series);
  const shares = toShares(series, metric, view.axis, { from: window[0], to: window[1] });
  const parts = shares
    .map(({ series: one, mean }) => {
      const label = drawn.find((row) => row.series === one)?.label ?? one.name;
      return texts.averageOf(label, formatMetric(mean, metric));
    })
    .join(', ');
  const [from, to] = [
    formatPosition(view.axis, window[0], view.zone),
    formatPosition(view.axis, window[1], view.zone),
  ];
  return texts.machineSummary(title, drawn.length, from, to, parts);
}
