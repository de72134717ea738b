import { toFinder } from '#model/pattern/find.ts';
import type { Recording, Series } from './recording.ts';
import { parseSnapshotTree, type TreeNode } from './snapshot-tree.ts';

/** What is added up to one row and one line. */
export type Grouping =
  | { by: 'pid' }
  /** Processes of one name. */
  | { by: 'name' }
  /** A process and what it has started, to the last descendant, as the snapshots' trees have it. */
  | { by: 'parent' }
  /** Processes in whose names a regular expression finds the same: what its first brackets hold, or all of it. */
  | { by: 'pattern'; pattern: string };

/** From so many processes of one name on they are added up where nothing is said. */
const MANY_PIDS = 5;

/** How a recording's processes are added up where nothing is said: by name, where one name has five of them or more. */
export function toDefaultGrouping(recording: Recording): 'pid' | 'name' {
  // Memory of threads cannot be added up.
  if (recording.threadRows) return 'pid';
  const pids = new Map<string, number>();
  for (const { kind, name } of recording.series) {
    if (kind !== 'process') continue;
    const count = (pids.get(name) ?? 0) + 1;
    if (count >= MANY_PIDS) return 'name';
    pids.set(name, count);
  }
  return 'pid';
}

/** As the state says, or the default; by a pattern only where there is one. */
export function toGrouping(
  recording: Recording,
  said: { group?: Grouping['by'] | undefined; pattern?: string | undefined },
): Grouping {
  const by = said.group ?? toDefaultGrouping(recording);
  return by === 'pattern' ? { by, pattern: said.pattern ?? '' } : { by };
}

/** Where a process belongs. */
export interface Group {
  /** Of the sum, unique among those of one grouping and beside keys of processes. */
  key: string;
  name: string;
}

const known = new WeakMap<Recording, Map<string, ReadonlyMap<string, Group>>>();

/** The group of each process by the process' key; one that belongs to none is not in it. */
export function groupsOf(recording: Recording, grouping: Grouping): ReadonlyMap<string, Group> {
  const id = JSON.stringify(grouping);
  const kept = known.get(recording) ?? new Map<string, ReadonlyMap<string, Group>>();
  known.set(recording, kept);
  let groups = kept.get(id);
  if (!groups) {
    const processes = recording.series.filter(({ kind }) => kind === 'process');
    const nameOf = toNaming(recording, grouping);
    groups = new Map(
      processes.flatMap((series) => {
        const name = nameOf(series);
        return name === undefined ? [] : [[series.key, { key: `${grouping.by}:${name}`, name }]];
      }),
    );
    // An expression is typed letter by letter.
    if (kept.size > 8) kept.clear();
    kept.set(id, groups);
  }
  return groups;
}

function toNaming(recording: Recording, grouping: Grouping): (series: Series) => string | undefined {
  switch (grouping.by) {
    case 'pid':
      return () => undefined;
    case 'name':
      return ({ name }) => name;
    case 'parent': {
      const tops = findTops(recording);
      return ({ pid }) => tops.get(pid);
    }
    case 'pattern': {
      const find = toFinder(grouping.pattern);
      if (grouping.pattern === '' || typeof find !== 'function') return () => undefined;
      return ({ name }) => {
        const found = find(name);
        return found && (found.group ?? name.slice(found.start, found.end));
      };
    }
  }
}

/**
 * By pid the process that it came from, named with its pid: the one right below the first process of
 * the system, which has started all of them, or the root of its tree. The first snapshot that has a pid
 * decides.
 */
function findTops({ series, snapshots }: Recording): Map<number, string> {
  const names = new Map<number, string>();
  for (const { kind, pid, name } of series) if (kind === 'process') names.set(pid, name);
  const tops = new Map<number, string>();
  for (const { text } of snapshots) {
    const visit = (node: TreeNode, top: string): void => {
      for (const pid of node.pid === undefined ? node.ids : [node.pid]) {
        if (!tops.has(pid)) tops.set(pid, top);
      }
      for (const child of node.children) visit(child, top);
    };
    for (const root of parseSnapshotTree(text).roots) {
      const label = toTopLabel(root, names);
      if (root.pid !== 1) visit(root, label);
      else {
        if (!tops.has(1)) tops.set(1, label);
        for (const child of root.children) visit(child, toTopLabel(child, names));
      }
    }
  }
  return tops;
}

function toTopLabel({ name, pid }: TreeNode, names: ReadonlyMap<number, string>): string {
  const known = pid === undefined ? undefined : names.get(pid);
  const command = name.split(/\s/, 1)[0] ?? name;
  return `${known ?? command.slice(command.lastIndexOf('/') + 1)} ${pid ?? ''}`.trim();
}
