import type { Series } from './recording.ts';
import { lowerBound, samplesWithin, type TimeAxis } from './time-axis.ts';
import { metricColumn } from './usage-metric.ts';

/**
 * A sample's CPU is that of the interval before it, and counts for as much of that as lies within a
 * stretch: so the parts of a stretch add up to it. Where the recorder paused, of which nothing is known,
 * the interval is the usual one. So it is for the first sample, whose interval lies before the recording,
 * where no stretch reaches: it counts whole in those that begin with it. What a recorder has measured is
 * told once, then, and the whole has all of it.
 */
function secondsWithin(
  { positions, broken, interval }: TimeAxis,
  sample: number,
  from: number,
  to: number,
): number {
  const at = positions[sample] as number;
  if (sample === 0) return from <= at && at <= to ? interval : 0;
  const begin = broken[sample] === 1 ? at - interval : (positions[sample - 1] as number);
  return Math.max(0, Math.min(at, to) - Math.max(begin, from));
}

/** Seconds of one core that were spent between two positions; undefined where no value of a sample tells. */
export function cpuSeconds(
  series: Series,
  axis: TimeAxis,
  [from, to]: readonly [from: number, to: number],
): number | undefined {
  // The interval of the sample after the last one begins within.
  const [first, next] = samplesWithin(axis, from, to);
  const values = metricColumn(series, 'cpu');
  let sum: number | undefined;
  for (let row = lowerBound(series.at, first); row < values.length; row++) {
    const sample = series.at[row] as number;
    if (sample > next) break;
    const value = values[row] as number;
    const seconds = Number.isFinite(value) ? secondsWithin(axis, sample, from, to) : 0;
    if (seconds > 0) sum = (sum ?? 0) + (value / 100) * seconds;
  }
  return sum;
}

/** Of how many seconds between two positions the samples tell. */
export function measuredSeconds(axis: TimeAxis, [from, to]: readonly [from: number, to: number]): number {
  const [first, next] = samplesWithin(axis, from, to);
  let sum = 0;
  for (let sample = first; sample <= next && sample < axis.positions.length; sample++) {
    sum += secondsWithin(axis, sample, from, to);
  }
  return sum;
}
