import { countSteps } from './regex-steps.ts';

/** What the language's own methods did, which V8's coverage cannot see. */
export const counted = {
  /** Elements and characters looked at or copied. */
  builtins: 0,
  /** Instructions of a backtracking matcher, see regex-steps.ts. */
  patterns: 0,
};

/** How many steps one pattern may take before TooManySteps is thrown: it would not end. */
export const limit = { patternSteps: Number.POSITIVE_INFINITY };

/** A list or a text, by its length; null where another value is handed over. */
type Sized = { length: number };
type Cost = (self: Sized, args: unknown[], result: unknown) => number;

const whole: Cost = (self) => self.length;
const span: Cost = (self, [start, end]) => toSpan(self.length, start, end);
const arrayMethods: Record<string, Cost> = {
  indexOf: whole,
  lastIndexOf: whole,
  includes: whole,
  join: whole,
  reverse: whole,
  toReversed: whole,
  sort: whole,
  toSorted: whole,
  shift: whole,
  unshift: whole,
  splice: whole,
  toSpliced: whole,
  copyWithin: whole,
  with: whole,
  flat: (_, __, result) => toLength(result),
  concat: (_, __, result) => toLength(result),
  slice: span,
  fill: (self, [, start, end]) => toSpan(self.length, start, end),
};
const bytesMethods: Record<string, Cost> = { ...arrayMethods, set: (_, [source]) => toLength(source) };
// Pieces of a text are views of it and cost nothing; what looks through it or makes a new one does.
const textMethods: Record<string, Cost> = {
  split: whole,
  replace: whole,
  replaceAll: whole,
  trim: whole,
  trimStart: whole,
  trimEnd: whole,
  toLowerCase: whole,
  toUpperCase: whole,
  normalize: whole,
  localeCompare: whole,
  isWellFormed: whole,
  repeat: (_, __, result) => toLength(result),
  padStart: (_, __, result) => toLength(result),
  padEnd: (_, __, result) => toLength(result),
  // As far as it was looked through.
  indexOf: (self, [, from = 0], result) => (Number(result) < 0 ? self.length : Number(result)) - Number(from),
  includes: (self, [, from = 0], result) => (result ? 1 : self.length - Number(from)),
  lastIndexOf: (self, [, from = self.length], result) => Math.min(self.length, Number(from)) - Number(result),
};

/**
 * Counts from now on, in place of the methods themselves: `indexOf` and `slice`, spreads and
 * iterators, patterns. They work as before. For a process of its own.
 */
export function countBuiltins(): void {
  countPatterns();
  wrapAll(Array.prototype, arrayMethods);
  wrapAll(Object.getPrototypeOf(Uint8Array.prototype) as object, bytesMethods);
  wrapAll(String.prototype, textMethods);
  wrapAll(JSON, { parse: (_, [text]) => toLength(text), stringify: (_, __, result) => toLength(result) });
  wrapAll(TextDecoder.prototype, { decode: (_, [bytes]) => (bytes as Uint8Array | undefined)?.length ?? 0 });
  wrapAll(TextEncoder.prototype, { encode: (_, [text]) => toLength(text) });
  wrapAll(Object, {
    keys: (_, __, result) => toLength(result),
    values: (_, __, result) => toLength(result),
    entries: (_, __, result) => toLength(result),
  });
  // Every `for of`, spread, destructuring, and Set or Map made of another goes through these.
  for (const iterable of [[], new Map(), new Set(), '']) {
    const steps = Object.getPrototypeOf(iterable[Symbol.iterator]()) as { next: () => unknown };
    const native = steps.next;
    steps.next = function () {
      counted.builtins += 1;
      return native.call(this);
    };
  }
}

/** `test`, `match`, `replace`, `split` and `search` of a pattern all go through `exec` once it is another. */
function countPatterns(): void {
  const native = RegExp.prototype.exec;
  // The counting itself uses patterns and lists.
  let isCounting = false;
  const exec = function (this: RegExp, input: string): RegExpExecArray | null {
    if (isCounting) return native.call(this, input);
    const text = String(input);
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const { builtins } = counted;
    isCounting = true;
    let match: [start: number, end: number] | undefined;
    try {
      // Taken apart by name: an object of what is left costs as much as the counting.
      const took = countSteps(this, text, from, limit.patternSteps);
      match = took.match;
      counted.patterns += took.steps;
    } finally {
      isCounting = false;
      counted.builtins = builtins;
    }
    const found = native.call(this, text);
    const agrees = found
      ? found.index === match?.[0] && found.index + found[0].length === match[1]
      : match === undefined;
    if (!agrees)
      throw new Error(`${String(this)} is not counted right on ${JSON.stringify(text.slice(0, 200))}`);
    return found;
  };
  const property = { value: exec, configurable: true, writable: true };
  // oxlint-disable-next-line no-extend-native -- for a process that does nothing else
  Object.defineProperty(RegExp.prototype, 'exec', property);
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

function wrapAll(owner: object, costs: Record<string, Cost>): void {
  for (const [name, cost] of Object.entries(costs)) {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    // Bytes have no `splice`.
    if (!property) continue;
    const native = property.value as Method;
    const value: Method = function (...args) {
      const result = Reflect.apply(native, this, args);
      counted.builtins += 1 + Math.max(0, cost(this as Sized, args, result) || 0);
      return result;
    };
    Object.defineProperty(owner, name, { ...property, value });
  }
}

function toLength(value: unknown): number {
  return (value as Sized | undefined)?.length ?? 0;
}

/** Elements from `start` to `end` as `slice` takes them. */
function toSpan(length: number, start: unknown = 0, end: unknown = length): number {
  const at = (value: number) => (value < 0 ? Math.max(0, length + value) : Math.min(length, value));
  return at(Number(end)) - at(Number(start));
}
