import type { Recording } from './recording.ts';
import { positionAt, type TimeAxis } from './time-axis.ts';

/** A reader's note as a link has it: on a time, a range or a process. */
export interface PinPlace {
  text: string;
  /** Elapsed seconds. */
  time?: number;
  until?: number;
  /** A series' key. */
  series?: string;
}

export type PlacedPin =
  /** On the axis, from a position and perhaps to another; with the key of its process where it has one. */
  | { place: 'time'; from: number; to: number | undefined; series: string | undefined }
  /** On a process, at no time. */
  | { place: 'series'; series: string }
  /** Kept and listed, but not of this recording. */
  | { place: 'none'; reason: 'time' | 'series' };

const keys = new WeakMap<Recording['series'], ReadonlySet<string>>();

/** The keys of a recording's series, gathered once for however many pins. */
function keysOf({ series }: Recording): ReadonlySet<string> {
  let known = keys.get(series);
  if (!known) keys.set(series, (known = new Set(series.map(({ key }) => key))));
  return known;
}

/** Where a pin stands in a recording. One whose process or time it does not have stands nowhere. */
export function placePin(pin: PinPlace, recording: Recording, axis: TimeAxis): PlacedPin {
  const { time, until, series } = pin;
  if (series !== undefined && !keysOf(recording).has(series)) {
    return { place: 'none', reason: 'series' };
  }
  if (time === undefined) {
    return series === undefined ? { place: 'none', reason: 'time' } : { place: 'series', series };
  }
  const last = axis.elapsed[axis.elapsed.length - 1] ?? 0;
  // Links carry milliseconds, so an end may lie a little beyond.
  const end = Math.max(last, axis.interval) + 0.001;
  const finish = until ?? time;
  if (!(finish >= -0.001 && time <= end)) return { place: 'none', reason: 'time' };
  return {
    place: 'time',
    from: positionAt(axis, time),
    to: until === undefined || until <= time ? undefined : positionAt(axis, until),
    series,
  };
}
