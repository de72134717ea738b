import type { Series } from './recording.ts';
import { robustTrend } from './slope.ts';
import { lowerBound, type TimeAxis } from './time-axis.ts';
import { metricColumn, metricScale } from './usage-metric.ts';

/** A steady way up or down over a window. MiB, or percent of one core. */
export interface Growth {
  /** An hour: the median of the slopes between all pairs of points, which single peaks do not bend. */
  perHour: number;
  /** What that comes to over the samples that it was there in. */
  rise: number;
  /** From the first of these samples to the last. */
  seconds: number;
}

/**
 * Why no slope is told: too few values; too short a time to speak of an hour; not there for half of the
 * window (what starts fills its memory, and would lead every list); hardly any change; up and down.
 */
export type NoGrowth = 'few' | 'brief' | 'part' | 'little' | 'unsteady';

const LEAST_VALUES = 10;
const LEAST_SECONDS = 30;
/** What it has to have changed by, in the unit of its chart. */
const LEAST_RISE = 0.5;
/** Of all pairs of points, those that go its way: a step half way makes half of them, noise as many. */
const STEADY = 0.8;

/** How a measure grows or shrinks over samples of a window, the second one exclusive, where they show that it does. */
export function toGrowth(
  series: Series,
  metric: 'cpu' | 'memory',
  axis: TimeAxis,
  [first, end]: readonly [first: number, end: number],
): Growth | NoGrowth {
  const [start, stop] = [lowerBound(series.at, first), lowerBound(series.at, end)];
  if (stop - start < LEAST_VALUES) return 'few';
  const at = series.at.subarray(start, stop);
  const values = metricColumn(series, metric).subarray(start, stop);
  if (values.filter(Number.isFinite).length < LEAST_VALUES) return 'few';
  const elapsedOf = (sample: number): number => axis.elapsed[sample] ?? 0;
  const seconds = elapsedOf(at[at.length - 1] ?? 0) - elapsedOf(at[0] ?? 0);
  if (seconds < LEAST_SECONDS) return 'brief';
  if (seconds * 2 < elapsedOf(end - 1) - elapsedOf(first)) return 'part';
  const trend = robustTrend(
    Float64Array.from(at, (sample) => elapsedOf(sample) / 3600),
    values,
  );
  const perHour = (trend?.slope ?? 0) * metricScale(metric);
  const rise = (perHour * seconds) / 3600;
  if (Math.abs(rise) < LEAST_RISE) return 'little';
  const isSteady = trend && (rise > 0 ? trend.rising : trend.falling) >= STEADY;
  return isSteady ? { perHour, rise, seconds } : 'unsteady';
}

/** Of several series those whose memory grows, the fastest first. */
export function findGrowing<T>(
  all: readonly T[],
  growthOf: (one: T) => Growth | NoGrowth,
): { one: T; growth: Growth }[] {
  return all
    .flatMap((one) => {
      const growth = growthOf(one);
      return typeof growth === 'object' && growth.perHour > 0 ? [{ one, growth }] : [];
    })
    .sort((a, b) => b.growth.perHour - a.growth.perHour);
}
