import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { findSample, positionAt, type TimeAxis } from '#model/recording/time-axis.ts';
import type { RecordingState } from '#view/recording-state.ts';
import { withState } from '#view/state-change.ts';
import type { Cursor } from '#viewer/figure/cursor.ts';
import { isWithin } from './state.ts';

/**
 * The cursor that was left somewhere stands in the state, and so in the link; what the state says, by
 * a link or by Back, is where the cursor is left.
 *
 * @param figure the chart that tells its values where nobody points
 */
export function useKeptCursor(
  axis: TimeAxis,
  state: RecordingState,
  onState: (next: RecordingState) => void,
  cursor: Cursor,
  figure: string,
): void {
  const latestRef = useRef({ axis, state, onState });
  useLayoutEffect(() => {
    latestRef.current = { axis, state, onState };
  });
  const kept = state.cursor;
  useEffect(() => {
    if (kept === toKept(axis, cursor)) return;
    const sample = toSample(axis, kept);
    if (sample === undefined) cursor.set(undefined);
    else cursor.keep({ sample, figure: cursor.place?.figure ?? figure, y: undefined });
  }, [axis, kept, cursor, figure]);
  useEffect(
    () =>
      cursor.listen(() => {
        const { axis, state, onState } = latestRef.current;
        const next = toKept(axis, cursor);
        // One that the recording does not have is said so until there is another; one between two samples stands at the
        // nearer, and stays as the link has it.
        const shown = next === undefined ? undefined : cursor.place?.sample;
        if (state.cursor !== undefined && toSample(axis, state.cursor) === shown) return;
        if (next !== state.cursor) onState(withState(state, { cursor: next }));
      }),
    [cursor],
  );
}

/** The sample at which a cursor of a state stands; undefined for none. */
function toSample(axis: TimeAxis, kept: number | undefined): number | undefined {
  return kept !== undefined && isWithin(axis, kept) ? findSample(axis, positionAt(axis, kept)) : undefined;
}

/** Elapsed seconds at which the cursor is left, to milliseconds. */
function toKept(axis: TimeAxis, { locked, place }: Cursor): number | undefined {
  const at = locked && place ? axis.elapsed[place.sample] : undefined;
  return at === undefined ? undefined : Math.round(at * 1000) / 1000;
}
