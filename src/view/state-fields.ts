import { crashFields } from './crash-state.ts';
import { mapHeldTexts, type AnyHolds, type TextKind } from './held-text.ts';
import { pageFields } from './page-state.ts';
import { profileFields } from './profile-state.ts';
import { recordingFields } from './recording-state.ts';
import type { StateField, StateFields } from './state-field.ts';
import type { NameClash, StateByKind, StateKind, ViewState } from './view-state.ts';

/** The fields of each kind's state, under their own names in the link, in its order. */
export const fieldsByKind: { [K in StateKind]: StateFields<StateByKind[K]> } = {
  recording: recordingFields,
  'crash-log': crashFields,
  profile: profileFields,
  page: pageFields,
};

/**
 * Every field of every kind. A link is read before its captures are known, so a name means the same
 * in each kind that has it; where two kinds differ in it the compiler names it here.
 */
export const stateFields: [NameClash] extends [never] ? StateFields<ViewState> : NameClash = Object.assign(
  {},
  ...Object.values(fieldsByKind),
) as StateFields<ViewState>;

/** A field as something that may be of any type. */
export type AnyField = StateField<unknown> & { holds: AnyHolds };

/** The fields that a state has, and what they are in a link. */
export function* readFields(
  state: ViewState,
): Generator<[name: keyof ViewState, value: unknown, field: AnyField]> {
  for (const name of fieldNames) {
    const value = state[name];
    if (value !== undefined) yield [name, value, stateFields[name] as AnyField];
  }
}

export const fieldNames = Object.keys(stateFields) as (keyof ViewState)[];

/** Of what is set under a slot, what belongs to its kind. */
export function toStateOf<K extends StateKind>(kind: K, state: ViewState): StateByKind[K] {
  const own = Object.entries(state).filter(([name]) => Object.hasOwn(fieldsByKind[kind], name));
  return Object.fromEntries(own) as StateByKind[K];
}

/** What is set under a slot with another state of its kind; what belongs to other kinds stays. */
export function withStateOf<K extends StateKind>(kind: K, state: ViewState, next: StateByKind[K]): ViewState {
  const rest = Object.entries(state).filter(([name]) => !Object.hasOwn(fieldsByKind[kind], name));
  return { ...Object.fromEntries(rest), ...next };
}

/**
 * A state with each of its texts changed, by what the text is. A text that becomes undefined takes
 * with it what it is part of: the entry of a list, or the field.
 */
export function mapTexts(
  state: ViewState,
  change: (text: string, kind: TextKind) => string | undefined,
): ViewState {
  const changed = Array.from(
    readFields(state),
    ([name, value, { holds }]) => [name, mapHeldTexts(value, holds, change)] as const,
  );
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined));
}
