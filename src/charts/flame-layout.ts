import { ROOT } from '#model/profile/call-tree.ts';
import { Column } from '#model/profile/columns.ts';
import type { FlameTree } from './flame-tree.ts';

/** What a box of a flame graph is: a frame, calls of one that are too narrow one by one, or callers left out. */
export const flameBoxes = { frame: 0, narrow: 1, callers: 2 } as const;

export interface FlameLayoutSpec {
  /** Pixels. */
  width: number;
  /** The node that fills the width; its callers stand before it, as wide. */
  at?: number | undefined;
  /** The outermost node that is drawn: the root, or the frame that a side of a sandwich grows from. */
  top?: number | undefined;
  /** Whether the row of `top` is left out. */
  isTopless?: boolean | undefined;
  /** Pixels: what is narrower is not laid out. */
  least?: number | undefined;
  /** How many rows at most. */
  rows?: number | undefined;
}

/** Boxes in rows, from the root on, each row from left to right. */
export interface FlameLayout {
  width: number;
  at: number;
  /** Where the boxes of each row begin, and one more. */
  rowStarts: Uint32Array;
  /** By box: a node; of narrow calls the one that makes them; of callers left out the innermost of them. */
  node: Uint32Array;
  /** One of `flameBoxes`. */
  box: Uint32Array;
  /** How many calls or callers stand in it; 0 for a frame. */
  hidden: Uint32Array;
  /** Pixels. */
  x: Float64Array;
  wide: Float64Array;
  /** Rows below the last one that is drawn. */
  rowsLeft: number;
}

/** Pixels: narrower is not seen. */
const LEAST = 0.5;
/** More would be a picture that no canvas holds. */
const ROWS = 200;
/** Rows of callers of the frame that fills the width. */
const CALLERS = 8;

/** Lays out what can be seen of a tree: row by row, so that no stack is too deep. */
export function layOutFlame(flame: FlameTree, spec: FlameLayoutSpec): FlameLayout {
  const { width, top = ROOT, at = top, isTopless = false, least = LEAST, rows = ROWS } = spec;
  const { size, rowsBelow } = flame;
  const columns = {
    node: new Column(Uint32Array),
    box: new Column(Uint32Array),
    hidden: new Column(Uint32Array),
    x: new Column(Float64Array),
    wide: new Column(Float64Array),
  };
  const rowStarts = new Column(Uint32Array);
  const add = (node: number, box: number, hidden: number, x: number, wide: number): void => {
    columns.node.push(node);
    columns.box.push(box);
    columns.hidden.push(hidden);
    columns.x.push(x);
    columns.wide.push(wide);
  };
  const addChildren = (node: number, from: number): void => {
    if (rowsBelow[node] === 0) return;
    const children = flame.childrenOf(node, least / scale);
    let x = from;
    for (const child of children) {
      const wide = size[child]! * scale;
      add(child, flameBoxes.frame, 0, x, wide);
      x += wide;
    }
    const narrow = flame.childCount(node) - children.length;
    const rest = from + (size[node]! - flame.own[node]!) * scale - x;
    if (narrow > 0 && rest >= least) add(node, flameBoxes.narrow, narrow, x, rest);
  };
  const endRow = (): void => rowStarts.push(columns.node.length);
  const scale = size[at]! > 0 ? width / size[at]! : 0;
  let rowsLeft = 0;
  rowStarts.push(0);
  if (scale > 0) {
    const { callers, leftOut } = toCallers(flame, at, top);
    for (const caller of callers) {
      if (!isTopless || caller !== top) {
        add(caller, flameBoxes.frame, 0, 0, width);
        endRow();
      }
      if (caller === top && leftOut.count > 0) {
        add(leftOut.innermost, flameBoxes.callers, leftOut.count, 0, width);
        endRow();
      }
    }
    let from = columns.node.length;
    if (isTopless && at === top) addChildren(at, 0);
    else add(at, flameBoxes.frame, 0, 0, width);
    while (from < columns.node.length) {
      endRow();
      const to = columns.node.length;
      const isLast = rowStarts.length > rows;
      for (let index = from; index < to; index++) {
        if (columns.box.at(index) !== flameBoxes.frame) continue;
        const node = columns.node.at(index);
        if (isLast) rowsLeft = Math.max(rowsLeft, rowsBelow[node]!);
        else addChildren(node, columns.x.at(index));
      }
      from = to;
    }
  }
  return {
    width,
    at,
    rowStarts: rowStarts.finish(),
    node: columns.node.finish(),
    box: columns.box.finish(),
    hidden: columns.hidden.finish(),
    x: columns.x.finish(),
    wide: columns.wide.finish(),
    rowsLeft,
  };
}

/** The callers of a node that have a row: the outermost, and the nearest; those between are counted. */
function toCallers(
  { tree: { parent } }: FlameTree,
  at: number,
  top: number,
): { callers: number[]; leftOut: { count: number; innermost: number } } {
  const nearest: number[] = [];
  const leftOut = { count: 0, innermost: top };
  if (at === top) return { callers: [], leftOut };
  for (let node = parent[at]!; node !== top && node !== ROOT; node = parent[node]!) {
    if (nearest.length < CALLERS) nearest.push(node);
    else if (leftOut.count++ === 0) leftOut.innermost = node;
  }
  return { callers: [top, ...nearest.reverse()], leftOut };
}

/** How many rows a layout has. */
export function countRows({ rowStarts }: FlameLayout): number {
  return rowStarts.length - 1;
}

/** The box at a place, in pixels from the left of a row counted from the root's; undefined where none is. */
export function findBox(layout: FlameLayout, row: number, x: number): number | undefined {
  if (row < 0 || row >= countRows(layout)) return undefined;
  let low = layout.rowStarts[row]!;
  let high = layout.rowStarts[row + 1]!;
  const start = low;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (layout.x[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  return index >= start && x < layout.x[index]! + layout.wide[index]! ? index : undefined;
}
