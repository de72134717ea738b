import type { CellWords } from './words.ts';

/** How many entries of a list or an object are told, how deep, and how much of a text within. */
const mostEntries = 20;
const deepest = 2;
const mostInner = 200;

/** A text that is displayed by itself is cut after so many characters. */
const mostCharacters = 100_000;

type Words = Pick<CellWords, 'more' | 'charactersMore' | 'unreadable'>;

/** `{name: "heap-free", avg: 21.4}`, `Array(400) [1, 2, …]`: a value in a line or a few. */
export function toInspected(value: unknown, depth: number, words: Words): string {
  try {
    return toText(value, depth, words);
  } catch (error) {
    // A proxy, or a `constructor` that throws.
    return `(${words.unreadable(String(error))})`;
  }
}

function toText(value: unknown, depth: number, words: Words): string {
  if (typeof value === 'string') {
    if (depth > 0)
      return value.length > mostInner
        ? `${JSON.stringify(value.slice(0, mostInner))}…`
        : JSON.stringify(value);
    const left = value.length - mostCharacters;
    return left > 0 ? `${value.slice(0, mostCharacters)}\n${words.charactersMore(left)}` : value;
  }
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (typeof value === 'symbol') return value.toString();
  if (typeof value === 'function') {
    return /^class\b/.test(Function.prototype.toString.call(value))
      ? `class ${value.name}`
      : `ƒ ${value.name}()`;
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof RegExp) return String(value);
  const object: object = value;
  if ('nodeType' in object && 'ownerDocument' in object) {
    return `<${(object as Element).localName ?? object.constructor.name}>`;
  }
  return toObjectText(object, depth, words);
}

function toObjectText(value: object, depth: number, words: Words): string {
  const kind = toKindName(value);
  if (value instanceof ArrayBuffer) return `${kind}(${value.byteLength})`;
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  if (isList || value instanceof Set) {
    const count = isList ? (value as ArrayLike<unknown>).length : (value as Set<unknown>).size;
    const items = take(value as Iterable<unknown>, mostEntries);
    const label = isList && kind === 'Array' && count <= mostEntries ? '' : `${kind}(${count}) `;
    if (depth >= deepest) return `${label}[…]`;
    return `${label}[${join(
      items.map((item) => toInspected(item, depth + 1, words)),
      count,
      words,
    )}]`;
  }
  const isMap = value instanceof Map;
  const keys = isMap ? [] : Object.keys(value);
  const count = isMap ? value.size : keys.length;
  const label = isMap && count > mostEntries ? `${kind}(${count}) ` : kind === 'Object' ? '' : `${kind} `;
  if (depth >= deepest) return `${label}{…}`;
  const told = isMap
    ? take(value, mostEntries).map(
        ([key, one]) => `${toInspected(key, deepest, words)} → ${toInspected(one, depth + 1, words)}`,
      )
    : keys.slice(0, mostEntries).map((key) => `${key}: ${toProperty(value, key, depth + 1, words)}`);
  return `${label}{${join(told, count, words)}}`;
}

/** By its tag first: names of classes are shortened where the site is made small. */
function toKindName(value: object): string {
  const tag = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return typeof tag === 'string' && tag !== '' ? tag : (value.constructor?.name ?? 'Object');
}

/** A property that is computed is not, until somebody asks for it. */
function toProperty(value: object, key: string, depth: number, words: Words): string {
  const own = Object.getOwnPropertyDescriptor(value, key);
  return own && !('value' in own) ? '(…)' : toInspected(own?.value, depth, words);
}

function take<T>(values: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  if (Array.isArray(values)) return values.slice(0, most);
  for (const value of values) {
    if (taken.length === most) break;
    taken.push(value);
  }
  return taken;
}

function join(told: readonly string[], count: number, words: Words): string {
  const left = count - told.length;
  return [...told, ...(left > 0 ? [`… ${words.more(left)}`] : [])].join(', ');
}
