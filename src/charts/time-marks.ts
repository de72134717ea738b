import * as Plot from '@observablehq/plot';
import { cutTo, guessWidth } from '#model/text-width.ts';
import { makeSvg, pixelMark, type Paper, type Plane } from './pixel-mark.ts';

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
  /** Stands above the plot at the mark, as much of it as there is room for. */
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
export function marksAbove(spec: FlaggedSpec): Plot.Markish[] {
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
/** From one row of flags to the next. */
const ROW = FLAG + 1;
/** A chart that is lower has one row of texts above its plot. */
const TALL = 170;
/** Pixels below which a text says nothing that the number does not. */
const LEAST = 40;

/** The number of a mark in its box, and its text beside it, as much as there is room for. */
export interface Flag {
  x: number;
  y: number;
  /** Pixels of the box; 0 where the mark has no number. */
  box: number;
  number: string;
  text: string;
  /** Where the text begins, or ends. */
  textX: number;
  textAnchor: 'start' | 'end';
  /** In full, where the text is cut. */
  whole: string | undefined;
  colour: string;
}

export const flagSize = { letters: LETTERS, height: FLAG };

/** Pixels above a plot for the texts of its marks, in which no line runs: the same whatever part of them is in the window. */
export function stripHeight({ marks = [], height }: { marks?: readonly TimeMark[]; height: number }): number {
  const told = marks.filter(({ text }) => text !== undefined).length;
  return told === 0 ? 0 : (told > 1 && height >= TALL ? 2 : 1) * ROW;
}

/** Rows of numbers in a plot, below those above it: of more at one place the last says how many they are. */
const IN_PLOT = 2;

const toBox = (number: string): number =>
  number === '' ? 0 : Math.max(FLAG, guessWidth(number, LETTERS) + 7);

interface PlacedFlag {
  mark: TimeMark;
  x: number;
  row: number;
  box: number;
  number: string;
  /** Pixels of its whole text, and those before it where it stands there. */
  wanted: number;
  before: number | undefined;
  /** How many marks it stands for. */
  more: number;
}

/** A row of flags: where its last box ends, and its last text if nothing cuts it off. */
interface FlagRow {
  box: number;
  text: number;
}

/** What flags are placed by. */
export type FlaggedSpec = MarkedSpec & { height: number };

/** Numbers that stand in the plot itself: what else is written there keeps off them. */
export function flagsWithin(plane: Plane, spec: FlaggedSpec): Flag[] {
  return placeFlags(plane, spec).filter(({ y, box }) => y >= plane.top && box > 0);
}

/**
 * Numbers and texts of marks, in the strip above the plot: each in the row in which it cuts off least of the text before
 * it, and those at one place the one below the other, in their order. What finds no room for its box has its number alone, in the plot, the one below the other; of more than two, how many.
 */
export function placeFlags(plane: Plane, spec: FlaggedSpec): Flag[] {
  const [from, to] = spec.window;
  const strip = stripHeight(spec) / ROW;
  const rows: FlagRow[] = [];
  const most = strip + IN_PLOT;
  const placed: PlacedFlag[] = [];
  const flags = (spec.marks ?? [])
    .filter((mark) => mark.number !== undefined || mark.text !== undefined)
    .filter((mark) => mark.from <= to && (mark.to ?? mark.from) >= from)
    .map((mark) => ({ mark, x: plane.toX(Math.max(from, mark.from)) }))
    .toSorted((a, b) => a.x - b.x || (a.mark.number ?? Infinity) - (b.mark.number ?? Infinity));
  for (const [index, { mark, x }] of flags.entries()) {
    const number = mark.number === undefined ? '' : String(mark.number);
    const box = toBox(number);
    const isPair = (flags[index + 1]?.x ?? Infinity) < x + Math.max(box, FLAG) + 1;
    const row = findRow(rows, x, strip, most, isPair);
    const crowd = (rows[row]?.box ?? 0) > x ? placed.findLast((one) => one.row === row) : undefined;
    if (crowd) {
      crowd.more += 1;
      crowd.number = `+${crowd.more}`;
      crowd.box = toBox(crowd.number);
      rows[row] = { box: crowd.x + crowd.box + 1, text: crowd.x + crowd.box };
      continue;
    }
    const wanted = mark.text === undefined || row >= strip ? 0 : guessWidth(mark.text, LETTERS) + 8;
    // At the right end of a row there may be more room before the mark than behind it.
    const behind = plane.width - x - box - 4;
    const before = x - Math.max(plane.left, rows[row]?.text ?? 0) - 4;
    const isBefore = wanted > behind && before > behind;
    rows[row] = { box: x + Math.max(box, FLAG) + 1, text: x + box + (isBefore ? 0 : wanted) };
    placed.push({ mark, x, row, box, number, wanted, before: isBefore ? before : undefined, more: 1 });
  }
  return placed.map(({ mark, x, row, box, number, wanted, before }, index): Flag => {
    const next = placed.slice(index + 1).find((other) => other.row === row);
    const end = next && next.x - (next.before === undefined ? 0 : Math.min(next.before, next.wanted));
    const room = before ?? (end ?? plane.width) - x - box - 4;
    const whole = mark.text === undefined || wanted === 0 ? '' : mark.text;
    const text = wanted <= room ? whole : room >= LEAST ? cutTo(whole, room - 4, LETTERS) : '';
    return {
      x,
      y: plane.top + (row < strip ? -(row + 1) : row - strip) * ROW,
      box,
      number,
      text,
      textX: before === undefined ? x + box + 4 : x - 4,
      textAnchor: before === undefined ? 'start' : 'end',
      whole: text === whole ? undefined : mark.label,
      colour: markColour[mark.kind],
    };
  });
}

/**
 * The first row without a text at a place; else, in the strip, that in which least of one is lost; else one in the plot.
 * Of two that go into the strip at one place the first stands above the second: rows count upwards there.
 */
function findRow(rows: readonly FlagRow[], x: number, strip: number, most: number, isPair: boolean): number {
  const free = Array.from({ length: strip }, (_, row) => ({ row, ...(rows[row] ?? { box: 0, text: 0 }) }))
    .filter(({ box }) => box <= x)
    .toSorted((a, b) => Math.max(a.text, x) - Math.max(b.text, x) || a.row - b.row);
  if (isPair && free.length > 1) return Math.max(...free.map(({ row }) => row));
  if (free[0]) return free[0].row;
  // More at one place are counted on the last row.
  for (let row = strip; row < most - 1; row++) if ((rows[row]?.box ?? 0) <= x) return row;
  return most - 1;
}

function drawFlags(paper: Paper, group: SVGElement, spec: FlaggedSpec): void {
  const letters = { dy: '0.34em', 'font-size': LETTERS };
  for (const { x, y, box, number, text, textX, textAnchor, whole, colour } of placeFlags(paper, spec)) {
    const middle = y + FLAG / 2;
    if (number !== '') {
      const place = { x: x + box / 2, y: middle, 'text-anchor': 'middle', 'font-weight': 600 };
      group.append(
        makeSvg(paper.document, 'rect', { x, y, width: box, height: FLAG, rx: 2, fill: colour }),
        makeSvg(paper.document, 'text', { ...place, ...letters, fill: 'var(--cb-surface)' }, number),
      );
    }
    if (text === '') continue;
    const place = { x: textX, y: middle, 'text-anchor': textAnchor };
    const said = makeSvg(paper.document, 'text', { ...place, ...letters, fill: colour }, text);
    if (whole !== undefined) said.append(makeSvg(paper.document, 'title', {}, whole));
    group.append(said);
  }
}
