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
  const samples = samplesWithin(axis, window.from, window.to);
  return sharesOf(series, (one) => meanOver(one, metric, samples));
}

/** Mean of a series over all of some samples, in the shown unit; where it was missing it used nothing. */
export function meanOver(
  series: Series,
  metric: Metric,
  [first, end]: readonly [first: number, end: number],
): number {
  const { at } = series;
  const values = metricColumn(series, metric);
  let sum = 0;
  for (let row = lowerBound(at, first); row < at.length && (at[row] as number) < end; row++) {
    const value = values[row] as number;
    if (Number.isFinite(value)) sum += value;
  }
  return sum * (metricScale(metric) / Math.max(1, end - first));
}

/** Splits a whole among series by their means, the largest first. */
export function sharesOf(series: readonly Series[], meanOf: (series: Series) => number): SharePart[] {
  const means = series.map(meanOf);
  const whole = means.reduce((sum, mean) => sum + mean, 0);
  return series
    .map((one, index) => {
      const mean = means[index] as number;
      return { series: one, mean, share: whole > 0 ? mean / whole : 0 };
    })
    .sort((a, b) => b.mean - a.mean);
}
