/** Changes to a state; undefined goes back to the default. */
export type StateChange<S> = { [K in keyof S]?: S[K] | undefined };

/** A state with changes, without what is undefined: a link says nothing about defaults. */
export function withState<S extends object>(state: S, change: StateChange<S>): S {
  const next: Record<string, unknown> = Object.fromEntries(Object.entries(state));
  for (const [field, value] of Object.entries(change)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) delete next[field];
    else next[field] = value;
  }
  return next as S;
}
