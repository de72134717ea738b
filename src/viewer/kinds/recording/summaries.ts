import type { DrawnSeries } from '#charts/usage-lines.ts';
import { toShares } from '#model/recording/usage-share.ts';
import { usageStatistics } from '#model/recording/statistics.ts';
import { samplesWithin } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import type { RecordingMessages } from './messages.ts';
import { formatMetric, formatPosition, formatSample } from './numbers.ts';
import type { UsageView } from './usage-view.ts';

type Window = readonly [from: number, to: number];

/** What a chart of processes shows, in a sentence or three: how many, from when to when, the highest, the mean of all. */
export function summarizeUsage(
  view: UsageView,
  metric: Metric,
  window: Window,
  title: string,
  texts: RecordingMessages,
): string {
  const { axis, selection, other } = view;
  const all = other ? [...selection.shown, other] : selection.shown;
  const means = toShares(all, metric, axis, { from: window[0], to: window[1] });
  return texts.summary(
    title,
    selection.shown.length,
    selection.hidden.length,
    formatPosition(axis, window[0], view.zone),
    formatPosition(axis, window[1], view.zone),
    findPeak(view, metric, window, texts),
    metric === 'memory' && view.recording.threadRows
      ? undefined
      : formatMetric(
          means.reduce((sum, part) => sum + part.mean, 0),
          metric,
        ),
    view.recording.threadRows === true,
  );
}

/** The same for rows of the machine: the mean of each. */
export function summarizeRows(
  view: UsageView,
  drawn: readonly DrawnSeries[],
  metric: Metric,
  window: Window,
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
  const ends = window.map((position) => formatPosition(view.axis, position, view.zone));
  return texts.machineSummary(title, drawn.length, ends[0] ?? '', ends[1] ?? '', parts);
}

/** The highest value of any process shown, with who and when. */
function findPeak(
  view: UsageView,
  metric: Metric,
  window: Window,
  texts: RecordingMessages,
): string | undefined {
  const { axis, recording, zone } = view;
  const [first, end] = samplesWithin(axis, window[0], window[1]);
  let peak: string | undefined;
  let most = 0;
  for (const { series, label } of view.drawn) {
    if (series === view.other) continue;
    const statistics = usageStatistics(recording, series, { first, last: end - 1 });
    const { max, maxAt } = statistics[metric === 'memory' ? 'memKb' : metric];
    if (max === null || maxAt === null || max <= most) continue;
    most = max;
    const value = formatMetric(metric === 'memory' ? max / 1024 : max, metric);
    peak = texts.peak(label, value, formatSample(axis, maxAt, zone));
  }
  return peak;
}
