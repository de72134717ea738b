import type { DrawnSeries } from '#charts/usage-lines.ts';
import { toUsageCsv } from '#model/recording/usage-csv.ts';
import { usageStatistics } from '#model/recording/statistics.ts';
import { lowerBound, samplesWithin } from '#model/recording/time-axis.ts';
import { metricColumn, metricScale, type Metric } from '#model/recording/usage-metric.ts';
import type { FigureRow, FigureTable } from '#viewer/figure/figure.ts';
import { lookIn } from '#viewer/figure/swatch.ts';
import { formatMetric, formatNumber } from './numbers.ts';
import type { FigureScene, UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';

/** Rows of a table that stands for a chart; the process table has them all. */
const ROWS = 40;
/** Rows of a text about it. */
const BRIEF_ROWS = 8;

/** A chart of usage with its numbers, and the legend of its picture; without them where nothing is drawn. */
export function withNumbers(
  view: UsageView,
  figure: UsageFigure,
  scene: Pick<FigureScene, 'usage' | 'texts'>,
): UsageFigure {
  const { drawn, kind, stacked } = figure;
  const brief = (): FigureTable => toBrief(view, figure, scene);
  if (drawn.length === 0) return { ...figure, csv: undefined, brief };
  return {
    // Bars have their names beside them.
    legend: kind === 'bars' ? [] : drawn.map((one) => ({ label: one.label, ...lookIn(one, stacked) })),
    table: () => toUsageTable(view, figure, scene),
    csv: () => toCsv(view, drawn, [scene.usage.from, scene.usage.to]),
    brief,
    ...figure,
  };
}

function toUsageTable(
  view: UsageView,
  { drawn, metric, memoryUnit, additive }: UsageFigure,
  { usage, texts }: Pick<FigureScene, 'usage' | 'texts'>,
): FigureTable {
  const { from, to } = usage;
  const shares = usage.shares(
    drawn.map(({ series }) => series),
    metric,
  );
  const rows = drawn.slice(0, ROWS).map(({ series, label, axis }): FigureRow => {
    const [first, end] = samplesWithin(axis ?? view.axis, from, to);
    const values = metricColumn(series, metric);
    const scale = metricScale(metric);
    const [start, stop] = [lowerBound(series.at, first), lowerBound(series.at, end)];
    const inside = Array.from(values.subarray(start, stop)).filter(Number.isFinite);
    const sum = inside.reduce((total, value) => total + value, 0);
    const least = inside.reduce((a, b) => Math.min(a, b), Infinity);
    const most = inside.reduce((a, b) => Math.max(a, b), -Infinity);
    const toCell = (value: number | undefined): string =>
      value === undefined || !inside.length ? texts.noValue : formatMetric(value * scale, metric, memoryUnit);
    const share = shares.find((part) => part.series === series)?.share ?? 0;
    return {
      key: series.key,
      label,
      cells: [
        toCell(inside[0]),
        toCell(least),
        toCell(sum / inside.length),
        toCell(most),
        toCell(inside[inside.length - 1]),
        ...(additive ? [`${formatNumber(share * 100)} %`] : []),
      ],
    };
  });
  const { series, tableFirst, tableMin, tableAvg, tableMax, tableLast, tableShare } = texts;
  return {
    columns: [series, tableFirst, tableMin, tableAvg, tableMax, tableLast, ...(additive ? [tableShare] : [])],
    rows,
    all: drawn.length,
  };
}

function toBrief(
  view: UsageView,
  { drawn, metric, memoryUnit }: UsageFigure,
  { usage, texts }: Pick<FigureScene, 'usage' | 'texts'>,
): FigureTable {
  const toCell = (value: number | null): string =>
    formatMetric(value !== null && metric === 'memory' ? value / 1024 : value, metric, memoryUnit);
  const rows = drawn.slice(0, BRIEF_ROWS).map(({ series, label, axis }): FigureRow => {
    const [first, end] = samplesWithin(axis ?? view.axis, usage.from, usage.to);
    const statistics = axis
      ? usageStatistics(view.recording, series, { first, last: end - 1 })
      : usage.statistics(series);
    const { avg, max } = statistics[toStatistic(metric)];
    return { key: series.key, label, cells: [toCell(avg), toCell(max)] };
  });
  return { columns: [texts.series, texts.tableAvg, texts.tableMax], rows };
}

function toStatistic(metric: Metric): 'cpu' | 'userCpu' | 'systemCpu' | 'memKb' {
  return metric === 'memory' ? 'memKb' : metric;
}

/** Series of one recording as CSV, every sample of the window; what is summed goes by its label. */
function toCsv(view: UsageView, drawn: readonly DrawnSeries[], window: readonly [number, number]): string {
  const labels = new Map(drawn.map(({ series, label }) => [series, label]));
  const series = drawn.map((one) => one.series);
  return toUsageCsv(view.recording, series, view.axis, window, (one) =>
    one === view.other || view.selection.members.has(one.key) ? (labels.get(one) ?? one.key) : one.name,
  );
}
