import { withMinus } from '#locale/minus.ts';
import { toInspected } from './inspected-text.ts';
import type { CellWords } from './words.ts';

/** How a column of a table reads, sorts and stands. */
export interface Column<T> {
  name: string;
  header: string;
  align: 'start' | 'end';
  /** In characters. */
  width: number;
  read(row: T): unknown;
  /** A text, or a node as it is. */
  format(value: unknown, row: T, index: number): string | Node;
}

export interface ColumnOptions<T> {
  /** Names of the columns, in their order. Default: every property of the rows. */
  columns?: readonly string[];
  /** What stands above them, by column. Default: the column's name. */
  header?: Readonly<Record<string, string>>;
  /** What a value reads as, by column: a text or a node. */
  format?: Readonly<Record<string, (value: never, row: T, index: number) => unknown>>;
  /** Where its values stand, by column. Default: numbers at the end, everything else at the start. */
  align?: Readonly<Record<string, 'start' | 'end'>>;
}

/** How many rows are looked at to find out what a column holds, and how wide it is. */
const mostLookedAt = 500;

/** The columns of rows: objects by their properties, lists by their places, anything else as one column. */
export function toColumns<T>(rows: readonly T[], options: ColumnOptions<T>, words: CellWords): Column<T>[] {
  const step = Math.max(1, Math.floor(rows.length / mostLookedAt));
  const sample = rows.filter((_, at) => at % step === 0).slice(0, mostLookedAt);
  const names = options.columns ?? findNames(sample);
  const toDefault = (value: unknown) => toCellText(value, words);
  return names.map((name) => {
    const read = (row: T): unknown =>
      row && typeof row === 'object' ? (row as Record<string, unknown>)[name] : row;
    const own = options.format?.[name] as ((value: unknown, row: T, index: number) => unknown) | undefined;
    const format = (value: unknown, row: T, index: number): string | Node => {
      const formatted = own ? own(value, row, index) : toDefault(value);
      return formatted && typeof formatted === 'object' && 'nodeType' in formatted
        ? (formatted as Node)
        : String(formatted ?? '');
    };
    const values = sample.map(read).filter((value) => value !== null && value !== undefined);
    const isNumeric =
      values.length > 0 && values.every((value) => typeof value === 'number' || typeof value === 'bigint');
    const header = options.header?.[name] ?? name;
    const lengths = sample.map((row, index) => {
      const formatted = format(read(row), row, index);
      return typeof formatted === 'string' ? toWidth(formatted) : 8;
    });
    // Beside the heading there is room for the arrow of the order.
    const width = Math.min(36, Math.max(4, toWidth(header) + 2, ...lengths) + 1);
    return {
      name,
      header,
      align: options.align?.[name] ?? (isNumeric ? 'end' : 'start'),
      width,
      read,
      format,
    };
  });
}

function findNames(sample: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const row of sample) {
    if (row && typeof row === 'object') for (const name of Object.keys(row)) names.add(name);
  }
  return names.size > 0 || sample.length === 0 ? [...names] : ['value'];
}

/** Wide letters, as of Chinese, count for two. */
function toWidth(text: string): number {
  let width = 0;
  for (const letter of text.slice(0, 40)) width += letter > '\u2E7F' ? 2 : 1;
  return width;
}

/** Numbers with at most three decimals, dates to the second in UTC, nothing where there is nothing. */
export function toCellText(value: unknown, words: CellWords): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    return Number.isFinite(value)
      ? withMinus(value.toLocaleString('en-US', { maximumFractionDigits: 3 }))
      : String(value);
  }
  if (typeof value === 'bigint') return withMinus(value.toLocaleString('en-US'));
  if (value instanceof Date) {
    return Number.isNaN(value.getTime())
      ? 'Invalid Date'
      : value
          .toISOString()
          .replace('T', ' ')
          .replace(/\.000Z$|Z$/, '');
  }
  return typeof value === 'string' ? value : toInspected(value, 1, words);
}

const collator = new Intl.Collator('en', { numeric: true });

/** Numbers before texts, in each its own order; what is missing comes last, in either direction. */
export function sortRows<T>(rows: readonly T[], read: (row: T) => unknown, isDescending: boolean): number[] {
  const keys = rows.map((row) => toSortKey(read(row)));
  const sign = isDescending ? -1 : 1;
  return rows
    .map((_, index) => index)
    .sort((a, b) => {
      const [x, y] = [keys[a], keys[b]];
      if (x === undefined || y === undefined)
        return Number(x === undefined) - Number(y === undefined) || a - b;
      return sign * compareKeys(x, y) || a - b;
    });
}

function toSortKey(value: unknown): number | bigint | string | undefined {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'bigint' ? value : String(value);
}

function compareKeys(a: number | bigint | string, b: number | bigint | string): number {
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b);
  if (typeof a === 'string') return 1;
  if (typeof b === 'string') return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}
