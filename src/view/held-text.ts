/**
 * What a text in a state is: by that, and not by the field it stands in, redaction knows what to do
 * with it (redact/redact-view.ts has a rule for each).
 */
export type TextKind =
  | /** The slot of another capture. */ 'slot'
  | /** A capture's slot, `#2` behind it for its second crash; or `#2` alone, of the same capture. */ 'crash'
  | /** A series' key. */ 'series'
  | /** The name of a process. */ 'process'
  | /** An import path. */ 'package'
  | /** A frame of a profile, as its granularity names it: a function, with `lines` its file and line too, a file, a package. */ 'frame'
  | /** Key or value of a label of a profile. */ 'label'
  | /** The name of a sample type of a profile: `inuse_space`. */ 'sample-type'
  | /** What a goroutine does, in the log's words: `chan receive`. */ 'goroutine-state'
  | /** What the reader looks for. */ 'search'
  | /** The reader's own words. */ 'note'
  | /** The column that a table is sorted by, `-` before it for descending. */ 'column'
  | /** An IANA zone. */ 'zone'
  | /** The name of a cell. */ 'cell'
  | /** The code of a cell. */ 'code'
  | /** Sixteen hexadecimal digits. */ 'digest';

/** Whether any text fits into a type of string, or of key; into literals and their unions none does. */
type IsOpen<T extends PropertyKey> = Record<never, never> extends Record<T, unknown> ? true : false;

/**
 * What can stand within a type, each its own word in a union: `plain`; `text`; `open`, of which nobody
 * knows, since its keys may be any (a map, an array of bytes) or nothing is said of it (`unknown`,
 * `any`, `object`, a function).
 */
type Content<T> = 0 extends 1 & T
  ? 'open'
  : T extends string
    ? IsOpen<T> extends true
      ? 'text'
      : 'plain'
    : T extends number | boolean
      ? 'plain'
      : T extends readonly (infer One)[]
        ? Content<One>
        : T extends object
          ? [keyof T] extends [never]
            ? 'open'
            : { [K in keyof T]-?: IsOpen<K> extends true ? 'open' : Content<NonNullable<T[K]>> }[keyof T]
          : 'open';

/**
 * What a value holds: `plain` where no text can be in it (numbers, flags, words of the program's
 * own); else the kind of its text, of each entry of a list, of each part of an object. A value with
 * text cannot be called plain; one with keys that may be any cannot be a value at all, since a key is
 * a text that nothing is said of: it is a list of objects, the key a part of each.
 */
export type Holds<T> = 'open' extends Content<T> ? never : 'text' extends Content<T> ? HoldsText<T> : 'plain';

type HoldsText<T> = T extends string
  ? TextKind
  : T extends readonly (infer One)[]
    ? Holds<One>
    : T extends object
      ? { readonly [K in keyof T]-?: Holds<NonNullable<T[K]>> }
      : never;

/** As `Holds`, of whatever type. */
export type AnyHolds = 'plain' | TextKind | { readonly [part: string]: AnyHolds };

/**
 * A value with each of its texts changed; a text that becomes undefined takes with it the entry of a
 * list, or the whole value, that it is part of. Parts that `holds` does not name are left out.
 */
export function mapHeldTexts(
  value: unknown,
  holds: AnyHolds,
  change: (text: string, kind: TextKind) => string | undefined,
): unknown {
  if (holds === 'plain') return value;
  if (Array.isArray(value)) {
    return value.map((one: unknown) => mapHeldTexts(one, holds, change)).filter((one) => one !== undefined);
  }
  if (typeof holds === 'string') return typeof value === 'string' ? change(value, holds) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const parts: [string, unknown][] = [];
  for (const [part, held] of Object.entries(value)) {
    const own = Object.hasOwn(holds, part) ? holds[part] : undefined;
    if (held === undefined || own === undefined) continue;
    const changed = mapHeldTexts(held, own, change);
    if (changed === undefined) return undefined;
    parts.push([part, changed]);
  }
  return Object.fromEntries(parts);
}
