import { type CallTree, ROOT } from './call-tree.ts';

/** The nodes that each node of a tree called, found when they are asked for. */
export class Children {
  private readonly tree: CallTree;
  private readonly firstChild: Uint32Array;
  private readonly nextSibling: Uint32Array;

  constructor(tree: CallTree) {
    const { parent } = tree;
    this.tree = tree;
    this.firstChild = new Uint32Array(parent.length);
    this.nextSibling = new Uint32Array(parent.length);
    for (let node = parent.length - 1; node > ROOT; node--) {
      const above = parent[node]!;
      this.nextSibling[node] = this.firstChild[above]!;
      this.firstChild[above] = node;
    }
  }

  hasAny(node: number): boolean {
    return this.firstChild[node] !== 0;
  }

  /** The heaviest first, whatever its sign. */
  of(node: number): number[] {
    const { total, frame, frames } = this.tree;
    const found: number[] = [];
    for (let at = this.firstChild[node]!; at !== 0; at = this.nextSibling[at]!) found.push(at);
    return found.sort(
      (a, b) =>
        Math.abs(total[b]!) - Math.abs(total[a]!) ||
        (frames[frame[a]!]!.name < frames[frame[b]!]!.name ? -1 : 1),
    );
  }
}
