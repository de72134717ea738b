import type { ViewState } from './view-state.ts';

/** Changes to a state; undefined goes back to the default. */
export type StateChange = { [K in keyof ViewState]?: ViewState[K] | undefined };

/** A state with changes, without what is undefined: a link says nothing about defaults. */
export function withState(state: ViewState, change: StateChange): ViewState {
  const next: Record<string, unknown> = { ...state };
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete next[field];
    else next[field] = value;
  }
  return next as ViewState;
}
