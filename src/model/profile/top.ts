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

/** Every frame that is in a stack, by what it has of its own, as pprof's top has it. */
export function toTop(tree: CallTree): TopRow[] {
  const { flat, cum } = sumByFrame(tree);
  const rows: TopRow[] = [];
  tree.frames.forEach((frame, at) => {
    if (flat[at] !== 0 || cum[at] !== 0) rows.push({ frame, flat: flat[at]!, cum: cum[at]! });
  });
  return rows.sort(
    (a, b) =>
      Math.abs(b.flat) - Math.abs(a.flat) ||
      Math.abs(b.cum) - Math.abs(a.cum) ||
      compare(a.frame.name, b.frame.name),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
