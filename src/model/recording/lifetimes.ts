import { elapsedSeconds } from './clock.ts';
import type { Recording, Series } from './recording.ts';
import { axisBounds, type TimeAxis } from './time-axis.ts';
import { metricColumn } from './usage-metric.ts';

const elapsed = new WeakMap<Float64Array, Float64Array>();

function elapsedOf(recording: Pick<Recording, 'times' | 'clock'>): Float64Array {
  let known = elapsed.get(recording.times);
  if (!known) elapsed.set(recording.times, (known = elapsedSeconds(recording)));
  return known;
}

/** Seconds from the first sample that a process was seen in to the last: 0 where that is one. */
export function lifeSeconds(recording: Pick<Recording, 'times' | 'clock'>, { at }: Series): number {
  const seconds = elapsedOf(recording);
  const [first, last] = [at[0], at[at.length - 1]];
  return first === undefined || last === undefined ? 0 : (seconds[last] ?? 0) - (seconds[first] ?? 0);
}

/** A stretch of time in which a process was there, and how busy it was. */
export interface LifeStrip {
  /** Positions on the axis. */
  from: number;
  to: number;
  /** Mean CPU, percent of one core. */
  value: number;
}

/** Strips of one process at most: so many parts of the whole recording have a value of their own. */
const SLOTS = 240;

/**
 * When a process was there over the whole recording. A sample stands for the time since the one before;
 * after a pause of the recorder, for none. What is missing from a sample is a gap, unless it is too short
 * to be seen.
 */
export function toLifeStrips(series: Series, axis: TimeAxis): LifeStrip[] {
  const { at } = series;
  const values = metricColumn(series, 'cpu');
  const [begin, end] = axisBounds(axis);
  const slot = (end - begin) / SLOTS || 1;
  const strips: (LifeStrip & { slot: number; count: number })[] = [];
  let last = -2;
  for (let row = 0; row < at.length; row++) {
    const sample = at[row] as number;
    const value = Number.isFinite(values[row]) ? (values[row] as number) : 0;
    const to = axis.positions[sample] ?? 0;
    const isBroken = sample === 0 || axis.broken[sample] === 1;
    const from = isBroken ? to : (axis.positions[sample - 1] ?? to);
    const own = Math.floor((to - begin) / slot);
    const strip = strips[strips.length - 1];
    if (strip?.slot === own && (sample === last + 1 ? !isBroken : from - strip.to < slot)) {
      strip.to = to;
      strip.value += value;
      strip.count += 1;
    } else strips.push({ from, to, value, slot: own, count: 1 });
    last = sample;
  }
  return strips.map(({ from, to, value, count }) => ({ from, to, value: value / count }));
}
