import { type CallTree, ROOT } from './call-tree.ts';

/**
 * The nodes whose frame is in none of their callers: what is below them is counted once for a frame that
 * calls itself, by whatever ways.
 */
export function findOutermost({ parent, frame, frames }: CallTree): Uint32Array {
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
