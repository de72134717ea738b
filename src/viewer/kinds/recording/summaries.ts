import type { DrawnSeries } from '#charts/usage-lines.ts';
import { countProcesses } from '#model/recording/filter.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatMetric, formatPosition, formatSample } from './numbers.ts';
import type { UsageView } from './usage-view.ts';

/** What a chart of processes shows, in a sentence or three: how many, from when to when, the highest, the mean of all. */
export function summarizeUsage(
  view: UsageView,
  metric: Metric,
  usage: UsageWindow,
  title: string,
  texts: RecordingTexts,
): string {
  const { axis, selection, other } = view;
  const all = other ? [...selection.shown, other] : selection.shown;
  const means = usage.shares(all, metric);
  const processes = countProcesses(selection, selection.shown);
  return texts.summary(
    title,
    processes,
    countProcesses(
      selection,
      selection.hidden.map(({ series }) => series),
    ),
    formatPosition(axis, usage.from, view.zone),
    formatPosition(axis, usage.to, view.zone),
    findPeak(view, metric, usage, texts),
    metric === 'memory' && view.recording.threadRows
      ? undefined
      : formatMetric(
          means.reduce((sum, part) => sum + part.mean, 0),
          metric,
        ),
    view.recording.threadRows === true,
    processes === selection.shown.length ? undefined : texts.summaryRows(selection.shown.length, processes),
  );
}

/** The same for rows of the machine: the mean of each. */
export function summarizeRows(
  view: UsageView,
  drawn: readonly DrawnSeries[],
  metric: Metric,
  usage: UsageWindow,
  title: string,
  texts: RecordingTexts,
): string {
  const series = drawn.map((one) => one.series);
  const shares = usage.shares(series, metric);
  const averages = shares.map(({ series: one, mean }) => {
    const label = drawn.find((row) => row.series === one)?.label ?? one.name;
    return texts.averageOf(label, formatMetric(mean, metric));
  });
  const ends = [usage.from, usage.to].map((position) => formatPosition(view.axis, position, view.zone));
  return texts.machineSummary(title, drawn.length, ends[0] ?? '', ends[1] ?? '', averages);
}

/** The highest value of any process shown, with who and when. */
function findPeak(
  view: UsageView,
  metric: Metric,
  usage: UsageWindow,
  texts: RecordingTexts,
): string | undefined {
  const { axis, zone } = view;
  let peak: string | undefined;
  let most = 0;
  for (const { series, label } of view.drawn) {
    if (series === view.other) continue;
    const { max, maxAt } = usage.statistics(series)[metric === 'memory' ? 'memKb' : metric];
    if (max === null || maxAt === null || max <= most) continue;
    most = max;
    const value = formatMetric(metric === 'memory' ? max / 1024 : max, metric);
    peak = texts.peak(label, value, formatSample(axis, maxAt, zone));
  }
  return peak;
}
