import type { TreeNode } from '#model/recording/snapshot-tree.ts';

/** A node as it stands in the list that is seen. */
export interface TreeRow {
  node: TreeNode;
  /** From 1. */
  level: number;
  expanded: boolean | undefined;
  found: boolean;
  parent: number | undefined;
  position: number;
  siblings: number;
}

/**
 * The rows of a tree that are seen, top to bottom: those with no folded row above. While a text is
 * looked for, only what holds it, unfolded down to it.
 *
 * @param folded rows that are folded
 */
export function toTreeRows(
  roots: readonly TreeNode[],
  folded: ReadonlySet<number>,
  search: string,
): TreeRow[] {
  const text = search.trim().toLowerCase();
  const holding = text === '' ? undefined : findHolding(roots, text);
  const rows: TreeRow[] = [];
  const add = (nodes: readonly TreeNode[], level: number, parent: number | undefined): void => {
    const listed = holding ? nodes.filter(({ row }) => holding.has(row)) : nodes;
    listed.forEach((node, index) => {
      const below = holding ? node.children.some(({ row }) => holding.has(row)) : node.children.length > 0;
      const expanded = below ? holding !== undefined || !folded.has(node.row) : undefined;
      const found = holding !== undefined && matches(node, text);
      rows.push({ node, level, expanded, found, parent, position: index + 1, siblings: listed.length });
      if (expanded) add(node.children, level + 1, node.row);
    });
  };
  add(roots, 1, undefined);
  return rows;
}

/** Rows that match, and those above them. */
function findHolding(roots: readonly TreeNode[], text: string): Set<number> {
  const holding = new Set<number>();
  const visit = (node: TreeNode): boolean => {
    let holds = matches(node, text);
    for (const child of node.children) holds = visit(child) || holds;
    if (holds) holding.add(node.row);
    return holds;
  };
  roots.forEach(visit);
  return holding;
}

function matches(node: TreeNode, text: string): boolean {
  return (
    node.name.toLowerCase().includes(text) ||
    String(node.pid ?? '').includes(text) ||
    node.ids.some((id) => String(id).includes(text))
  );
}
