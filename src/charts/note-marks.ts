import * as Plot from '@observablehq/plot';
import type { TimeChartSpec, TimeMark } from './time-chart.ts';

type NoteSpec = Pick<TimeChartSpec, 'window' | 'marks'> & {
  /** Pixels from one end of the window to the other, and those beside it that words may use. */
  inner: number;
  right: number;
};

/** What the notes of a chart take of its height, above the lines. */
export const noteRoom = 18;

/** Pixels of a number in its disc, and from there to its words. */
const radius = 7;
const gap = 3;

/** Whether any of the marks is numbered. */
export function hasNotes({ marks = [] }: Pick<NoteSpec, 'marks'>): boolean {
  return marks.some(({ number }) => number !== undefined);
}

/**
 * The numbers of what an author noted on the time of a recording, along the top of a chart, and the words
 * of each where they have room before the next one. They stand in full in the list that has the numbers.
 */
export function noteMarks(spec: NoteSpec): Plot.Markish[] {
  const placed = placeNotes(spec);
  if (placed.length === 0) return [];
  const at = { x: 'x', frameAnchor: 'top', clip: false } as const;
  return [
    Plot.dot(placed, {
      ...at,
      dy: radius + 1,
      r: radius,
      fill: 'var(--cb-accent)',
      className: 'cb-note-disc',
    }),
    Plot.text(placed, {
      ...at,
      dy: radius - 4,
      text: (note: PlacedNote) => String(note.number),
      fill: 'var(--cb-paper)',
      fontWeight: 600,
      className: 'cb-note-number',
    }),
    Plot.text(
      placed.filter(({ words }) => words !== ''),
      {
        ...at,
        dx: radius + gap,
        dy: radius - 4,
        text: 'words',
        textAnchor: 'start',
        fill: 'var(--cb-ink)',
        stroke: 'var(--cb-paper)',
        strokeWidth: 4,
        className: 'cb-note-words',
      },
    ),
  ];
}

interface PlacedNote {
  /** Position on the axis, of its number. */
  x: number;
  number: number;
  /** Empty where there is no room for them. */
  words: string;
}

/** Those within the window, from left to right. */
export function placeNotes({ window: [from, to], inner, right, marks = [] }: NoteSpec): PlacedNote[] {
  const toPixels = (position: number): number => ((position - from) / (to - from)) * inner;
  const notes = marks
    .filter((mark): mark is TimeMark & { number: number } => mark.number !== undefined)
    .filter((mark) => mark.from <= to && (mark.to ?? mark.from) >= from)
    .map((mark) => ({ x: Math.max(from, mark.from), number: mark.number, label: mark.label }))
    .sort((a, b) => a.x - b.x || a.number - b.number);
  // Two that would lie on each other stand side by side: their lines are where they belong.
  const apart = ((2 * radius + 1) / inner) * (to - from);
  notes.forEach((note, index) => {
    const before = notes[index - 1];
    if (before) note.x = Math.max(note.x, before.x + apart);
  });
  return notes.map(({ x, number, label }, index) => {
    const next = notes[index + 1];
    const end = next ? toPixels(next.x) - radius : inner + right;
    const fits = toPixels(x) + radius + gap + widthOf(label) + gap <= end;
    return { x, number, words: fits ? label : '' };
  });
}

/** About: letters of the Latin script are half as wide as they are high, those of the Chinese as wide. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) < 0x2e80 ? 6 : 11), 0);
}
