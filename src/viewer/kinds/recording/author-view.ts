import type { TimeMark } from '#charts/time-chart.ts';
import { positionAt, type TimeAxis } from '#model/recording/time-axis.ts';

/** What the author of a page set on a recording beside its state: no link carries it, and no reader changes it. */
export interface AuthorView {
  /** Which charts there are: `cpu`, `memory`, `machine-cpu`, `machine-memory`. All where not said. */
  charts?: readonly string[] | undefined;
  notes?: readonly AuthorNote[] | undefined;
}

/** On a time or a span, in elapsed seconds. */
interface AuthorNote {
  from: number;
  to?: number | undefined;
  text: string;
}

/** The author's notes on the time axis, numbered as they follow one another. */
export function toNoteMarks(author: AuthorView | undefined, axis: TimeAxis): TimeMark[] {
  return (author?.notes ?? [])
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to, text }, index) => ({
      kind: 'note',
      number: index + 1,
      from: positionAt(axis, from),
      ...(to === undefined ? {} : { to: positionAt(axis, to) }),
      label: text,
      text,
    }));
}
