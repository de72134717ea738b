import * as Plot from '@observablehq/plot';
import { cutTo, guessWidth } from '#model/text-width.ts';
import { haloed, makeSvg, pixelMark, type Paper, type Plane } from './pixel-mark.ts';

/** Something that happened to the time of a recording, or that a reader or the author noted on it. */
export interface TimeMark {
  kind: 'step' | 'gap' | 'pin' | 'snapshot' | 'note';
  from: number;
  /** Of a range. */
  to?: number | undefined;
  /** In full, for whoever points at it. */
  label: string;
  /** By which it is found in a list of them: drawn at the mark. */
  number?: number | undefined;
  /** Drawn at the mark, as much of it as there is room for. */
  text?: string | undefined;
}

export const markColour: Record<TimeMark['kind'], string> = {
  step: 'var(--cb-warn)',
  gap: 'var(--cb-ink-2)',
  pin: 'var(--cb-accent)',
  snapshot: 'var(--cb-ink-2)',
  note: 'var(--cb-accent)',
};

/** Pixels drawn and left out, of moments that are no solid line. */
export const markDash: Partial<Record<TimeMark['kind'], readonly number[]>> = {
  step: [4, 3],
  snapshot: [1, 3],
  note: [2, 2],
};

/** What marks are placed by. */
interface MarkedSpec {
  /** Positions on the axis. */
  window: readonly [from: number, to: number];
  marks?: readonly TimeMark[];
}

/** The marks of stretches, as far as they are in the window, with how strong they are. */
export function stretchesOf({ window: [from, to], marks = [] }: MarkedSpec): {
  mark: TimeMark;
  from: number;
  to: number;
  opacity: number;
}[] {
  return marks.flatMap((mark) => {
    if (mark.to === undefined || mark.to < from || mark.from > to) return [];
    const opacity = mark.kind === 'gap' ? 0.1 : 0.14;
    return [{ mark, from: Math.max(from, mark.from), to: Math.min(to, mark.to), opacity }];
  });
}

/** The marks of moments in the window, with how strong they are. */
export function momentsOf({ window: [from, to], marks = [] }: MarkedSpec): {
  mark: TimeMark;
  opacity: number;
}[] {
  return marks
    .filter((mark) => mark.kind !== 'gap' && mark.to === undefined && mark.from >= from && mark.from <= to)
    .map((mark) => ({ mark, opacity: mark.kind === 'snapshot' ? 0.6 : 0.9 }));
}

/** Stretches of time, behind what is drawn. */
export function marksBelow(spec: MarkedSpec): Plot.Markish[] {
  return stretchesOf(spec).map(({ mark, from, to, opacity }) =>
    Plot.rect([mark], {
      x1: from,
      x2: to,
      fill: markColour[mark.kind],
      fillOpacity: opacity,
      className: `cb-mark-${mark.kind}`,
      title: () => mark.label,
    }),
  );
}

/** Moments, in front of it, and what marks are called. */
export function marksAbove(spec: MarkedSpec): Plot.Markish[] {
  const lines = momentsOf(spec).map(({ mark, opacity }) =>
    Plot.ruleX([mark.from], {
      stroke: markColour[mark.kind],
      strokeDasharray: markDash[mark.kind]?.join(' ') ?? 'none',
      strokeOpacity: opacity,
      className: `cb-mark-${mark.kind}`,
      title: () => mark.label,
    }),
  );
  const hasFlags = spec.marks?.some(({ number, text }) => number !== undefined || text !== undefined);
  if (hasFlags !== true) return lines;
  return [...lines, pixelMark('cb-mark-flags', (paper, group) => drawFlags(paper, group, spec))];
}

const LETTERS = 11;
const FLAG = 15;

/** The number of a mark in its box, and its text beside it, as much as there is room for. */
export interface Flag {
  x: number;
  y: number;
  /** Pixels of the box; 0 where the mark has no number. */
  box: number;
  number: string;
  text: string;
  colour: string;
}

export const flagSize = { letters: LETTERS, height: FLAG };

/**
 * Numbers at the upper ends of marks, the one below the other where they would run into each other, and
 * beside each as much of its text as there is room for up to the next.
 */
export function placeFlags(plane: Plane, { window: [from, to], marks = [] }: MarkedSpec): Flag[] {
  const rows: number[] = [];
  const most = Math.max(1, Math.floor((plane.bottom - plane.top) / (FLAG + 1)));
  const flags = marks
    .filter((mark) => mark.number !== undefined || mark.text !== undefined)
    .filter((mark) => mark.from <= to && (mark.to ?? mark.from) >= from)
    .map((mark) => ({ mark, x: plane.toX(Math.max(from, mark.from)) }))
    .toSorted((a, b) => a.x - b.x)
    .map(({ mark, x }) => {
      const number = mark.number === undefined ? '' : String(mark.number);
      const box = number === '' ? 0 : Math.max(FLAG, guessWidth(number, LETTERS) + 7);
      let row = rows.findIndex((end) => end <= x);
      // More at one place than the chart is high lie on the last row.
      if (row < 0) row = Math.min(rows.length, most - 1);
      rows[row] = x + Math.max(box, FLAG) + 1;
      return { mark, x, row, box, number };
    });
  return flags.map(({ mark, x, row, box, number }, index): Flag => {
    const next = flags.slice(index + 1).find((other) => other.row === row)?.x ?? plane.width;
    const room = next - x - box - 8;
    const text = mark.text === undefined ? '' : cutTo(mark.text, room, LETTERS);
    // A letter or two say nothing that the number does not.
    const isSaid = text === mark.text || room >= 40;
    const y = plane.top + row * (FLAG + 1);
    return { x, y, box, number, text: isSaid ? text : '', colour: markColour[mark.kind] };
  });
}

function drawFlags(paper: Paper, group: SVGElement, spec: MarkedSpec): void {
  const letters = { dy: '0.34em', 'font-size': LETTERS };
  for (const { x, y, box, number, text, colour } of placeFlags(paper, spec)) {
    const middle = y + FLAG / 2;
    if (number !== '') {
      const place = { x: x + box / 2, y: middle, 'text-anchor': 'middle', 'font-weight': 600 };
      group.append(
        makeSvg(paper.document, 'rect', { x, y, width: box, height: FLAG, rx: 2, fill: colour }),
        makeSvg(paper.document, 'text', { ...place, ...letters, fill: 'var(--cb-surface)' }, number),
      );
    }
    if (text === '') continue;
    const place = { x: x + box + 4, y: middle, 'text-anchor': 'start' };
    group.append(makeSvg(paper.document, 'text', { ...place, ...letters, fill: colour, ...haloed }, text));
  }
}
