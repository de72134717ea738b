import { type CallTree, ROOT, sumUp } from './call-tree.ts';
import { findOutermostOf } from './outermost.ts';
import { PairTable } from './pair-table.ts';

/** Who called a frame, as a tree that grows from it. */
export interface CallerTree {
  /** Its one branch is the frame, the branches of a node are who called it there. What nobody called ends in itself. */
  tree: CallTree;
  /** How many levels of callers it has. */
  levels: number;
  /** There are more, which are not in it. */
  isCut: boolean;
}

/**
 * How many steps from a call to its caller are made at most: the stacks of a frame together may be as long as the
 * tree is large, squared.
 */
const STEPS = 20_000_000;

/**
 * The callers of a frame, and theirs, whatever the tree's values: two trees of one shape become two of one shape. Where
 * the frame calls itself its first call counts, as in its cum.
 *
 * @param frame an index into the tree's frames
 */
export function toCallerTree(tree: CallTree, frame: number, steps = STEPS): CallerTree {
  const { parent, frame: frameOf, total } = tree;
  const nodes = new PairTable();
  nodes.add(ROOT, 0);
  const top = nodes.numberOf(ROOT, frame);
  /** Where the walk upwards is, the branch that it has come to, and what it carries: a place a call. */
  const from = findOutermostOf(tree, frame);
  const at = from.slice();
  const branch = new Uint32Array(at.length).fill(top);
  /** By call: the branch that its walk ends in. */
  const endBranch = new Uint32Array(at.length);
  const endFrom = new Uint32Array(at.length);
  let ends = 0;
  let count = at.length;
  let levels = 0;
  let left = steps;
  // Level by level, so that what is cut off is the farthest.
  while (count > 0 && left >= count) {
    left -= count;
    let next = 0;
    for (let index = 0; index < count; index++) {
      const above = parent[at[index]!]!;
      if (above === ROOT) {
        endBranch[ends] = branch[index]!;
        endFrom[ends++] = from[index]!;
        continue;
      }
      branch[next] = nodes.numberOf(branch[index]!, frameOf[above]!);
      from[next] = from[index]!;
      at[next++] = above;
    }
    count = next;
    if (count > 0) levels++;
  }
  endBranch.set(branch.subarray(0, count), ends);
  endFrom.set(from.subarray(0, count), ends);
  const { first, second } = nodes.finish();
  const self = new Float64Array(first.length);
  for (let end = 0; end < endFrom.length; end++) self[endBranch[end]!]! += total[endFrom[end]!]!;
  return {
    tree: { frames: tree.frames, parent: first, frame: second, self, total: sumUp(first, self) },
    levels,
    isCut: count > 0,
  };
}
