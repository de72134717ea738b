import { type CallTree, ROOT, sumUp } from './call-tree.ts';
import { PairTable } from './pair-table.ts';

/**
 * What a frame calls, whoever called it: a tree whose one branch is the frame. Where it calls itself its first
 * call counts, so that its total is its cum.
 *
 * @param frame an index into the tree's frames
 */
export function toCallees(tree: CallTree, frame: number): CallTree {
  const { parent, frame: frameOf, self } = tree;
  const nodes = new PairTable();
  nodes.add(ROOT, 0);
  const top = nodes.numberOf(ROOT, frame);
  /** By node: the one that it becomes; the root for those outside. */
  const becomes = new Uint32Array(parent.length);
  const ownSelf = new Float64Array(parent.length + 1);
  for (let node = ROOT + 1; node < parent.length; node++) {
    const above = becomes[parent[node]!]!;
    let here = ROOT;
    if (above !== ROOT) here = nodes.numberOf(above, frameOf[node]!);
    else if (frameOf[node] === frame) here = top;
    if (here === ROOT) continue;
    becomes[node] = here;
    ownSelf[here]! += self[node]!;
  }
  const found = nodes.finish();
  const merged = ownSelf.slice(0, found.first.length);
  return {
    frames: tree.frames,
    parent: found.first,
    frame: found.second,
    self: merged,
    total: sumUp(found.first, merged),
  };
}
