import type { Recording } from '#model/recording/recording.ts';
import { axisBounds, elapsedAt, positionAt, type TimeAxis } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import { selectUsage } from './selected.ts';

/** The window of a state in positions of an axis, within it; the whole of it where none is set or it lies outside. */
export function toWindow(axis: TimeAxis, window: RecordingState['window']): [from: number, to: number] {
  return toStretch(axis, window) ?? [...axisBounds(axis)];
}

/** A stretch of a state in positions of an axis, as much of it as is within; undefined where nothing is. */
export function toStretch(
  axis: TimeAxis,
  stretch: readonly [from: number, to: number] | undefined,
): [from: number, to: number] | undefined {
  if (!stretch) return undefined;
  const [begin, end] = axisBounds(axis);
  const from = Math.max(begin, positionAt(axis, stretch[0]));
  const to = Math.min(end, positionAt(axis, stretch[1]));
  return to > from ? [from, to] : undefined;
}

/** Links carry milliseconds, so an end may lie a little beyond. */
const HAIR = 0.001;

/** What of a stretch of a state lies within an axis, where that is not all of it. */
export function toClipped(
  axis: TimeAxis,
  stretch: readonly [from: number, to: number],
): [from: number, to: number] | undefined {
  const [begin, end] = axisBounds(axis);
  const isBeyond = positionAt(axis, stretch[0]) < begin - HAIR || positionAt(axis, stretch[1]) > end + HAIR;
  return isBeyond ? toStretch(axis, stretch) : undefined;
}

/** Whether a moment of a state is one of an axis. */
export function isWithin(axis: TimeAxis, elapsed: number): boolean {
  const [begin, end] = axisBounds(axis);
  const position = positionAt(axis, elapsed);
  return position >= begin - HAIR && position <= end + HAIR;
}

/** A window as it stands in a state: elapsed seconds, to milliseconds; undefined for the whole. */
export function fromWindow(
  axis: TimeAxis,
  window: readonly [number, number],
): RecordingState['window'] | undefined {
  const [begin, end] = axisBounds(axis);
  const hair = (end - begin) * 1e-6;
  if (window[0] <= begin + hair && window[1] >= end - hair) return undefined;
  return fromStretch(axis, window);
}

/** A stretch as it stands in a state: elapsed seconds, to milliseconds. */
export function fromStretch(
  axis: TimeAxis,
  [from, to]: readonly [number, number],
): [from: number, to: number] {
  const toMs = (position: number): number => Math.round(elapsedAt(axis, position) * 1000) / 1000;
  return [toMs(from), toMs(to)];
}

/** Narrowest window: two intervals, so that there is something to see. */
export function narrowest(axis: TimeAxis): number {
  const [begin, end] = axisBounds(axis);
  return Math.min(end - begin, axis.interval * 2);
}

/** A window scaled about a position (which stays where it is), kept within the recording. */
export function zoomWindow(
  axis: TimeAxis,
  window: readonly [number, number],
  about: number,
  factor: number,
): [number, number] {
  const [begin, end] = axisBounds(axis);
  const width = window[1] - window[0];
  const next = Math.min(end - begin, Math.max(narrowest(axis), width * factor));
  const part = width > 0 ? (about - window[0]) / width : 0.5;
  return panWindow(axis, [about - next * part, about - next * part + next], 0);
}

/** A window moved by so many seconds, kept within the recording. */
export function panWindow(axis: TimeAxis, window: readonly [number, number], by: number): [number, number] {
  const [begin, end] = axisBounds(axis);
  const width = Math.min(end - begin, window[1] - window[0]);
  const from = Math.min(end - width, Math.max(begin, window[0] + by));
  return [from, from + width];
}

/** A click on a name: it only; once more, and all are back. */
export function showOnly(state: RecordingState, key: string): RecordingState {
  const alone = state.only?.length === 1 && state.only[0] === key;
  return withState(state, alone ? { only: undefined } : { only: [key] });
}

/** A modified click: shows or hides one, and leaves the others as they are. */
export function toggleSeries(recording: Recording, state: RecordingState, key: string): RecordingState {
  const without = (keys: string[] | undefined): string[] => keys?.filter((one) => one !== key) ?? [];
  const isShown = (one: RecordingState): boolean =>
    selectUsage(recording, one).selection.shown.some((series) => series.key === key);
  if (state.only) {
    // What is left of `only` after the last goes is nothing chosen, that is everything.
    const only = isShown(state) ? without(state.only) : [...state.only, key];
    return withState(state, { only });
  }
  if (isShown(state)) {
    const unasked = withState(state, { show: without(state.show) });
    return isShown(unasked) ? withState(unasked, { hide: [...without(state.hide), key] }) : unasked;
  }
  const unhidden = withState(state, { hide: without(state.hide) });
  return isShown(unhidden) ? unhidden : withState(unhidden, { show: [...without(state.show), key] });
}
