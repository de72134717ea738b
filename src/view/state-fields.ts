import { DEFAULT_THRESHOLDS } from '#model/recording/filter.ts';
import { LinkValueError } from './link-problem.ts';
import { decodeText, encodeText } from './percent.ts';
import type { Pin, SharedEdit, UsageFilter, ViewState } from './view-state.ts';

/** How one field of a ViewState stands in a link. */
export interface StateField<T> {
  /** The values of its parameters, `''` being a bare key; none for the default. */
  encode(value: T): string[];
  /**
   * @param raws the values as they stand, at least one; one alone unless the field repeats
   * @throws LinkValueError, URIError
   */
  decode(raws: string[]): T;
  /** Stands several times, once an entry. */
  repeats?: true;
}

/**
 * Every field of a ViewState, under its own name in the link:
 *
 *     chart=stack  only=init-1,board_app-654  filter=5,20,10,40  window=12.5,80  system  sort=-avg
 *     edits=goal,9f86d081884c7d65,const%20goal%20%3D%201
 *     compare=OTHER,moment,-3.25  pins=time:12.5,series:board_app-654,text:Look%20here  line=12,40
 *
 * A comma within a name is encoded. Times are rounded to milliseconds.
 */
export const stateFields: { [K in keyof Required<ViewState>]: StateField<Required<ViewState>[K]> } = {
  chart: oneOf(['lines', 'stack', 'share'], 'lines'),
  only: names(),
  hide: listOf(names()),
  show: listOf(names()),
  other: flag(),
  hidden: flag(),
  filter: filter(),
  text: text(''),
  top: count(),
  window: range(decodeNumber),
  clock: oneOf(['wall', 'elapsed']),
  zone: text('UTC'),
  cpu: oneOf(['sum', 'split'], 'sum'),
  system: flag(),
  cores: oneOf(['sum', 'each'], 'sum'),
  sort: text(),
  snapshot: number(),
  info: flag(),
  compare: compare(),
  beside: listOf(names()),
  names: listOf(names()),
  metric: oneOf(['cpu', 'memory'], 'cpu'),
  pins: { encode: (pins) => pins.map(encodePin), decode: (raws) => raws.map(decodePin), repeats: true },
  crash: count(),
  column: count(),
  line: range(decodeCount),
  state: text(),
  package: text(),
  fold: listOf(subset(['runtime', 'std'])),
  edits: { encode: (edits) => edits.map(encodeEdit), decode: (raws) => raws.map(decodeEdit), repeats: true },
};

/**
 * Entries of a field that repeats, pins say, that are read of one capture. Each is drawn on the
 * charts and listed beside them; nobody writes a thousand by hand, and tens of thousands would hang
 * the page.
 */
export const mostEntries = 1000;

/** A pin's parts, the text last because it is the longest. */
const pinParts = ['time', 'until', 'series', 'line', 'text'] as const satisfies (keyof Pin)[];

function oneOf<T extends string>(known: readonly T[], byDefault?: T): StateField<T> {
  return {
    encode: (value) => (value === byDefault ? [] : [value]),
    decode: ([raw = '']) => toKnown(raw, known),
  };
}

function subset<T extends string>(known: readonly T[]): StateField<T[]> {
  return {
    encode: (values) => [values.join(',')],
    decode: ([raw = '']) => (raw === '' ? [] : raw.split(',').map((one) => toKnown(one, known))),
  };
}

/** An empty list is the default. */
function listOf<T>(field: StateField<T[]>): StateField<T[]> {
  return { ...field, encode: (values) => (values.length === 0 ? [] : field.encode(values)) };
}

function names(): StateField<string[]> {
  return {
    encode: (values) => [values.map((value) => encodeText(value, ',')).join(',')],
    decode: ([raw = '']) => (raw === '' ? [] : raw.split(',').map(decodeText)),
  };
}

function text(byDefault?: string): StateField<string> {
  return {
    encode: (value) => (value === byDefault ? [] : [encodeText(value)]),
    decode: ([raw = '']) => decodeText(raw),
  };
}

/** A bare key for yes, `no` where a page's default may be yes. */
function flag(): StateField<boolean> {
  return {
    encode: (value) => [value ? '' : 'no'],
    decode: ([raw = '']) => toKnown(raw, ['', 'yes', 'no']) !== 'no',
  };
}

function number(): StateField<number> {
  return { encode: (value) => encodeNumbers([value]), decode: ([raw = '']) => decodeNumber(raw) };
}

function count(): StateField<number> {
  return { encode: (value) => encodeNumbers([value]), decode: ([raw = '']) => decodeCount(raw) };
}

function range(decodeOne: (raw: string) => number): StateField<[number, number]> {
  return {
    encode: ([first, last]) => (first === last ? encodeNumbers([first]) : encodeNumbers([first, last])),
    decode: ([raw = '']) => {
      const ends = raw.split(',').map(decodeOne);
      const [first, last = first] = ends;
      if (first === undefined || last === undefined || ends.length > 2)
        throw new LinkValueError('not two numbers');
      if (last < first) throw new LinkValueError(`ends before it begins: ${raw}`);
      return [first, last];
    },
  };
}

function filter(): StateField<UsageFilter> {
  const toNumbers = (filter: UsageFilter) => [
    filter.avgCpu,
    filter.maxCpu,
    filter.avgMemMib,
    filter.maxMemMib,
  ];
  const byDefault = toNumbers(DEFAULT_THRESHOLDS).join();
  return {
    encode: (value) => (toNumbers(value).join() === byDefault ? [] : encodeNumbers(toNumbers(value))),
    decode: ([raw = '']) => {
      const parts = raw.split(',');
      const [avgCpu, maxCpu, avgMemMib, maxMemMib] = parts.map(decodeNumber);
      if (maxMemMib === undefined || parts.length !== 4) {
        throw new LinkValueError('not four numbers: average and maximum CPU, average and maximum memory');
      }
      return { avgCpu: avgCpu ?? 0, maxCpu: maxCpu ?? 0, avgMemMib: avgMemMib ?? 0, maxMemMib };
    },
  };
}

function compare(): StateField<NonNullable<ViewState['compare']>> {
  return {
    encode: ({ slot, align, shiftSeconds }) => {
      const shift = shiftSeconds === undefined ? [] : encodeNumbers([shiftSeconds]);
      return [[encodeText(slot, ','), align, ...shift].join(',')];
    },
    decode: ([raw = '']) => {
      const [slot = '', align = 'start', shift, ...more] = raw.split(',');
      if (slot === '' || more.length > 0) throw new LinkValueError('not a capture, an alignment and a shift');
      return {
        slot: decodeText(slot),
        align: toKnown(align, ['start', 'clock', 'moment']),
        ...(shift === undefined ? {} : { shiftSeconds: decodeNumber(shift) }),
      };
    },
  };
}

function encodePin(pin: Pin): string {
  return pinParts
    .flatMap((part) => {
      const value = pin[part];
      if (value === undefined) return [];
      const encoded = typeof value === 'string' ? [encodeText(value, ',')] : encodeNumbers([value]);
      return encoded.map((one) => `${part}:${one}`);
    })
    .join(',');
}

function decodePin(raw: string): Pin {
  const pin: Pin = { text: '' };
  for (const part of raw.split(',')) {
    const keyEnd = part.indexOf(':');
    const key = toKnown(part.slice(0, Math.max(keyEnd, 0)), pinParts);
    const value = part.slice(keyEnd + 1);
    if (key === 'text' || key === 'series') pin[key] = decodeText(value);
    else pin[key] = key === 'line' ? decodeCount(value) : decodeNumber(value);
  }
  return pin;
}

function encodeEdit({ cell, of, text }: SharedEdit): string {
  return [encodeText(cell, ','), of, encodeText(text, ',')].join(',');
}

function decodeEdit(raw: string): SharedEdit {
  const [cell = '', of = '', text, ...more] = raw.split(',');
  if (text === undefined || more.length > 0) {
    throw new LinkValueError('not the name of a cell, a hash of its text and another text');
  }
  if (!/^[0-9a-f]{16}$/.test(of)) throw new LinkValueError(`no hash of 16 digits: ${JSON.stringify(of)}`);
  return { cell: decodeText(cell), of, text: decodeText(text) };
}

function toKnown<T extends string>(raw: string, known: readonly T[]): T {
  const found = known.find((one) => one === raw);
  if (found === undefined) {
    throw new LinkValueError(`${JSON.stringify(raw)} is none of ${known.filter(Boolean).join(', ')}`);
  }
  return found;
}

/** None where a number has no decimal form (NaN, infinities, 1e15 and beyond): there is no such time. */
function encodeNumbers(values: number[]): string[] {
  if (values.some((value) => !(Math.abs(value) < 1e15))) return [];
  return [values.map((value) => String(roundToMs(value))).join(',')];
}

/** To three decimals, and never -0. */
function roundToMs(value: number): number {
  return Math.round(value * 1000) / 1000 + 0;
}

function decodeNumber(raw: string): number {
  if (!/^-?\d{1,15}(?:\.\d{1,9})?$/.test(raw))
    throw new LinkValueError(`not a number: ${JSON.stringify(raw)}`);
  return Number(raw) + 0;
}

/** From 1. */
function decodeCount(raw: string): number {
  const value = decodeNumber(raw);
  if (!Number.isInteger(value) || value < 1)
    throw new LinkValueError(`not a number from 1: ${JSON.stringify(raw)}`);
  return value;
}
