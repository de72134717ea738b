/** Pixels of a button at the time axis, and from one row of them to the next. */
const MARK = 24;
export const MARK_ROW = 26;

/** Rows that marks have: more at one place are one mark, which opens a list of them. */
const MOST_ROWS = 3;

/** One mark, or several at one place, by their indexes. */
export interface MarkGroup {
  x: number;
  row: number;
  members: number[];
}

/** Marks at places along the axis: each in the first row in which it lies on no other; as one where they are too many for that. */
export function toMarkGroups(places: readonly number[], taken: readonly number[] = []): MarkGroup[] {
  const alone = places.map((x, index) => ({ x, members: [index] }));
  const rows = toMarkRows(places, taken);
  if (rows.every((row) => row < MOST_ROWS)) return alone.map((one, at) => ({ ...one, row: rows[at] ?? 0 }));
  const crowds: { x: number; members: number[] }[] = [];
  for (const { x, members } of alone.toSorted((a, b) => a.x - b.x)) {
    const last = crowds[crowds.length - 1];
    if (last && x - last.x < MARK) last.members.push(...members);
    else crowds.push({ x, members: [...members] });
  }
  const groups = crowds.flatMap(({ x, members }) =>
    members.length >= MOST_ROWS
      ? [{ x, members: members.toSorted((a, b) => a - b) }]
      : members.map((index) => ({ x: places[index] ?? x, members: [index] })),
  );
  const grouped = toMarkRows(
    groups.map(({ x }) => x),
    taken,
  );
  return groups.map((group, at) => ({ ...group, row: grouped[at] ?? 0 }));
}

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
export function laneHeight(groups: readonly { row: number }[]): string {
  return `${MARK_ROW * (Math.max(0, ...groups.map(({ row }) => row)) + 1)}px`;
}
