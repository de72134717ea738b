import { toInspected } from './inspected-text.ts';
import type { CellWords } from './words.ts';

/** One of what is in a value. */
export interface Entry {
  /** What it is found by; none in a Set. */
  key?: string;
  /** The key is one of a Map. */
  isMapped?: boolean;
  value?: unknown;
  /** In place of `value`: computed when it is asked for. */
  compute?: () => unknown;
  /** In place of `value`: lines as they are, a stack or a source. */
  text?: string;
  /** How many follow, where that is known without going through them. */
  left?: number;
}

/** What is in a value, one by one: of a million, only those that are shown are made. */
export function toEntries(value: unknown, words: CellWords): Iterator<Entry> {
  return entriesOf(value, words);
}

function* entriesOf(value: unknown, words: CellWords): Generator<Entry, void> {
  if (typeof value === 'string') yield { text: value };
  else if (typeof value === 'function') {
    yield { text: Function.prototype.toString.call(value).slice(0, 10_000) };
    yield* propertiesOf(value, words);
  } else if (value instanceof Map) {
    let left = value.size;
    for (const [key, one] of value) {
      yield { key: toInspected(key, 1, words), isMapped: true, value: one, left: --left };
    }
  } else if (value instanceof Set) {
    let left = value.size;
    for (const one of value) yield { value: one, left: --left };
  } else if (value instanceof ArrayBuffer) yield { key: 'bytes', value: new Uint8Array(value) };
  else if (value instanceof DataView) {
    yield { key: 'bytes', value: new Uint8Array(value.buffer, value.byteOffset, value.byteLength) };
  } else if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const list = value as unknown as ArrayLike<unknown>;
    for (let at = 0; at < list.length; at++) {
      yield { key: String(at), value: list[at], left: list.length - at - 1 };
    }
    if (Array.isArray(value)) yield* propertiesOf(value, words, (key) => !/^(?:\d+|length)$/.test(key));
  } else if (value instanceof Error) {
    yield { text: value.stack ?? String(value) };
    if (value.cause !== undefined) yield { key: 'cause', value: value.cause };
    yield* propertiesOf(value, words, (key) => !/^(?:stack|message|cause)$/.test(key));
  } else if (value && typeof value === 'object') yield* propertiesOf(value, words);
}

/** Its own, what its class computes, and the names of its methods. */
function* propertiesOf(
  value: object,
  words: CellWords,
  isWanted: (key: string) => boolean = () => true,
): Generator<Entry, void> {
  const own = Object.getOwnPropertyDescriptors(value) as Record<string | symbol, PropertyDescriptor>;
  const keys = Reflect.ownKeys(own).filter((key) => typeof key === 'symbol' || isWanted(key));
  // Of a function, what every function has says nothing.
  const told = typeof value === 'function' ? keys.filter((key) => own[key]?.enumerable) : keys;
  let left = told.length;
  for (const key of told) {
    left--;
    const descriptor = own[key] as PropertyDescriptor;
    if ('value' in descriptor) yield { key: String(key), value: descriptor.value, left };
    else if (descriptor.get) yield { key: String(key), compute: () => descriptor.get?.call(value), left };
  }
  const methods: string[] = [];
  for (const [key, { value: member, get }] of membersOf(value)) {
    if (get) yield { key, compute: () => get.call(value) };
    else if (typeof member === 'function') methods.push(`${key}()`);
  }
  if (methods.length > 0) yield { text: `${words.methods}: ${methods.join(', ')}` };
}

/** Of its classes, the nearest first; not of what the language itself brings. */
function* membersOf(value: object): Generator<[string, PropertyDescriptor]> {
  const known = new Set<string>(['constructor']);
  let prototype: object | null = Object.getPrototypeOf(value) as object | null;
  while (prototype && !isNative(prototype)) {
    for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (known.has(key)) continue;
      known.add(key);
      yield [key, descriptor];
    }
    prototype = Object.getPrototypeOf(prototype) as object | null;
  }
}

function isNative({ constructor }: object): boolean {
  return (
    typeof constructor !== 'function' ||
    /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(constructor))
  );
}
