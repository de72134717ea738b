import { type CallTree, ROOT } from './call-tree.ts';
import type { Frame } from './frames.ts';

/** A frame over all stacks: what was spent in itself, and in all stacks that it is in, each once. */
export interface TopRow {
  frame: Frame;
  flat: number;
  cum: number;
}

/** Every frame that is in a stack, by what it has of its own, as pprof's top has it. */
export function toTop(tree: CallTree): TopRow[] {
  const flat = new Float64Array(tree.frames.length);
  const cum = new Float64Array(tree.frames.length);
  for (let node = ROOT + 1; node < tree.parent.length; node++) flat[tree.frame[node]!]! += tree.self[node]!;
  for (const node of findOutermost(tree)) cum[tree.frame[node]!]! += tree.total[node]!;
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

/**
 * The nodes whose frame is in none of their callers: what is below them is counted once for a frame that
 * calls itself, by whatever ways.
 */
function findOutermost({ parent, frame, frames }: CallTree): Uint32Array {
  const { firstChild, nextSibling } = toChildren(parent);
  /** By frame: how many nodes of the path are of it. */
  const open = new Uint32Array(frames.length);
  const outermost = new Uint32Array(parent.length);
  let count = 0;
  let node = firstChild[ROOT]!;
  while (node !== ROOT) {
    if (open[frame[node]!]!++ === 0) outermost[count++] = node;
    if (firstChild[node] !== 0) {
      node = firstChild[node]!;
      continue;
    }
    while (node !== ROOT) {
      open[frame[node]!]!--;
      if (nextSibling[node] !== 0) {
        node = nextSibling[node]!;
        break;
      }
      node = parent[node]!;
    }
  }
  return outermost.subarray(0, count);
}

/** Ways through a tree from its root; 0 where there is no child or no sibling, for the root is neither. */
function toChildren(parent: Uint32Array): { firstChild: Uint32Array; nextSibling: Uint32Array } {
  const firstChild = new Uint32Array(parent.length);
  const nextSibling = new Uint32Array(parent.length);
  for (let node = parent.length - 1; node > ROOT; node--) {
    const above = parent[node]!;
    nextSibling[node] = firstChild[above]!;
    firstChild[above] = node;
  }
  return { firstChild, nextSibling };
}
