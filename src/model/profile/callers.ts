import { type CallTree, ROOT } from './call-tree.ts';
import { findOutermostOf } from './outermost.ts';

/**
 * A frame in stacks folded from their leaves upwards, and what it weighs there. Its callers are found when they
 * are asked for: all of them together may be as many as the stacks are long, squared, and few are looked at.
 */
export interface CallerNode {
  /** An index into the tree's frames. */
  frame: number;
  total: number;
  /** The nodes of the tree where the frame is, and what each of them counts with. */
  at: Uint32Array;
  weights: Float64Array;
}

/** The frames that something was spent in, each the root of its callers: the tree from the leaves. */
export function toLeaves({ frame, self }: CallTree): CallerNode[] {
  const at: number[] = [];
  for (let node = ROOT + 1; node < self.length; node++) if (self[node] !== 0) at.push(node);
  return groupByFrame(
    frame,
    Uint32Array.from(at),
    Float64Array.from(at, (node) => self[node]!),
  );
}

/** A frame, from which its callers go on; where it calls itself its first call counts, with all below it. */
export function toCallerRoot(tree: CallTree, frame: number): CallerNode {
  const at = findOutermostOf(tree, frame);
  const weights = Float64Array.from(at, (node) => tree.total[node]!);
  return { frame, total: weights.reduce((sum, weight) => sum + weight, 0), at, weights };
}

/** Who called a frame where it is, the heaviest first; those that nobody called are in none of them. */
export function toCallers({ parent, frame }: CallTree, node: CallerNode): CallerNode[] {
  const at = new Uint32Array(node.at.length);
  const weights = new Float64Array(node.at.length);
  let count = 0;
  node.at.forEach((from, index) => {
    const above = parent[from]!;
    if (above === ROOT) return;
    at[count] = above;
    weights[count++] = node.weights[index]!;
  });
  return groupByFrame(frame, at.subarray(0, count), weights.subarray(0, count));
}

function groupByFrame(frameOf: Uint32Array, at: Uint32Array, weights: Float64Array): CallerNode[] {
  const groups = new Map<number, { count: number; node: CallerNode }>();
  for (const node of at) {
    const frame = frameOf[node]!;
    const known = groups.get(frame);
    if (known) known.count++;
    else groups.set(frame, { count: 1, node: { frame, total: 0, at: none.at, weights: none.weights } });
  }
  for (const { count, node } of groups.values()) {
    node.at = new Uint32Array(count);
    node.weights = new Float64Array(count);
  }
  at.forEach((from, index) => {
    const group = groups.get(frameOf[from]!)!;
    const to = group.node.at.length - group.count--;
    group.node.at[to] = from;
    group.node.weights[to] = weights[index]!;
    group.node.total += weights[index]!;
  });
  return [...groups.values()]
    .map(({ node }) => node)
    .sort((a, b) => Math.abs(b.total) - Math.abs(a.total) || a.frame - b.frame);
}

const none = { at: new Uint32Array(0), weights: new Float64Array(0) };
