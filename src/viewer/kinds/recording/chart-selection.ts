import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { fromStretch, fromWindow, narrowest, toStretch, zoomWindow } from './state.ts';

/** The stretch of time that is told of and may be zoomed to. */
export interface ChartSelection {
  /** Positions on the axis. */
  range: readonly [from: number, to: number] | undefined;
  /** While it is drawn it goes by the cursor, which renders nothing; `done` puts it into the state. */
  select(range: readonly [number, number] | undefined, done: boolean): void;
  clear(): void;
  /** Zooms to it, which is then all that is seen. */
  zoomTo(): void;
}

export function toSelection(
  axis: TimeAxis,
  state: RecordingState,
  onState: (next: RecordingState) => void,
  cursor: Cursor,
): ChartSelection {
  const range = toStretch(axis, state.selection);
  return {
    range,
    select(next, done) {
      cursor.setStretch(done ? undefined : next);
      if (!done) return;
      onState(withState(state, { selection: next && fromStretch(axis, next) }));
    },
    clear: () => onState(withState(state, { selection: undefined })),
    zoomTo() {
      if (!range) return;
      // Not narrower than what a zoom could reach.
      const window = zoomWindow(axis, range, (range[0] + range[1]) / 2, 1);
      onState(withState(state, { selection: undefined, window: fromWindow(axis, window) }));
    },
  };
}

/** A selection whose one end is moved to a sample, by keys; the other stays where it was begun. */
export function extendRange(
  axis: TimeAxis,
  range: ChartSelection['range'],
  cursorAt: number,
  next: number,
): readonly [number, number] | undefined {
  const hair = narrowest(axis) * 1e-6;
  const isAt = (end: number | undefined): boolean =>
    end !== undefined && Math.abs(end - cursorAt) <= axis.interval / 2;
  // The end that the cursor is at goes with it; elsewhere a new one is begun.
  const anchor = isAt(range?.[1]) ? range![0] : isAt(range?.[0]) ? range![1] : cursorAt;
  const [from, to] = [Math.min(anchor, next), Math.max(anchor, next)];
  return to - from > hair ? [from, to] : undefined;
}
