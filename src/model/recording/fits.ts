import type { Comparison, Expression, Item, Measure, Term } from './expression.ts';
import type { Series } from './recording.ts';

/** A row that an expression is asked of: a process, or several added up. */
export interface FittingRow {
  /** What the row itself is called, besides its processes. */
  name: string;
  members: readonly Pick<Series, 'name' | 'pid'>[];
  measure(measure: Measure): number;
}

/**
 * Whether a process fits what is said of names and numbers. Terms that measure are passed over: those
 * are of rows, which may be sums.
 *
 * @param names what the process goes by: its own, and perhaps that of the row which it is added up in
 */
export function fitsProcess({ terms }: Expression, names: readonly string[], pid: number): boolean {
  return terms.every(
    (term) => isMeasuring(term) || fitsTerm(term, (item) => names.some((name) => isOf(item, name, pid))),
  );
}

/** Whether a row fits what is measured. */
export function fitsRow({ terms }: Expression, row: FittingRow): boolean {
  return terms.every(
    (term) =>
      !isMeasuring(term) ||
      fitsTerm(term, (item) =>
        item.kind === 'measure'
          ? compare(row.measure(item.measure), item.compare, item.value)
          : row.members.some(({ name, pid }) => isOf(item, name, pid) || isOf(item, row.name, pid)),
      ),
  );
}

/** The parts of a name that an expression looks for, in order and apart: `[from, to)`. */
export function findMarks({ terms }: Expression, name: string): [from: number, to: number][] {
  const places: [number, number][] = [];
  for (const { negated, items } of terms) {
    if (negated) continue;
    for (const item of items) {
      if (item.kind === 'pattern') {
        const found = item.find(name);
        if (found && found.end > found.start) places.push([found.start, found.end]);
      } else if (item.kind === 'text' && item.text !== '') {
        const lower = name.toLowerCase();
        const from = lower.indexOf(item.text);
        // A few letters become two.
        if (from >= 0 && lower.length === name.length) places.push([from, from + item.text.length]);
      }
    }
  }
  const marks: [number, number][] = [];
  for (const [from, to] of places.sort((a, b) => a[0] - b[0])) {
    const last = marks[marks.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else marks.push([from, to]);
  }
  return marks;
}

function isMeasuring({ items }: Term): boolean {
  return items.some(({ kind }) => kind === 'measure');
}

function fitsTerm({ negated, items }: Term, fits: (item: Item) => boolean): boolean {
  return items.some(fits) !== negated;
}

function isOf(item: Item, name: string, pid: number): boolean {
  switch (item.kind) {
    case 'text':
      return name.toLowerCase().includes(item.text) || (!item.nameOnly && String(pid).includes(item.text));
    case 'pattern':
      return item.find(name) !== undefined;
    case 'pid':
      return pid >= item.from && pid <= item.to;
    case 'measure':
      return false;
  }
}

function compare(value: number, how: Comparison, limit: number): boolean {
  switch (how) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '=':
      return value === limit;
  }
}
