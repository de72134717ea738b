import type { Series } from './recording.ts';
import { samplesWithin, lowerBound, type TimeAxis } from './time-axis.ts';
import { metricColumn, metricScale, type Metric } from './usage-metric.ts';

/** What one series has of the whole, over a window. */
export interface SharePart {
  series: Series;
  /** Mean over all samples of the window, in the shown unit; where it was missing it used nothing. */
  mean: number;
  /** Part of the sum of all, 0 to 1. */
  share: number;
}

/**
 * Splits the usage of a window among series, the largest first. Unlike a process's average in the
 * table, which is over the samples it was present in, these means are over all samples of the
 * window: only so do they add up to the whole.
 */
export function toShares(
  series: readonly Series[],
  metric: Metric,
  axis: TimeAxis,
  window: { from: number; to: number },
): SharePart[] {
  const [first, end] = samplesWithin(axis, window.from, window.to);
  const samples = Math.max(1, end - first);
  const scale = metricScale(metric) / samples;
  const means = series.map((one) => {
    const values = metricColumn(one, metric);
    let sum = 0;
    for (let row = lowerBound(one.at, first); row < one.at.length && (one.at[row] as number) < end; row++) {
      const value = values[row] as number;
      if (Number.isFinite(value)) sum += value;
    }
    return sum * scale;
  });
  const whole = means.reduce((sum, mean) => sum + mean, 0);
  return series
    .map((one, index) => {
      const mean = means[index] as number;
      return { series: one, mean, share: whole > 0 ? mean / whole : 0 };
    })
    .sort((a, b) => b.mean - a.mean);
}
