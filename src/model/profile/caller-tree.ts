import { type CallTree, ROOT, sumUp } from './call-tree.ts';
import { findOutermost } from './outermost.ts';
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
  const from = findOutermost(tree).filter((node) => frameOf[node] === frame);
  const at = from.slice();
  const branch = new Uint32Array(at.length).fill(top);
  const ends: { branch: number; from: number }[] = [];
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
        ends.push({ branch: branch[index]!, from: from[index]! });
        continue;
      }
      branch[next] = nodes.numberOf(branch[index]!, frameOf[above]!);
      from[next] = from[index]!;
      at[next++] = above;
    }
    count = next;
    if (count > 0) levels++;
  }
  for (let index = 0; index < count; index++) ends.push({ branch: branch[index]!, from: from[index]! });
  const { first, second } = nodes.finish();
  const self = new Float64Array(first.length);
  for (const end of ends) self[end.branch]! += total[end.from]!;
  return {
    tree: { frames: tree.frames, parent: first, frame: second, self, total: sumUp(first, self) },
    levels,
    isCut: count > 0,
  };
}
