import { type CallTree, ROOT, sumUp, toSelf } from '#model/profile/call-tree.ts';

/** The two sides of a difference: what each node of the tree has with all below it, earlier and later. */
export interface FlameChange {
  before: Float64Array;
  after: Float64Array;
}

/** Nodes with fewer children have them put in order at once. */
const FEW = 64;

/**
 * A tree as it is drawn: how wide each node is, and its children, the heaviest first. Only as many of them are
 * put in order as are wide enough to be seen, and only where somebody looks: a tree of a million nodes costs a few
 * passes over its columns.
 */
export class FlameTree {
  readonly tree: CallTree;
  /**
   * By node: the values of its stacks added up without their signs, so that what grew does not hide what shrank;
   * of a difference what was there before and after, as pprof's own flame graph has it.
   */
  readonly size: Float64Array;
  /** By node: what of that is its own, and of nothing that it calls. */
  readonly own: Float64Array;
  /** By node: how many rows are below it. */
  readonly rowsBelow: Uint32Array;
  /** Where the children of each node begin, and one more. */
  private readonly starts: Uint32Array;
  private readonly children: Uint32Array;
  /** By node: how many of its children are in order, and that those that are at least so large are among them. */
  private readonly ordered: Uint32Array;
  private readonly orderedTo: Float64Array;

  constructor(tree: CallTree, change?: FlameChange) {
    const { parent } = tree;
    this.tree = tree;
    this.own = toOwnSizes(
      change ? [toSelf(parent, change.before), toSelf(parent, change.after)] : [tree.self],
    );
    this.size = sumUp(parent, this.own);
    this.rowsBelow = new Uint32Array(parent.length);
    this.starts = new Uint32Array(parent.length + 1);
    this.children = new Uint32Array(Math.max(0, parent.length - 1));
    this.ordered = new Uint32Array(parent.length);
    this.orderedTo = new Float64Array(parent.length).fill(Infinity);
    const { rowsBelow, starts, children } = this;
    for (let node = parent.length - 1; node > ROOT; node--) {
      const above = parent[node]!;
      if (rowsBelow[node]! >= rowsBelow[above]!) rowsBelow[above] = rowsBelow[node]! + 1;
      starts[above + 1]!++;
    }
    for (let node = 0; node < parent.length; node++) starts[node + 1]! += starts[node]!;
    const next = starts.slice(0, parent.length);
    for (let node = ROOT + 1; node < parent.length; node++) children[next[parent[node]!]!++] = node;
  }

  childCount(node: number): number {
    return this.starts[node + 1]! - this.starts[node]!;
  }

  /** The children of a node that are at least so large, the largest first, those of one size by name. */
  childrenOf(node: number, least: number): Uint32Array {
    const { size } = this;
    const [start, end] = [this.starts[node]!, this.starts[node + 1]!];
    if (least < this.orderedTo[node]!) this.putInOrder(node, start, end, least);
    let [low, high] = [start, start + this.ordered[node]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (size[this.children[middle]!]! >= least) low = middle + 1;
      else high = middle;
    }
    return this.children.subarray(start, low);
  }

  /** The child of a node whose frame has a name. */
  findChild(node: number, name: string): number | undefined {
    const { frame, frames } = this.tree;
    for (let at = this.starts[node]!; at < this.starts[node + 1]!; at++) {
      const child = this.children[at]!;
      if (frames[frame[child]!]!.name === name) return child;
    }
    return undefined;
  }

  /** The node that a path of names leads to, as far as the tree has it; the root for none. */
  findPath(path: readonly string[], from = ROOT): number {
    let node = from;
    for (const name of path) {
      const next = this.findChild(node, name);
      if (next === undefined) break;
      node = next;
    }
    return node;
  }

  /** From the root, which is left out, down to a node. */
  toPath(node: number, from = ROOT): string[] {
    const { frame, frames } = this.tree;
    return this.nodesTo(node, from).map((at) => frames[frame[at]!]!.name);
  }

  /** The nodes of a path, the first being the one below `from`. */
  nodesTo(node: number, from = ROOT): number[] {
    const nodes: number[] = [];
    for (let at = node; at !== from && at !== ROOT; at = this.tree.parent[at]!) nodes.push(at);
    return nodes.reverse();
  }

  private putInOrder(node: number, start: number, end: number, least: number): void {
    const { children, size } = this;
    const { frame, frames } = this.tree;
    const from = start + this.ordered[node]!;
    // Somewhat further than asked for, so that the next step of a zoom finds it done.
    const limit = end - from <= FEW ? -Infinity : least / 4;
    let to = from;
    for (let at = from; at < end; at++) {
      const child = children[at]!;
      if (size[child]! < limit) continue;
      children[at] = children[to]!;
      children[to++] = child;
    }
    const nameOf = (child: number): string => frames[frame[child]!]!.name;
    children.subarray(from, to).sort((a, b) => {
      const heavier = size[b]! - size[a]!;
      if (heavier !== 0) return heavier;
      const [nameA, nameB] = [nameOf(a), nameOf(b)];
      return nameA < nameB ? -1 : nameA > nameB ? 1 : a - b;
    });
    this.ordered[node] = to - start;
    this.orderedTo[node] = limit;
  }
}

const ready = new WeakMap<CallTree, { change: FlameChange | undefined; flame: FlameTree }>();

/** The same for a tree as long as there is that tree: a reader goes to a table and comes back to it. */
export function toFlameTree(tree: CallTree, change?: FlameChange): FlameTree {
  let known = ready.get(tree);
  const isSame = known?.change?.before === change?.before && known?.change?.after === change?.after;
  if (!known || !isSame) ready.set(tree, (known = { change, flame: new FlameTree(tree, change) }));
  return known.flame;
}

/** By node: what it has of its own on each of the sides, added up without signs. */
function toOwnSizes(sides: readonly [Float64Array, ...Float64Array[]]): Float64Array {
  const own = sides[0].map(Math.abs);
  for (const side of sides.slice(1))
    for (let node = 0; node < own.length; node++) own[node]! += Math.abs(side[node]!);
  return own;
}
