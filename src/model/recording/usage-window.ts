import { cpuSeconds } from './cpu-time.ts';
import { type Growth, type NoGrowth, toGrowth } from './growth.ts';
import { memoryChangeMib } from './range-numbers.ts';
import type { Recording, Series } from './recording.ts';
import { usageStatistics, type UsageStatistics } from './statistics.ts';
import type { TimeAxis } from './time-axis.ts';
import { TimeWindow } from './time-window.ts';
import type { Metric } from './usage-metric.ts';
import { meanOver, sharesOf, type SharePart } from './usage-share.ts';

/**
 * One stretch of a recording: its charts, the sentences about them, their numbers and the table
 * beside them ask for the same, and it is computed once.
 */
export class UsageWindow extends TimeWindow {
  private readonly recording: Pick<Recording, 'cpuSplit'>;

  constructor(
    recording: Pick<Recording, 'cpuSplit'>,
    axis: TimeAxis,
    window: readonly [from: number, to: number],
  ) {
    super(axis, window);
    this.recording = recording;
  }

  /** Averages and maxima of a series over the samples that it was present in. */
  statistics(series: Series): UsageStatistics {
    const [first, end] = this.samples;
    return this.keep('statistics', series, () =>
      usageStatistics(this.recording, series, { first, last: end - 1 }),
    );
  }

  /** CPU time that was spent in the window; undefined where the series was not there. */
  cpuSeconds(series: Series): number | undefined {
    return this.keep('cpu-seconds', series, () => cpuSeconds(series, this.axis, [this.from, this.to]));
  }

  /** Memory at the last sample that it was there in less that at the first, in MiB. */
  memoryChange(series: Series): number | undefined {
    return this.keep('memory-change', series, () => memoryChangeMib(series, this.samples));
  }

  /** How its memory grows, or why that is not to be said. */
  growth(series: Series): Growth | NoGrowth {
    return this.keep('growth', series, () => toGrowth(series, 'memory', this.axis, this.samples));
  }

  /** What each of several series has of their whole, the largest first. */
  shares(series: readonly Series[], metric: Metric): SharePart[] {
    return sharesOf(series, (one) => this.keep(metric, one, () => meanOver(one, metric, this.samples)));
  }
}
