import type { Reason } from '#bytes/reasons.ts';
import type { Holds, TextKind } from './held-text.ts';
import { LinkValueError } from './link-value-error.ts';
import { decodeText, encodeText } from './percent.ts';
import { linkReason } from './says.ts';
import type { StateField } from './state-field.ts';

/** A field of words of the program's own; no field of a type that any text fits into. */
type WordField<T> = Holds<T> extends 'plain' ? StateField<T> : 'any text fits into this';

export function oneOf<const T extends string>(
  known: readonly [T, T, ...T[]],
  byDefault?: NoInfer<T>,
): WordField<T> {
  const field = {
    encode: (value: T) => (value === byDefault ? [] : [value]),
    decode: ([raw = '']: string[]) => toKnown(raw, known),
    holds: 'plain',
    example: known.findLast((one) => one !== byDefault),
  };
  return field as unknown as WordField<T>;
}

export function subset<const T extends string>(known: readonly [T, ...T[]]): WordField<T[]> {
  const field = {
    encode: (values: T[]) => [values.join(',')],
    decode: ([raw = '']: string[]) => (raw === '' ? [] : raw.split(',').map((one) => toKnown(one, known))),
    holds: 'plain',
    example: known,
  };
  return field as unknown as WordField<T[]>;
}

/** An empty list is the default. */
export function listOf<T>(field: StateField<T[]>): StateField<T[]> {
  return { ...field, encode: (values) => (values.length === 0 ? [] : field.encode(values)) };
}

export function names(holds: TextKind, example: readonly [string, ...string[]]): StateField<string[]> {
  return {
    encode: (values) => [values.map((value) => encodeText(value, ',')).join(',')],
    decode: ([raw = '']) => (raw === '' ? [] : raw.split(',').map(decodeText)),
    holds,
    example,
  };
}

export function text(holds: TextKind, example: string, byDefault?: string): StateField<string> {
  return {
    encode: (value) => (value === byDefault ? [] : [encodeText(value)]),
    decode: ([raw = '']) => decodeText(raw),
    holds,
    example,
  };
}

/** A text that is one of many: any other is told, and nothing is set by it. */
export function checked(
  field: StateField<string>,
  check: (value: string) => Reason | undefined,
): StateField<string> {
  return {
    ...field,
    decode(raws) {
      const value = field.decode(raws);
      const reason = check(value);
      if (reason) throw new LinkValueError(reason);
      return value;
    },
  };
}

/** A bare key for yes, `no` where a page's default may be yes. */
export function flag(): StateField<boolean> {
  return {
    encode: (value) => [value ? '' : 'no'],
    decode: ([raw = '']) => toKnown(raw, ['', 'yes', 'no']) !== 'no',
    holds: 'plain',
    example: true,
  };
}

export function number(example: number): StateField<number> {
  return {
    encode: (value) => encodeNumbers([value]),
    decode: ([raw = '']) => decodeNumber(raw),
    holds: 'plain',
    example,
  };
}

export function count(example: number): StateField<number> {
  return {
    encode: (value) => encodeNumbers([value]),
    decode: ([raw = '']) => decodeCount(raw),
    holds: 'plain',
    example,
  };
}

export function range(
  decodeOne: (raw: string) => number,
  example: [number, number],
): StateField<[number, number]> {
  return {
    encode: ([first, last]) => (first === last ? encodeNumbers([first]) : encodeNumbers([first, last])),
    decode: ([raw = '']) => {
      const ends = raw.split(',').map(decodeOne);
      const [first, last = first] = ends;
      if (first === undefined || last === undefined || ends.length > 2)
        throw new LinkValueError(linkReason('link-range'));
      if (last < first) throw new LinkValueError(linkReason('link-range-order'));
      return [first, last];
    },
    holds: 'plain',
    example,
  };
}

/** A stretch of time: one that ends where it begins is none, and nothing can be seen in it. */
export function stretch(example: [number, number]): StateField<[number, number]> {
  const field = range(decodeNumber, example);
  return {
    ...field,
    encode: (ends) =>
      field.encode(ends.map(roundToMs) as [number, number]).filter((raw) => raw.includes(',')),
    decode(raws) {
      // What is written back into the link is milliseconds: one that is shorter would be none there.
      const [from, to] = field.decode(raws).map(roundToMs) as [number, number];
      if (from === to) throw new LinkValueError(linkReason('link-range-empty'));
      return [from, to];
    },
  };
}

export function toKnown<T extends string>(raw: string, known: readonly T[]): T {
  const found = known.find((one) => one === raw);
  if (found === undefined) {
    throw new LinkValueError(linkReason('link-none-of', { found: raw, known: known.filter(Boolean) }));
  }
  return found;
}

/** None where a number has no decimal form (NaN, infinities, 1e15 and beyond): there is no such time. */
export function encodeNumbers(values: number[]): string[] {
  if (values.some((value) => !(Math.abs(value) < 1e15))) return [];
  return [values.map((value) => String(roundToMs(value))).join(',')];
}

/** To three decimals, and never -0. */
function roundToMs(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

export function decodeNumber(raw: string): number {
  if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(raw))
    throw new LinkValueError(linkReason('link-number', { found: raw }));
  return Number(raw) + 0;
}

/** From 1. */
export function decodeCount(raw: string): number {
  const value = decodeNumber(raw);
  if (!Number.isInteger(value) || value < 1)
    throw new LinkValueError(linkReason('link-count', { found: raw }));
  return value;
}
