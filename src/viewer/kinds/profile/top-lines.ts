import type { CallTree } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import { toTop } from '#model/profile/top.ts';
import type { TopOrder } from '#view/profile-state.ts';
import type { ShownTrees } from './shown.ts';

/** A row of the top table. Of a difference flat and cum are what was gained. */
export interface TopLine {
  /** Index into the tree's frames. */
  index: number;
  frame: Frame;
  flat: number;
  cum: number;
  before?: Sides | undefined;
  after?: Sides | undefined;
}

interface Sides {
  flat: number;
  cum: number;
}

/** In the order of pprof's top: by what is a frame's own. */
export function toTopLines({ tree, before, after }: ShownTrees): TopLine[] {
  const indexes = new Map(tree.frames.map((frame, index) => [frame, index]));
  const sidesOf = (side: CallTree | undefined) =>
    side && new Map(toTop(side).map(({ frame, flat, cum }) => [frame, { flat, cum }]));
  const [earlier, later] = [sidesOf(before), sidesOf(after)];
  const none = { flat: 0, cum: 0 };
  return toTop(tree).map((row) => ({
    index: indexes.get(row.frame)!,
    ...row,
    ...(earlier && { before: earlier.get(row.frame) ?? none }),
    ...(later && { after: later.get(row.frame) ?? none }),
  }));
}

const comparisons: Record<TopOrder, (a: TopLine, b: TopLine) => number> = {
  // As they come.
  '-flat': () => 0,
  flat: (a, b) => Math.abs(a.flat) - Math.abs(b.flat),
  '-cum': (a, b) => Math.abs(b.cum) - Math.abs(a.cum),
  cum: (a, b) => Math.abs(a.cum) - Math.abs(b.cum),
  function: (a, b) => compareNames(a, b),
  '-function': (a, b) => compareNames(b, a),
  '-change': (a, b) => b.flat - a.flat || b.cum - a.cum,
  change: (a, b) => a.flat - b.flat || a.cum - b.cum,
};

/** A line with the sum of what it and all above it have of their own. */
export interface OrderedLine extends TopLine {
  sum: number;
}

export function orderLines(lines: readonly TopLine[], order: TopOrder = '-flat'): OrderedLine[] {
  const compare = comparisons[order];
  let sum = 0;
  const sorted = order === '-flat' ? lines : lines.toSorted(compare);
  return sorted.map((line) => ({ ...line, sum: (sum += line.flat) }));
}

function compareNames(a: TopLine, b: TopLine): number {
  return a.frame.name < b.frame.name ? -1 : a.frame.name > b.frame.name ? 1 : 0;
}
