/** One row of a process tree, with what hangs below it. */
export interface TreeNode {
  /** Row of the text, from 0: unique in its tree. */
  row: number;
  kind: 'process' | 'kernel' | 'thread' | 'threads';
  /** Undefined for a group of idle threads. */
  pid: number | undefined;
  priority: number;
  /** Percent of one core; `systemCpu` undefined where the text has one CPU column. */
  userCpu: number;
  systemCpu: number | undefined;
  /** In the unit of the text: MB in snapshots. */
  mem: number;
  /** Without brackets for threads: `worker`. */
  name: string;
  /** Of a group: how many, and their ids as printed. */
  count: number;
  ids: number[];
  children: TreeNode[];
}

export interface SnapshotTree {
  roots: TreeNode[];
  rows: number;
  /** CPU is split into user and system. */
  split: boolean;
  /** Lines that are no row, as they are. */
  unread: string[];
}

// `  PID PRIO    uCPU    sCPU      MEM COMM`
const HEADER = /^\s*PID\s+PRIO\s+(?:(uCPU)\s+sCPU|CPU)\s+MEM\s+COMM\s*$/;
// `  654  -51   50.00    1.50      200 ├─ /usr/bin/board_app -x`, `    +   20    0.00    0.00      200 │  └> 2*<idle>: [661 662]`
const ROW = /^\s*(\d+|\+)\s+(-?\d+)\s+(-?[\d.]+|NaN|[+-]Inf)(?:\s+(-?[\d.]+|NaN|[+-]Inf))?\s+(\d+) (.*)$/;
// One level of the drawing is three characters wide; the last of them holds the branch.
const BRANCH = /^((?:│ {2}| {3})*)(├─|└─|├>|└>) /;
// `2*<board_app>: [661 662]`
const GROUP = /^(\d+)\*<(.*)>(?:: \[([\d ]*)\])?\s*$/;
// `<worker>` on a thread's branch; where there are no branches it may also be a process so called.
const THREAD = /^<(.*)>\s*$/;
const LONE_THREAD = /^<([^<>]*)>\s*$/;
// `[kworker/0:1]`
const KERNEL = /^\[.*\]\s*$/;

/** Deeper trees are cut off sideways: nobody's processes nest so far, but anybody's text may. */
const MAX_DEPTH = 500;

/** Reads topid's tree of processes. Never throws: what is no row is kept as it is. */
export function parseSnapshotTree(text: string): SnapshotTree {
  const tree: SnapshotTree = { roots: [], rows: 0, split: false, unread: [] };
  const path: TreeNode[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const header = HEADER.exec(line);
    if (header) {
      tree.split = header[1] !== undefined;
      continue;
    }
    const read = parseTreeRow(line, tree.rows);
    if (!read) {
      tree.unread.push(line);
      continue;
    }
    tree.rows += 1;
    // A text cut at its beginning has rows whose parents are lost: they hang as high as they can.
    const depth = Math.min(read.depth, path.length, MAX_DEPTH);
    path.length = depth;
    const parent = path[depth - 1];
    (parent ? parent.children : tree.roots).push(read.node);
    path.push(read.node);
  }
  return tree;
}

/** Every node of a tree, top to bottom. */
export function* walkTree(nodes: readonly TreeNode[]): Generator<TreeNode> {
  const pending = nodes.toReversed();
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--)
      pending.push(node.children[index] as TreeNode);
  }
}

function parseTreeRow(line: string, row: number): { node: TreeNode; depth: number } | undefined {
  const match = ROW.exec(line);
  if (!match) return undefined;
  const [, id = '', priority = '', first = '', second, mem = '', rest = ''] = match;
  const branch = BRANCH.exec(rest);
  const depth = branch ? (branch[1]?.length ?? 0) / 3 + 1 : 0;
  const label = branch ? rest.slice(branch[0].length) : rest;
  return {
    depth,
    node: {
      row,
      pid: id === '+' ? undefined : Number(id),
      priority: Number(priority),
      userCpu: toNumber(first),
      systemCpu: second === undefined ? undefined : toNumber(second),
      mem: Number(mem),
      children: [],
      ...toLabel(label, branch?.[2]?.endsWith('>') === true, id === '+'),
    },
  };
}

function toLabel(
  label: string,
  isThread: boolean,
  isGroup: boolean,
): Pick<TreeNode, 'kind' | 'name' | 'count' | 'ids'> {
  const group = isThread || isGroup ? GROUP.exec(label) : null;
  if (group) {
    const ids = (group[3] ?? '').split(' ').filter(Boolean).map(Number);
    return { kind: 'threads', name: group[2] ?? '', count: Number(group[1]), ids };
  }
  if (isGroup) return { kind: 'threads', name: label.trim(), count: 1, ids: [] };
  const thread = (isThread ? THREAD : LONE_THREAD).exec(label);
  if (thread) return { kind: 'thread', name: thread[1] ?? '', count: 1, ids: [] };
  return { kind: KERNEL.test(label) ? 'kernel' : 'process', name: label.trim(), count: 1, ids: [] };
}

function toNumber(text: string): number {
  return text.endsWith('Inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}
