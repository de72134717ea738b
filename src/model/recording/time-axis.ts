import { type ClockStep, clockSteps, elapsedSeconds, medianInterval } from './clock.ts';
import type { Recording } from './recording.ts';

/**
 * Where each sample stands on a chart's time axis.
 *
 * Positions are seconds from the first sample and never decrease, so that a sample is never lost or
 * reordered because its clock is odd. On the `elapsed` axis a step of the clock takes one usual
 * interval; on the `wall` axis a step forward is drawn to scale, and after a step back the axis goes
 * on with the new time.
 */
export interface TimeAxis {
  mode: 'wall' | 'elapsed';
  clock: Recording['clock'];
  /** As recorded, by sample. */
  times: Float64Array;
  /** By sample. */
  positions: Float64Array;
  /** Seconds from the first sample by the recording's own count, by sample; what links speak of. */
  elapsed: Float64Array;
  /** The usual time between two samples, in seconds. */
  interval: number;
  steps: ClockStep[];
  /** Pauses of the recorder: no sample between these two for far longer than usual. */
  gaps: { from: number; to: number; seconds: number }[];
  /** 1 where nothing may be drawn from the sample before to this one. */
  broken: Uint8Array;
  /** From where to where one may look, where that is more than the samples (another recording beside it). */
  bounds?: readonly [from: number, to: number];
}

/** A pause is told as one from this many usual intervals on. */
const GAP_INTERVALS = 2.5;

/** The clock's time, unless it was set while the recording ran, or there is none. */
export function toDefaultMode({ clock, steps }: Pick<TimeAxis, 'clock' | 'steps'>): TimeAxis['mode'] {
  return clock === 'none' || steps.length > 0 ? 'elapsed' : 'wall';
}

export function toTimeAxis(recording: Recording, mode?: 'wall' | 'elapsed'): TimeAxis {
  const { times, clock } = recording;
  const steps = clock === 'none' ? [] : clockSteps(recording);
  const elapsed = elapsedSeconds(recording);
  // A median of nothing but steps of the clock is no interval.
  const interval = steps.length < times.length - 1 ? (medianInterval(recording) ?? 1) : 1;
  const chosen = clock === 'none' ? 'elapsed' : (mode ?? toDefaultMode({ clock, steps }));
  const positions = chosen === 'elapsed' ? elapsed : wallPositions(times, interval);
  const stepped = new Set(steps.map((step) => step.sample));
  const gaps: TimeAxis['gaps'] = [];
  const broken = new Uint8Array(times.length);
  for (let sample = 1; sample < times.length; sample++) {
    const seconds = (positions[sample] ?? 0) - (positions[sample - 1] ?? 0);
    if (seconds <= GAP_INTERVALS * interval) continue;
    broken[sample] = 1;
    if (!stepped.has(sample)) gaps.push({ from: sample - 1, to: sample, seconds });
  }
  return { mode: chosen, clock, times, positions, elapsed, interval, steps, gaps, broken };
}

/** Position of the last sample; at least one interval, so that a recording of one sample has an axis. */
export function axisLength(axis: TimeAxis): number {
  return Math.max(axis.positions[axis.positions.length - 1] ?? 0, axis.interval);
}

/** From where to where one may look: the samples, or more where the axis says so. */
export function axisBounds(axis: TimeAxis): readonly [from: number, to: number] {
  return axis.bounds ?? [0, axisLength(axis)];
}

/** The sample nearest to a position; the first of those that share it. Undefined without samples. */
export function findSample(axis: TimeAxis, position: number): number | undefined {
  const { positions } = axis;
  if (positions.length === 0) return undefined;
  const after = lowerBound(positions, position);
  if (after === 0) return 0;
  if (after === positions.length) return lowerBound(positions, positions[after - 1] ?? 0);
  const [before, next] = [positions[after - 1] ?? 0, positions[after] ?? 0];
  return position - before <= next - position ? lowerBound(positions, before) : after;
}

/** The sample whose recorded time is nearest, for things that carry a time of the same clock. */
export function findSampleAtTime(axis: TimeAxis, time: number): number | undefined {
  let best: number | undefined;
  let bestDistance = Infinity;
  for (let sample = 0; sample < axis.times.length; sample++) {
    const distance = Math.abs((axis.times[sample] ?? NaN) - time);
    if (distance < bestDistance) [best, bestDistance] = [sample, distance];
  }
  return best;
}

/** Samples within two positions, the second one exclusive: `[first, end)`. */
export function samplesWithin(axis: TimeAxis, from: number, to: number): [first: number, end: number] {
  return [lowerBound(axis.positions, from), upperBound(axis.positions, to)];
}

/** Position of an elapsed time; between samples in proportion, outside of them shifted. */
export function positionAt(axis: TimeAxis, elapsed: number): number {
  return mapBetween(axis.elapsed, axis.positions, elapsed);
}

/** Elapsed time of a position: the way back of `positionAt`. */
export function elapsedAt(axis: TimeAxis, position: number): number {
  return mapBetween(axis.positions, axis.elapsed, position);
}

/** Whether elapsed times between two positions are told with hours: all of them, where one has some. */
export function hasHours(axis: TimeAxis, from: number, to: number): boolean {
  return [from, to].some((end) => Math.abs(elapsedAt(axis, end)) >= 3600);
}

/** Recorded time at a position: by the last sample at or before it, so that steps stay steps. */
export function timeAt(axis: TimeAxis, position: number): number {
  const { positions, times } = axis;
  const sample = Math.max(0, upperBound(positions, position) - 1);
  return (times[sample] ?? 0) + (position - (positions[sample] ?? 0));
}

/** First index whose value is at least `value`; `values` ascending. */
export function lowerBound(values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First index whose value is greater than `value`; `values` ascending. */
function upperBound(values: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wallPositions(times: Float64Array, interval: number): Float64Array {
  const positions = new Float64Array(times.length);
  for (let sample = 1; sample < times.length; sample++) {
    const seconds = (times[sample] ?? 0) - (times[sample - 1] ?? 0);
    positions[sample] = (positions[sample - 1] ?? 0) + (seconds >= 0 ? seconds : interval);
  }
  return positions;
}

function mapBetween(from: Float64Array, to: Float64Array, value: number): number {
  const last = from.length - 1;
  if (last < 0) return value;
  if (value <= (from[0] as number)) return (to[0] as number) + value - (from[0] as number);
  if (value >= (from[last] as number)) return (to[last] as number) + value - (from[last] as number);
  const after = upperBound(from, value);
  const [x0, x1] = [from[after - 1] as number, from[after] as number];
  const [y0, y1] = [to[after - 1] as number, to[after] as number];
  return x1 === x0 ? y0 : y0 + ((value - x0) / (x1 - x0)) * (y1 - y0);
}
