import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countRows, findBox, flameBoxes, type FlameLayout, layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree, toFlameTree } from '#charts/flame-tree.ts';
import { type CallTree, ROOT, sumUp } from '#model/profile/call-tree.ts';

interface MadeNode {
  /** Which of the nodes before it calls it, as a part of them. */
  caller: number;
  frame: number;
  value: number;
}

const madeNodes: fc.Arbitrary<MadeNode[]> = fc.array(
  fc.record({
    // Evenly: a drawn fraction would nearly always be next to 0.
    caller: fc.integer({ min: 0, max: 9999 }).map((part) => part / 10_000),
    frame: fc.nat(12),
    value: fc.integer({ min: -20, max: 400 }),
  }),
  { maxLength: 120, size: 'max' },
);

function makeTree(nodes: readonly MadeNode[]): CallTree {
  const parent = Uint32Array.of(ROOT, ...nodes.map(({ caller }, at) => Math.floor(caller * (at + 1))));
  const frame = Uint32Array.of(0, ...nodes.map((node) => node.frame));
  const self = Float64Array.of(0, ...nodes.map(({ value }) => value));
  const frames = Array.from({ length: 13 }, (_, at) => ({
    name: `f${String.fromCharCode(110 - at)}`,
    file: '',
    line: 0,
  }));
  return { frames, parent, frame, self, total: sumUp(parent, self) };
}

/** A chain of frames, each the only call of the one before. */
function makeChain(length: number): CallTree {
  const parent = Uint32Array.from({ length: length + 1 }, (_, node) => Math.max(0, node - 1));
  const self = new Float64Array(length + 1);
  self[length] = 1;
  const frame = new Uint32Array(length + 1);
  return { frames: [{ name: 'f', file: '', line: 0 }], parent, frame, self, total: sumUp(parent, self) };
}

test('a tree is made ready once, and anew for another difference of it', () => {
  const tree = makeChain(3);
  const flame = toFlameTree(tree);
  expect(toFlameTree(tree)).toBe(flame);
  const change = { before: tree.total, after: tree.total.map((value) => 3 * value) };
  const different = toFlameTree(tree, change);
  expect(different.size[ROOT]).toBe(4);
  // Who draws it puts the two sides together anew each time.
  expect(toFlameTree(tree, { ...change })).toBe(different);
  expect(toFlameTree(tree, { ...change, after: tree.total }).size[ROOT]).toBe(2);
  expect(toFlameTree(makeChain(3))).not.toBe(flame);
});

/** Boxes of a layout by row: node, from where to where. */
function toBoxes(layout: FlameLayout): [node: number, box: number, x: number, end: number][][] {
  return Array.from({ length: countRows(layout) }, (_, row) => {
    const boxes: [number, number, number, number][] = [];
    for (let at = layout.rowStarts[row]!; at < layout.rowStarts[row + 1]!; at++) {
      boxes.push([layout.node[at]!, layout.box[at]!, layout.x[at]!, layout.x[at]! + layout.wide[at]!]);
    }
    return boxes;
  });
}

/** The same with every child looked at, and every size added up anew. */
function layOutNaively(tree: CallTree, at: number, width: number, least: number) {
  const childrenOf = (node: number): number[] =>
    [...tree.parent.keys()].filter((child) => child !== ROOT && tree.parent[child] === node);
  const sizeOf = (node: number): number =>
    Math.abs(tree.self[node]!) + childrenOf(node).reduce((sum, child) => sum + sizeOf(child), 0);
  const nameOf = (node: number): string => tree.frames[tree.frame[node]!]!.name;
  const scale = width / sizeOf(at);
  const rows: [number, number, number, number][][] = [];
  for (let node = at; node !== ROOT; node = tree.parent[node]!) {
    rows.unshift([[tree.parent[node]!, flameBoxes.frame, 0, width]]);
  }
  const first = rows.length;
  const place = (node: number, x: number, row: number): void => {
    (rows[first + row] ??= []).push([node, flameBoxes.frame, x, x + sizeOf(node) * scale]);
    const children = childrenOf(node).sort(
      (a, b) => sizeOf(b) - sizeOf(a) || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b),
    );
    let end = x;
    const wide = children.filter((child) => sizeOf(child) * scale >= least);
    for (const child of wide) {
      place(child, end, row + 1);
      end += sizeOf(child) * scale;
    }
    const rest = children.filter((child) => !wide.includes(child));
    const restWide = rest.reduce((sum, child) => sum + sizeOf(child), 0) * scale;
    if (restWide >= least)
      (rows[first + row + 1] ??= []).push([node, flameBoxes.narrow, end, end + restWide]);
  };
  place(at, 0, 0);
  for (const row of rows) row.sort((a, b) => a[2] - b[2]);
  return rows;
}

const round = (rows: readonly (readonly number[])[][]): number[][][] =>
  rows.map((row) => row.map((box) => box.map((number) => Math.round(number * 1000) / 1000)));

describe('a layout', () => {
  test('is that of a naive one, whichever node fills the width', () => {
    fc.assert(
      fc.property(madeNodes, fc.nat(), fc.constantFrom(0.5, 3, 20), (nodes, pick, least) => {
        const tree = makeTree(nodes);
        const flame = new FlameTree(tree);
        const at = pick % tree.parent.length;
        const width = 300;
        // Up to eight callers have a row.
        fc.pre(flame.size[at]! > 0 && flame.nodesTo(at).length <= 8);
        const layout = layOutFlame(flame, { width, at, least });
        expect(round(toBoxes(layout))).toEqual(round(layOutNaively(tree, at, width, least)));
      }),
    );
  });

  test('is the same whatever was looked at before', () => {
    fc.assert(
      fc.property(madeNodes, fc.array(fc.nat(), { maxLength: 6 }), (nodes, picks) => {
        const tree = makeTree(nodes);
        const used = new FlameTree(tree);
        for (const pick of picks) {
          const spec = { width: 200, at: pick % tree.parent.length, least: 1 + (pick % 30) };
          expect(layOutFlame(used, spec)).toEqual(layOutFlame(new FlameTree(tree), spec));
        }
      }),
    );
  });

  test('of a node with very many children puts in order what is seen, and more as one comes nearer', () => {
    const count = 5000;
    const values = Array.from({ length: count }, (_, at) => 1 + ((at * 7919) % count));
    const tree = makeTree(values.map((value, at) => ({ caller: 0, frame: at % 13, value })));
    const flame = new FlameTree(tree);
    const expected = values.toSorted((a, b) => b - a);
    for (const least of [4990, 4000, 100, 0]) {
      const sizes = [...flame.childrenOf(ROOT, least)].map((node) => flame.size[node]);
      expect(sizes).toEqual(expected.filter((value) => value >= least));
    }
  });

  test('counts what is too narrow, in one box beside the others', () => {
    const tree = makeTree([
      { caller: 0, frame: 0, value: 1000 },
      { caller: 0, frame: 1, value: 1 },
      { caller: 0, frame: 2, value: 2 },
    ]);
    const layout = layOutFlame(new FlameTree(tree), { width: 500, least: 1.2 });
    const last = layout.node.length - 1;
    expect([layout.box[last], layout.node[last], layout.hidden[last]]).toEqual([flameBoxes.narrow, ROOT, 2]);
    expect(layout.wide[last]).toBeCloseTo((3 / 1003) * 500);
  });

  test('is wide by what grew and what shrank, so that neither hides the other', () => {
    const tree = makeTree([
      { caller: 0, frame: 0, value: 30 },
      { caller: 0, frame: 1, value: -30 },
    ]);
    expect(tree.total[ROOT]).toBe(0);
    expect(
      toBoxes(layOutFlame(new FlameTree(tree), { width: 100 }))[1]!.map(([, , x, end]) => [x, end]),
    ).toEqual([
      [0, 50],
      [50, 100],
    ]);
    // Of a difference by what there was before and after: 40 and 10 beside 25 and 25.
    const change = { before: Float64Array.of(65, 40, 25), after: Float64Array.of(35, 10, 25) };
    const flame = new FlameTree(
      makeTree([
        { caller: 0, frame: 0, value: -30 },
        { caller: 0, frame: 1, value: 0 },
      ]),
      change,
    );
    expect([...flame.size]).toEqual([100, 50, 50]);
  });

  test('of nothing has no rows', () => {
    for (const nodes of [[], [{ caller: 0, frame: 0, value: 0 }]]) {
      const layout = layOutFlame(new FlameTree(makeTree(nodes)), { width: 100 });
      expect([countRows(layout), layout.node.length, layout.rowsLeft]).toEqual([0, 0, 0]);
    }
  });

  test('of one node is two rows', () => {
    const layout = layOutFlame(new FlameTree(makeTree([{ caller: 0, frame: 3, value: 5 }])), { width: 100 });
    expect(toBoxes(layout)).toEqual([[[ROOT, 0, 0, 100]], [[1, 0, 0, 100]]]);
  });
});

describe('a million frames deep', () => {
  const depth = 1_000_000;
  const flame = new FlameTree(makeChain(depth));

  test('so many rows are laid out, and the others counted', () => {
    const layout = layOutFlame(flame, { width: 100, rows: 200 });
    expect(countRows(layout)).toBe(200);
    expect(layout.rowsLeft).toBe(depth + 1 - 200);
  });

  test('from the middle on the nearest callers have a row, and one says how many are between', () => {
    const at = 500_000;
    const layout = layOutFlame(flame, { width: 100, at, rows: 50 });
    const rows = toBoxes(layout).map(([box]) => box!);
    expect(rows[0]!.slice(0, 2)).toEqual([ROOT, flameBoxes.frame]);
    expect(rows[1]!.slice(0, 2)).toEqual([at - 9, flameBoxes.callers]);
    expect(layout.hidden[1]).toBe(at - 9);
    expect(rows.slice(2, 11).map(([node]) => node)).toEqual(
      Array.from({ length: 9 }, (_, row) => at - 8 + row),
    );
  });

  test('its end is found by its path, and its path by its end', () => {
    const path = flame.toPath(depth);
    expect(path).toHaveLength(depth);
    expect(flame.findPath(path)).toBe(depth);
    expect(layOutFlame(flame, { width: 100, at: depth }).rowsLeft).toBe(0);
  });
});

describe('a side of a sandwich', () => {
  const tree = makeTree([
    { caller: 0, frame: 0, value: 0 },
    { caller: 0.5, frame: 1, value: 6 },
    { caller: 0.34, frame: 2, value: 3 },
    { caller: 0.5, frame: 3, value: 1 },
  ]);
  const flame = new FlameTree(tree);

  test('has no row of the frame that it grows from', () => {
    expect([...tree.parent]).toEqual([0, 0, 1, 1, 2]);
    const whole = layOutFlame(flame, { width: 100, top: 1, isTopless: true });
    expect(toBoxes(whole).map((row) => row.map(([node]) => node))).toEqual([[2, 3], [4]]);
    const zoomed = layOutFlame(flame, { width: 100, at: 4, top: 1, isTopless: true });
    expect(toBoxes(zoomed).map((row) => row.map(([node]) => node))).toEqual([[2], [4]]);
  });
});

test('the box at a place is the one that covers it', () => {
  fc.assert(
    fc.property(
      madeNodes,
      fc.integer({ min: 0, max: 2999 }).map((tenths) => tenths / 10),
      (nodes, x) => {
        const layout = layOutFlame(new FlameTree(makeTree(nodes)), { width: 300 });
        toBoxes(layout).forEach((row, at) => {
          const naive = row.findIndex(([, , from, to]) => x >= from && x < to);
          expect(findBox(layout, at, x)).toBe(naive < 0 ? undefined : layout.rowStarts[at]! + naive);
        });
        expect(findBox(layout, -1, x)).toBeUndefined();
        expect(findBox(layout, countRows(layout), x)).toBeUndefined();
      },
    ),
  );
});

test('a path is followed as far as the tree has it', () => {
  const flame = new FlameTree(
    makeTree([
      { caller: 0, frame: 0, value: 1 },
      { caller: 0.5, frame: 1, value: 1 },
    ]),
  );
  const [a, b] = flame.tree.frames.map(({ name }) => name);
  expect(flame.findPath([a!, b!])).toBe(2);
  expect(flame.findPath([a!, 'gone', b!])).toBe(1);
  expect(flame.findPath(['gone'])).toBe(ROOT);
  expect(flame.findPath([])).toBe(ROOT);
  expect(flame.toPath(2)).toEqual([a, b]);
});
