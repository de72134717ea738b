import { type CallTree, ROOT, toSelf } from '#model/profile/call-tree.ts';
import { type TopRow, toTop } from '#model/profile/top.ts';
import type { FlameChange } from '#charts/flame-tree.ts';
import type { FlameTexts } from '#texts/flame.ts';
import { toCsv } from '#viewer/figure/csv.ts';
import type { FigureTable } from '#viewer/figure/figure.ts';
import type { FlameValues } from './values.ts';

/** Rows of the table below a drawing. */
const ROWS = 200;

export interface FlameNumbers {
  tree: CallTree;
  change: FlameChange | undefined;
  /** What shares are of. */
  total: number;
  /** The node that is shown, with all below it. */
  at: number;
}

/** The frames of what is shown, those first that have the most of their own; of a difference what changed most. */
export function toFlameTable(numbers: FlameNumbers, values: FlameValues, texts: FlameTexts): FigureTable {
  const { total } = numbers;
  const { columns } = texts;
  const rows = toRows(numbers);
  const cellsOf = ({ flat, cum, before, after }: FlameRow): string[] =>
    before === undefined || after === undefined
      ? [values.own(flat), values.share(flat, total), values.own(cum), values.share(cum, total)]
      : [
          values.amount(before),
          values.amount(after),
          values.own(cum),
          values.share(cum, total),
          values.own(flat),
        ];
  return {
    columns: numbers.change
      ? [columns.frame, columns.before, columns.after, columns.change, columns.cumShare, columns.flatChange]
      : [columns.frame, columns.flat, columns.flatShare, columns.cum, columns.cumShare],
    rows: rows
      .slice(0, ROWS)
      .map((row) => ({ key: row.frame.name, label: row.frame.name, cells: cellsOf(row) })),
    all: rows.length,
  };
}

/** All frames of what is shown, the values as they are counted. */
export function toFlameCsv(numbers: FlameNumbers, texts: FlameTexts): string {
  const { columns } = texts;
  const rows = toRows(numbers);
  const places = rows.map(({ frame }) => [frame.name, frame.file, frame.line || undefined]);
  const head = [columns.frame, texts.place, texts.line];
  return numbers.change
    ? toCsv([
        [...head, columns.before, columns.after, columns.change, columns.flatChange],
        ...rows.map(({ before, after, cum, flat }, at) => [...places[at]!, before, after, cum, flat]),
      ])
    : toCsv([
        [...head, columns.flat, columns.cum],
        ...rows.map(({ flat, cum }, at) => [...places[at]!, flat, cum]),
      ]);
}

interface FlameRow extends TopRow {
  /** Of a difference: the frame's cum on its two sides. */
  before?: number | undefined;
  after?: number | undefined;
}

function toRows({ tree, change, at }: FlameNumbers): FlameRow[] {
  const nodes = toNodesBelow(tree, at);
  const rows: FlameRow[] = toTop(toPart(tree, nodes, tree.total));
  if (!change) return rows;
  const [before, after] = [change.before, change.after].map(
    (total) => new Map(toTop(toPart(tree, nodes, total)).map(({ frame, cum }) => [frame, cum])),
  );
  const known = new Set(rows.map(({ frame }) => frame));
  for (const side of [before, after]) {
    for (const frame of side!.keys()) {
      // What is as much as before is there too.
      if (known.has(frame)) continue;
      known.add(frame);
      rows.push({ frame, flat: 0, cum: 0 });
    }
  }
  return rows
    .map((row) => ({ ...row, before: before!.get(row.frame) ?? 0, after: after!.get(row.frame) ?? 0 }))
    .sort((a, b) => Math.abs(b.cum) - Math.abs(a.cum) || b.after - a.after);
}

/** A node and all below it, the callers before those that they call. */
function toNodesBelow({ parent }: CallTree, at: number): Uint32Array {
  const inside = new Uint8Array(parent.length);
  const nodes = new Uint32Array(parent.length);
  let count = 0;
  for (let node = at; node < parent.length; node++) {
    if (node !== at && (node === ROOT || inside[parent[node]!] === 0)) continue;
    inside[node] = 1;
    if (node !== ROOT) nodes[count++] = node;
  }
  return nodes.subarray(0, count);
}

/** The part of a tree with these nodes, by a column of totals. */
function toPart(tree: CallTree, nodes: Uint32Array, totals: Float64Array): CallTree {
  const becomes = new Uint32Array(tree.parent.length);
  const length = nodes.length + 1;
  const part = {
    frames: tree.frames,
    parent: new Uint32Array(length),
    frame: new Uint32Array(length),
    total: new Float64Array(length),
  };
  nodes.forEach((node, at) => {
    becomes[node] = at + 1;
    const parent = becomes[tree.parent[node]!]!;
    part.parent[at + 1] = parent;
    part.frame[at + 1] = tree.frame[node]!;
    part.total[at + 1] = totals[node]!;
    if (parent === ROOT) part.total[ROOT]! += totals[node]!;
  });
  return { ...part, self: toSelf(part.parent, part.total) };
}
