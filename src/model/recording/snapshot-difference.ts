import { walkTree, type SnapshotTree, type TreeNode } from './snapshot-tree.ts';

/** What became of a row since the snapshot before: by how much it changed, or that it was not there. */
type RowDifference = { cpu: number; mem: number } | 'new';

export interface SnapshotDifference {
  /** By row of the later tree. Groups of idle threads are no one row over time, and have none. */
  rows: ReadonlyMap<number, RowDifference>;
  /** Processes that are there no more, in the order of the earlier tree. */
  gone: readonly TreeNode[];
}

/** Compares two snapshots of a session. A pid with another name is another process. */
export function toSnapshotDifference(before: SnapshotTree, now: SnapshotTree): SnapshotDifference {
  const earlier = new Map<string, TreeNode>();
  for (const node of walkTree(before.roots)) {
    const key = keyOf(node);
    if (key !== undefined) earlier.set(key, node);
  }
  const rows = new Map<number, RowDifference>();
  for (const node of walkTree(now.roots)) {
    const key = keyOf(node);
    if (key === undefined) continue;
    const was = earlier.get(key);
    earlier.delete(key);
    rows.set(node.row, was ? { cpu: cpuOf(node) - cpuOf(was), mem: node.mem - was.mem } : 'new');
  }
  return { rows, gone: [...earlier.values()].filter(({ kind }) => kind === 'process') };
}

function keyOf({ kind, pid, name }: TreeNode): string | undefined {
  return pid === undefined ? undefined : `${kind} ${pid} ${name}`;
}

function cpuOf({ userCpu, systemCpu }: TreeNode): number {
  return userCpu + (systemCpu ?? 0);
}
