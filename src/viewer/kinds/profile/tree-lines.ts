import { type CallTree, ROOT } from '#model/profile/call-tree.ts';
import type { Children } from '#model/profile/children.ts';

/** A node as it stands in the list that is seen. */
export interface TreeLine {
  node: number;
  /** From 1, which is the root. */
  level: number;
  /** Undefined where it called nothing. */
  isOpen: boolean | undefined;
  /** Among its siblings, from 1. */
  position: number;
  siblings: number;
}

/** The nodes that are seen, top to bottom: all whose callers are open, and the root. */
export function toTreeLines(children: Children, open: ReadonlySet<number>): TreeLine[] {
  const lines: TreeLine[] = [];
  const left: TreeLine[] = [{ node: ROOT, level: 1, isOpen: undefined, position: 1, siblings: 1 }];
  for (let line = left.pop(); line; line = left.pop()) {
    const { node, level } = line;
    const isOpen = children.hasAny(node) ? open.has(node) : undefined;
    lines.push({ ...line, isOpen });
    if (!isOpen) continue;
    const below = children.of(node);
    for (let at = below.length - 1; at >= 0; at--) {
      left.push({
        node: below[at]!,
        level: level + 1,
        isOpen: undefined,
        position: at + 1,
        siblings: below.length,
      });
    }
  }
  return lines;
}

/** How far a path is opened at once. */
const LONGEST = 1000;

/** From a node down, each time to the heaviest, as long as that has half of what its caller has. */
export function toHeaviestPath({ total }: CallTree, children: Children, from: number): number[] {
  const path: number[] = [];
  let node = from;
  while (children.hasAny(node) && path.length < LONGEST) {
    path.push(node);
    const [heaviest] = children.of(node);
    if (heaviest === undefined || Math.abs(total[heaviest]!) * 2 < Math.abs(total[node]!)) break;
    node = heaviest;
  }
  return path;
}
