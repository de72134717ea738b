import type { CrashFile } from '#model/crash/crash-log.ts';
import type { Kind } from '#model/kind.ts';
import type { Profile } from '#model/profile/profile.ts';
import type { Recording } from '#model/recording/recording.ts';

/** What a file of each kind becomes when it is read. */
export type Models = Each<{ recording: Recording; 'crash-log': CrashFile; profile: Profile }>;

/** A capture that was read, of whatever kind: `kind` tells which. */
export type Model = Models[Kind];

/** Holds a list of models to the list of kinds: one for each, and each calls itself what it is listed as. */
type Each<List extends { [K in Kind]: { kind: K } }> = List;

/** One function for each kind, all of which give the same: what every place that has to know a kind is made of. */
export type ByKind<Result, Rest extends unknown[] = [], Value extends { kind: string } = Model> = {
  readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>, ...rest: Rest) => Result;
};

/** What the table's function for the value's own kind makes of it. */
export function callByKind<Value extends { kind: string }, Result, Rest extends unknown[]>(
  table: ByKind<Result, Rest, Value>,
  value: Value,
  ...rest: Rest
): Result {
  // That a kind's row takes a value of that kind is what ByKind says; TypeScript does not follow it through a lookup.
  const row = table[value.kind as Value['kind']] as (value: Value, ...rest: Rest) => Result;
  return row(value, ...rest);
}
