import type { Frame as CrashFrame, Goroutine } from '#model/crash/crash-log.ts';
import { toPlaceName } from '#model/crash/crash-text.ts';
import { type CallTree, ROOT, sumUp } from '#model/profile/call-tree.ts';
import type { Frame } from '#model/profile/frames.ts';
import { findOutermost } from '#model/profile/outermost.ts';
import { PairTable } from '#model/profile/pair-table.ts';

/** What a part of a tree of goroutines is in: an index into its states, or one of these. */
export const MIXED = -1;
export const OTHER_STATE = -2;

/** States that are told apart: as many as there are colours for them. */
const mostStates = 8;

/** Goroutines folded by stack from their roots, as a goroutine profile of pprof has them: a value is how many. */
export interface GoroutineTree {
  tree: CallTree;
  /** The states that most goroutines are in, most first; '' where the log says none. */
  states: readonly string[];
  /** By node: the state that more than half of its goroutines are in, MIXED where none is, or OTHER_STATE. */
  stateOf: Int8Array;
  /** The same by frame, wherever it stands: of its outermost calls. */
  stateOfFrame: Int8Array;
  /** How many of all are in none of `states`. */
  others: number;
  /** How many have no frame: their stack was on another thread, or was not printed. */
  bare: number;
}

/**
 * Who made a goroutine is none of its callers, and `runtime.goexit`, which every one returns to, says nothing:
 * both are left out, as pprof does. Threads are no goroutines.
 */
export function toGoroutineTree(goroutines: readonly Goroutine[]): GoroutineTree {
  const own = goroutines.filter(({ thread }) => !thread);
  const frames: Frame[] = [];
  const numbers = new Map<string, number>();
  const frameOf = (frame: CrashFrame): number => {
    const name = toPlaceName(frame);
    let number = numbers.get(name);
    if (number === undefined) {
      number = frames.push({ name, file: frame.file ?? '', line: frame.fileLine ?? 0 }) - 1;
      numbers.set(name, number);
    } else if (frames[number]!.line !== (frame.fileLine ?? 0)) {
      frames[number]!.line = 0;
    }
    return number;
  };
  const nodes = new PairTable(own.length);
  nodes.add(ROOT, 0);
  const ends = Uint32Array.from(own, ({ frames: stack }) => {
    let node = ROOT;
    let depth = stack.length - 1;
    if (depth > 0 && stack[depth]!.function === 'runtime.goexit') depth--;
    for (; depth >= 0; depth--) node = nodes.numberOf(node, frameOf(stack[depth]!));
    return node;
  });
  const { first: parent, second: frame } = nodes.finish();
  const self = new Float64Array(parent.length);
  own.forEach(({ count }, at) => (self[ends[at]!]! += count));
  const tree = { frames, parent, frame, self, total: sumUp(parent, self) };
  return { tree, ...toStates(own, ends, tree), bare: self[ROOT]! };
}

function toStates(
  goroutines: readonly Goroutine[],
  ends: Uint32Array,
  tree: CallTree,
): Pick<GoroutineTree, 'states' | 'stateOf' | 'stateOfFrame' | 'others'> {
  const { frames, parent, frame, total } = tree;
  const counts = new Map<string, number>();
  for (const { state, count } of goroutines) counts.set(state, (counts.get(state) ?? 0) + count);
  const order = [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'));
  const states = order.slice(0, mostStates).map(([state]) => state);
  const others = order.slice(mostStates).reduce((sum, [, count]) => sum + count, 0);

  const outermost = findOutermost(tree);
  const totalOfFrame = sumByFrame(total, frame, outermost, frames.length);
  const stateOf = new Int8Array(total.length).fill(MIXED);
  const stateOfFrame = new Int8Array(frames.length).fill(MIXED);
  const mark = (state: number, isIn: (goroutine: Goroutine) => boolean): void => {
    const self = new Float64Array(total.length);
    goroutines.forEach((goroutine, at) => {
      if (isIn(goroutine)) self[ends[at]!]! += goroutine.count;
    });
    const part = sumUp(parent, self);
    part.forEach((count, node) => {
      if (2 * count > total[node]!) stateOf[node] = state;
    });
    sumByFrame(part, frame, outermost, frames.length).forEach((count, at) => {
      if (2 * count > totalOfFrame[at]!) stateOfFrame[at] = state;
    });
  };
  states.forEach((name, state) => mark(state, (goroutine) => goroutine.state === name));
  if (others > 0) {
    const known = new Set(states);
    mark(OTHER_STATE, ({ state }) => !known.has(state));
  }
  return { states, stateOf, stateOfFrame, others };
}

function sumByFrame(
  values: Float64Array,
  frame: Uint32Array,
  nodes: Uint32Array,
  frames: number,
): Float64Array {
  const sums = new Float64Array(frames);
  for (const node of nodes) sums[frame[node]!]! += values[node]!;
  return sums;
}
