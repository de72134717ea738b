import { ReasonError } from '#bytes/reason-error.ts';
import { cellReason } from './says.ts';

/** Strict: the whole cell is the number, as C, Go, Python and JavaScript write it. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Of 64 bits: an impossible pid of a damaged recording is a pid all the same. */
const INTEGER = /^-?\d{1,19}$/;
const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  // Nothing that was left empty, but nothing to draw either.
  ['nan', Infinity],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['+infinity', Infinity],
  ['-infinity', -Infinity],
]);

/** `2021-11-11T10:00:00Z`, `2021-11-11 10:00:00.250+08:00`, `2021-11-11T10:00` */
const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)([.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;
/** The end of the year 9999. */
const MAX_TIME = 253_402_300_799;

/** A cell that cannot be read: why. */
export class CellError extends ReasonError {
  override name = 'CellError';
}

/**
 * A measured value: NaN for an empty cell, infinite for one that says itself that it is no number
 * (`nan`, `inf` in any spelling), so that the two are told apart.
 *
 * @param comma whether a comma is the decimal sign too, as spreadsheets have it where `;` separates
 */
export function parseValue(column: string, cell: string | undefined, comma = false): number {
  const text = cell?.trim() ?? '';
  if (text === '') return NaN;
  const number = comma ? text.replace(',', '.') : text;
  if (NUMBER.test(number)) return Number(number);
  const special = NOT_FINITE.get(text.toLowerCase());
  if (special === undefined) throw new CellError(cellReason('cell-number', { column, cell: quote(text) }));
  return special;
}

export function parsePid(cell: string | undefined): number {
  const text = cell?.trim() ?? '';
  if (text === '') return 0;
  if (!INTEGER.test(text)) throw new CellError(cellReason('cell-pid', { cell: quote(text) }));
  return Number(text);
}

/** Unix seconds of a time, and whether the cell left the zone open (UTC is then taken). */
export function parseTime(cell: string | undefined, comma = false): { time: number; zoned: boolean } {
  const text = cell?.trim() ?? '';
  if (text === '') throw new CellError(cellReason('cell-no-time'));
  const number = comma ? text.replace(',', '.') : text;
  if (!NUMBER.test(number)) return parseIsoTime(text);
  const time = Number(number);
  if (Math.abs(time) > MAX_TIME) {
    throw new CellError(cellReason('cell-far-time', { cell: quote(text) }));
  }
  return { time, zoned: true };
}

function parseIsoTime(text: string): { time: number; zoned: boolean } {
  const match = ISO.exec(text);
  if (!match) throw new CellError(cellReason('cell-odd-time', { cell: quote(text) }));
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number, number, number, number, number, number,
  ]; // prettier-ignore
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // A leap second is the 60th of its minute.
  if (!isDay || hour > 23 || minute > 59 || second > 60)
    throw new CellError(cellReason('cell-no-day', { cell: quote(text) }));
  const fraction = Number(`0${(match[7] ?? '').replace(',', '.')}`);
  const zone = match[8];
  const local = date.getTime() / 1000 + hour * 3600 + minute * 60 + second + fraction;
  return { time: local - toOffset(zone), zoned: zone !== undefined };
}

/** Seconds that a zone is ahead of UTC: `+08:00`, `-0330`, `+01`, `Z`. */
function toOffset(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2) || 0) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
