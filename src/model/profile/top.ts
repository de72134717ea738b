import { type CallTree, ROOT } from './call-tree.ts';
import type { Frame } from './frames.ts';
import { findOutermost } from './outermost.ts';

/** A frame over all stacks: what was spent in itself, and in all stacks that it is in, each once. */
export interface TopRow {
  frame: Frame;
  flat: number;
  cum: number;
}

/** By frame: its own, and that of all stacks that it is in. */
export function sumByFrame(tree: CallTree): { flat: Float64Array; cum: Float64Array } {
  const flat = new Float64Array(tree.frames.length);
  const cum = new Float64Array(tree.frames.length);
  for (let node = ROOT + 1; node < tree.parent.length; node++) flat[tree.frame[node]!]! += tree.self[node]!;
  for (const node of findOutermost(tree)) cum[tree.frame[node]!]! += tree.total[node]!;
  return { flat, cum };
}

/** The same of one frame. */
export function sumOfFrame(tree: CallTree, at: number): { flat: number; cum: number } {
  const { parent, frame, self, total } = tree;
  const inside = new Uint8Array(parent.length);
  const sums = { flat: 0, cum: 0 };
  for (let node = ROOT + 1; node < parent.length; node++) {
    const isBelow = inside[parent[node]!]!;
    inside[node] = isBelow;
    if (frame[node] !== at) continue;
    inside[node] = 1;
    sums.flat += self[node]!;
    if (isBelow === 0) sums.cum += total[node]!;
  }
  return sums;
}

/** Every frame that is in a stack, by what it has of its own, as pprof's top has it. */
export function toTop(tree: CallTree): TopRow[] {
  const { flat, cum } = sumByFrame(tree);
  const order = orderTop(tree.frames, { flat, cum });
  return Array.from(order, (at) => ({ frame: tree.frames[at]!, flat: flat[at]!, cum: cum[at]! }));
}

/** The frames that have anything, as indexes, in the order of pprof's top. */
export function orderTop(
  frames: readonly Frame[],
  { flat, cum }: { flat: Float64Array; cum: Float64Array },
): Uint32Array {
  const order = new Uint32Array(frames.length);
  let count = 0;
  for (let at = 0; at < order.length; at++) if (flat[at] !== 0 || cum[at] !== 0) order[count++] = at;
  return order
    .subarray(0, count)
    .sort(
      (a, b) =>
        Math.abs(flat[b]!) - Math.abs(flat[a]!) ||
        Math.abs(cum[b]!) - Math.abs(cum[a]!) ||
        compare(frames[a]!.name, frames[b]!.name),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
