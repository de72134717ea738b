/** Pixels of a button at the time axis, and from one row of them to the next. */
const MARK = 24;
export const MARK_ROW = 26;

/**
 * Rows for buttons at places along the axis: each in the first in which it lies on no other, so that all
 * of them stand at their own time and can be pressed.
 */
export function toMarkRows(places: readonly number[], taken: readonly number[] = []): number[] {
  const rows: number[][] = taken.length > 0 ? [[...taken]] : [];
  return places.map((x) => {
    const free = rows.findIndex((others) => others.every((other) => Math.abs(other - x) >= MARK));
    const row = free < 0 ? rows.length : free;
    (rows[row] ??= []).push(x);
    return row;
  });
}

/** How high so many rows are. */
export function laneHeight(rows: readonly number[]): string {
  return `${MARK_ROW * (Math.max(0, ...rows) + 1)}px`;
}
