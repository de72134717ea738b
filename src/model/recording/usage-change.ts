import type { Series } from './recording.ts';
import { robustTrend } from './slope.ts';
import { lowerBound, type TimeAxis } from './time-axis.ts';
import { metricColumn } from './usage-metric.ts';

/** Samples of a window, the second one exclusive. */
type Samples = readonly [first: number, end: number];

const lengths = new WeakMap<TimeAxis, Float64Array>();

/**
 * For how many seconds the values of each sample stand: those since the sample before. The first
 * sample, and one after a pause of the recorder, count as one usual interval: of the pause itself
 * nothing is known.
 */
function sampleSeconds(axis: TimeAxis): Float64Array {
  let seconds = lengths.get(axis);
  if (!seconds) {
    seconds = Float64Array.from(axis.elapsed, (at, sample) =>
      sample === 0 || axis.broken[sample] === 1 ? axis.interval : at - (axis.elapsed[sample - 1] ?? 0),
    );
    lengths.set(axis, seconds);
  }
  return seconds;
}

/** CPU time: the area under the curve, gaps not counted. Undefined without a sample. */
export function cpuSeconds(series: Series, axis: TimeAxis, [first, end]: Samples): number | undefined {
  const seconds = sampleSeconds(axis);
  const values = metricColumn(series, 'cpu');
  const [start, stop] = [lowerBound(series.at, first), lowerBound(series.at, end)];
  let [sum, count] = [0, 0];
  for (let row = start; row < stop; row++) {
    const value = values[row] as number;
    if (!Number.isFinite(value)) continue;
    sum += (value / 100) * (seconds[series.at[row] as number] ?? 0);
    count += 1;
  }
  return count === 0 ? undefined : sum;
}

/** Memory at its last sample of some less that at its first, in MiB. Undefined where it has not two values. */
export function memoryChangeMib({ at, memKb }: Series, [first, end]: Samples): number | undefined {
  const values = memKb.subarray(lowerBound(at, first), lowerBound(at, end)).filter(Number.isFinite);
  const [begin, last] = [values[0], values[values.length - 1]];
  return values.length < 2 || begin === undefined || last === undefined ? undefined : (last - begin) / 1024;
}

/** How memory grows over a window. */
export interface Growth {
  /** MiB an hour: the median of the slopes between all pairs of points, which single peaks do not bend. */
  perHour: number;
  /** What that comes to over the samples that it was there in, in MiB. */
  riseMib: number;
  /** From the first of these samples to the last. */
  seconds: number;
  /** It grows, and does not only end higher: see `isSure`. */
  sure: boolean;
}

/** Samples of which a slope is told. */
const LEAST_SAMPLES = 10;
/** Of all pairs of points, those in which memory rises: a step half way makes half of them, noise as many. */
const RISING = 0.8;
/** What it has to have grown by, in MiB. */
const LEAST_RISE = 0.5;

/** How the memory of a series grows; undefined with fewer than ten values. */
export function toGrowth(series: Series, axis: TimeAxis, [first, end]: Samples): Growth | undefined {
  const [start, stop] = [lowerBound(series.at, first), lowerBound(series.at, end)];
  if (stop - start < LEAST_SAMPLES) return undefined;
  const at = series.at.subarray(start, stop);
  const values = series.memKb.subarray(start, stop);
  if (values.filter(Number.isFinite).length < LEAST_SAMPLES) return undefined;
  const hours = Float64Array.from(at, (sample) => (axis.elapsed[sample] ?? 0) / 3600);
  const trend = robustTrend(hours, values);
  if (!trend) return undefined;
  const span = (hours[hours.length - 1] ?? 0) - (hours[0] ?? 0);
  const perHour = trend.slope / 1024;
  const riseMib = perHour * span;
  const window = (axis.elapsed[end - 1] ?? 0) - (axis.elapsed[first] ?? 0);
  const seconds = span * 3600;
  return { perHour, riseMib, seconds, sure: isSure(trend.rising, riseMib, seconds, window) };
}

/**
 * That memory grows is said of what rises in four of five pairs of its points, by half a MiB at least,
 * and was there for half of the window: what starts fills its memory, and would lead every list.
 */
function isSure(rising: number, riseMib: number, seconds: number, window: number): boolean {
  return rising >= RISING && riseMib >= LEAST_RISE && seconds * 2 >= window;
}

/** Of several series those whose memory grows, the fastest first. */
export function findGrowing<T>(
  all: readonly T[],
  growthOf: (one: T) => Growth | undefined,
): { one: T; growth: Growth }[] {
  return all
    .flatMap((one) => {
      const growth = growthOf(one);
      return growth?.sure === true ? [{ one, growth }] : [];
    })
    .sort((a, b) => b.growth.perHour - a.growth.perHour);
}
