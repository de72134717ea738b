import { renderChart } from '#charts/render.ts';
import { BAND_OPACITY } from '#charts/time-layers.ts';
import { toLineLayers, usageLines } from '#charts/usage-lines.ts';
import { usageShare } from '#charts/usage-share.ts';
import { toBandLayers, usageStack } from '#charts/usage-stack.ts';
import { mibOf, toMemoryUnit, type MemoryUnit, type Metric } from '#model/recording/usage-metric.ts';
import { totalsOfSeries } from '#model/recording/series-totals.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withNumbers } from './figure-numbers.ts';
import type { FigureScene, UsageFigure } from './usage-figure.ts';
import { unitOfLines, unitOfStack } from './memory-unit.ts';
import { toMachineFigures } from './machine-figures.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatMetric, formatNumber } from './numbers.ts';
import { summarizeUsage } from './summaries.ts';
import { toTimeFigure } from './time-figure.ts';
import type { UsageView } from './usage-view.ts';

/** The parts of a state that say which charts there are. */
export type FigureFields = { [K in 'chart' | 'system' | 'cores']?: RecordingState[K] | undefined } & {
  /** The only ones of the processes, and of the machine, that the author of a page wants. */
  charts?: readonly string[] | undefined;
};

/** The charts of a state, top to bottom. */
export function toFigures(view: UsageView, state: FigureFields, scene: FigureScene): UsageFigure[] {
  const isAsked = toAsked(state.charts, ['cpu', 'memory']);
  const metrics = view.metrics.filter((metric) => isAsked(metric === 'memory' ? 'memory' : 'cpu'));
  const figures = metrics.map((metric) => {
    if (isNoSum(view, metric)) return toApartFigure(view, metric, scene);
    return state.chart === 'share'
      ? toShareFigure(view, metric, scene)
      : toUsageFigure(view, metric, state.chart === 'stack', scene);
  });
  if (state.system !== true) return figures;
  const machine = toMachineFigures(view, state.cores === 'each', scene);
  const isMachineAsked = toAsked(
    state.charts,
    machine.map(({ id }) => id),
  );
  return [...figures, ...machine.filter(({ id }) => isMachineAsked(id))];
}

/** Of those that a list may choose from: all, where it chooses none of them. */
function toAsked(charts: readonly string[] = [], offered: readonly string[]): (id: string) => boolean {
  const chosen = charts.filter((id) => offered.includes(id));
  return (id) => chosen.length === 0 || chosen.includes(id);
}

/** Threads have their process' memory each: stacked, shared out or summed it would be there many times. */
function isNoSum(view: UsageView, metric: Metric): boolean {
  return metric === 'memory' && view.recording.threadRows === true;
}

function toApartFigure(view: UsageView, metric: Metric, scene: FigureScene): UsageFigure {
  const drawn = view.drawn.filter(({ series }) => series !== view.other);
  return toUsageFigure({ ...view, drawn }, metric, false, scene, scene.texts.memoryOfThreads);
}

/** @param apart why its values are no parts of a whole, where they are not */
function toUsageFigure(
  view: UsageView,
  metric: Metric,
  stacked: boolean,
  scene: FigureScene,
  apart?: string,
): UsageFigure {
  const { texts, usage } = scene;
  const title = texts.chartTitle[metric];
  const chart = stacked ? usageStack : usageLines;
  const layers = stacked ? toBandLayers : toLineLayers;
  const memory = stacked ? unitOfStack(view.drawn, view.axis, usage) : unitOfLines(view.drawn, usage);
  return toTimeFigure(
    view,
    {
      id: metric,
      title,
      unit: unitOf(view, metric, memory, texts),
      memoryUnit: memory,
      summary: summarizeUsage(view, metric, usage, title, texts),
      note: apart,
      metric,
      nothing: sayNothing(view, metric, texts),
      stacked,
      // Its bands are as many as the lines, and few of them high enough for a name.
      keyed: stacked,
      additive: apart === undefined,
      drawn: view.drawn,
      chart: (spec) => chart(view.drawn, metric, spec),
      layers: (spec) => layers(view.drawn, metric, spec),
    },
    scene,
  );
}

function toShareFigure(view: UsageView, metric: Metric, scene: FigureScene): UsageFigure {
  const { usage, texts } = scene;
  const title = texts.shareTitle[metric];
  const byKey = new Map(view.drawn.map((one) => [one.series.key, one]));
  const series = view.drawn.map((one) => one.series);
  const shares = usage.shares(series, metric);
  const greatest = shares[0]?.mean ?? 0;
  const memory = toMemoryUnit(greatest);
  const summary = summarizeUsage(view, metric, usage, title, texts);
  const bars = shares.map(({ series: one, mean, share }) => ({
    key: one.key,
    label: byKey.get(one.key)?.label ?? one.key,
    colour: byKey.get(one.key)?.colour ?? 'currentColor',
    opacity: byKey.get(one.key)?.opacity ?? BAND_OPACITY,
    mean,
    share,
    text: texts.shareOf(formatMetric(mean, metric, memory), formatNumber(share * 100)),
  }));
  return withNumbers(
    view,
    {
      id: metric,
      title,
      unit: unitOf(view, metric, memory, texts),
      memoryUnit: memory,
      summary,
      kind: 'bars',
      metric,
      nothing: sayNothing(view, metric, texts),
      stacked: false,
      additive: true,
      drawn: view.drawn,
      height: bars.length * 20 + 44,
      draw: (width, document) =>
        renderChart(
          usageShare(bars, {
            width,
            xLabel: metric === 'memory' ? texts.axisMeanMemory(memory) : texts.axisMeanCpu,
            xUnit: metric === 'memory' ? mibOf(memory) : 1,
            ariaLabel: title,
            ariaDescription: summary,
          }),
          document,
        ),
    },
    scene,
  );
}

/** Of a recording without values of a metric: its lines would be none, and the sum of them 0. */
function sayNothing({ recording }: UsageView, metric: Metric, texts: RecordingTexts): string | undefined {
  const column = metric === 'memory' ? 'memKb' : 'cpu';
  const has = recording.series.some((series) => totalsOfSeries(series)[column].count > 0);
  return has ? undefined : texts.noValues[column];
}

function unitOf(view: UsageView, metric: Metric, memory: MemoryUnit, texts: RecordingTexts): string {
  return metric === 'memory' ? memory : texts.unitCpuLong(view.system.cores.length);
}
