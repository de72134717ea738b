import { formatSize } from '#locale/format.ts';
import type { Locale } from '#locale/locale.ts';
import { toInspected } from '#notebook/runtime/inspected-text.ts';
import { cellTexts } from '#texts/cells.ts';
import { goValuesTexts } from '#texts/go-values.ts';

/** So many columns are named. */
const mostNamed = 8;

/** A row of a table: an object with what JSON can say. */
export type ValueRow = Record<string, unknown>;

/** What a Go cell has emitted, on a few lines: bytes by their size, rows by their columns, anything else as it stands there once it opens. */
export function toShownValue(value: unknown, locale: Locale): string {
  if (value instanceof Uint8Array) return formatSize(value.length);
  const rows = findRows(value);
  if (!rows) return toInspected(value, 0, cellTexts[locale]);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return goValuesTexts[locale].rows(rows.length, names.slice(0, mostNamed), names.length > mostNamed);
}

/** The value where it is a list of objects, which make a table. */
export function findRows(value: unknown): ValueRow[] | undefined {
  if (!Array.isArray(value) || value.length < 2) return undefined;
  const isRow = (one: unknown) => typeof one === 'object' && one !== null && !Array.isArray(one);
  return value.every(isRow) ? (value as ValueRow[]) : undefined;
}
