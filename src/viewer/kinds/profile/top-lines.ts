import type { Frame } from '#model/profile/frames.ts';
import { orderTop, sumByFrame, sumOfFrame } from '#model/profile/top.ts';
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
  return toLines(tree.frames, {
    all: sumByFrame(tree),
    before: before && sumByFrame(before),
    after: after && sumByFrame(after),
  });
}

/** The row of one frame, without those of all others; undefined where nothing was spent in its stacks. */
export function findTopLine({ tree, before, after }: ShownTrees, name: string): TopLine | undefined {
  const index = tree.frames.findIndex((frame) => frame.name === name);
  if (index < 0) return undefined;
  const sums = sumOfFrame(tree, index);
  if (sums.flat === 0 && sums.cum === 0) return undefined;
  return {
    index,
    frame: tree.frames[index]!,
    ...sums,
    before: before && sumOfFrame(before, index),
    after: after && sumOfFrame(after, index),
  };
}

/** By frame: its own, and that of all stacks that it is in; of a difference those of its sides as well. */
export interface FrameSums {
  all: SumColumns;
  before?: SumColumns | undefined;
  after?: SumColumns | undefined;
}

interface SumColumns {
  flat: Float64Array;
  cum: Float64Array;
}

/** The rows of the frames that have anything, in the order of pprof's top. */
export function toLines(frames: readonly Frame[], { all, before, after }: FrameSums): TopLine[] {
  const sumsAt = (sums: SumColumns, index: number): Sides => ({
    flat: sums.flat[index]!,
    cum: sums.cum[index]!,
  });
  return Array.from(orderTop(frames, all), (index) => ({
    index,
    frame: frames[index]!,
    flat: all.flat[index]!,
    cum: all.cum[index]!,
    before: before && sumsAt(before, index),
    after: after && sumsAt(after, index),
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
  // Without a spread, which takes several times as long.
  return sorted.map(({ index, frame, flat, cum, before, after }) => ({
    index,
    frame,
    flat,
    cum,
    before,
    after,
    sum: (sum += flat),
  }));
}

function compareNames(a: TopLine, b: TopLine): number {
  return a.frame.name < b.frame.name ? -1 : a.frame.name > b.frame.name ? 1 : 0;
}
