import { toCsvCell } from '#model/csv-cell.ts';

/** Rows as CSV: numbers as they are, texts guarded and quoted where they must be. */
export function toCsv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  const toField = (value: string | number | undefined): string =>
    typeof value === 'string' ? toCsvCell(value) : String(value ?? '');
  return rows.map((row) => `${row.map(toField).join(',')}\n`).join('');
}
