import type { RecordingState } from '#view/recording-state.ts';
import type { StateChange } from '#view/state-change.ts';

/** What a comparison looks at, of whichever side it is: it goes along where the sides are swapped. */
const SHARED = [
  'clock',
  'zone',
  'where',
  'text',
  'group',
  'pattern',
  'names',
  'metric',
  'maximized',
] as const;

/**
 * What is to be set on B so that it is the A of the same comparison.
 *
 * @param slot of what was A
 * @param shift seconds by which B was moved to stand over A
 */
export function toSwapped(state: RecordingState, slot: string, shift: number): StateChange<RecordingState> {
  const { compare, sort, window, selection, cursor } = state;
  const toMs = (seconds: number): number => Math.round((seconds - shift) * 1000) / 1000 + 0;
  const move = (ends: [number, number] | undefined): [number, number] | undefined =>
    ends && [toMs(ends[0]), toMs(ends[1])];
  const { align = 'start', shiftSeconds } = compare ?? {};
  return {
    ...Object.fromEntries(SHARED.map((field) => [field, state[field]])),
    compare: { slot, align, ...(shiftSeconds === undefined ? {} : { shiftSeconds: 0 - shiftSeconds }) },
    // `-avgA` is the same column on the other side.
    sort: sort?.replace(/[AB]$/, (side) => (side === 'A' ? 'B' : 'A')),
    window: move(window),
    selection: move(selection),
    cursor: cursor === undefined ? undefined : toMs(cursor),
  };
}

/** What was A without the comparison, and without what was of it alone. */
export const leftBySwap: StateChange<RecordingState> = {
  compare: undefined,
  sort: undefined,
  names: undefined,
  window: undefined,
};
