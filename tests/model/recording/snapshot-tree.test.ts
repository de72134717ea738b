import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSnapshotTree, walkTree } from '#model/recording/snapshot-tree.ts';

const SPLIT = `  PID PRIO    uCPU    sCPU      MEM COMM
    1   20    0.00    0.33        4 init
  654  -51   50.00    1.50      200 ├─ /usr/bin/board_app -x
  660  -51    3.10    0.00      200 │  ├> <worker>
    +   20    0.00    0.00      200 │  ├> 2*<board_app>: [661 662]
  700   20    0.10    0.00        1 │  └─ sh -c a  b
  701   20    0.00    0.00        1 │     └─ sleep 5
  800   20    0.00    0.00        0 └─ [kworker/0:1]
  900    0    1.00    2.00       10 other
`;

describe('a tree', () => {
  const tree = parseSnapshotTree(SPLIT);
  const flat = [...walkTree(tree.roots)];

  test('has its rows below each other as they are drawn', () => {
    expect(tree.split).toBe(true);
    expect(tree.rows).toBe(8);
    expect(tree.unread).toEqual([]);
    expect(tree.roots.map(({ name }) => name)).toEqual(['init', 'other']);
    const [init] = tree.roots;
    expect(init!.children.map(({ name }) => name)).toEqual(['/usr/bin/board_app -x', '[kworker/0:1]']);
    expect(init!.children[0]!.children.map(({ name }) => name)).toEqual([
      'worker',
      'board_app',
      'sh -c a  b',
    ]);
    expect(init!.children[0]!.children[2]!.children[0]!.name).toBe('sleep 5');
    expect(flat.map(({ row }) => row)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('has numbers, threads, groups of idle threads and kernel threads', () => {
    expect(flat[1]).toMatchObject({
      pid: 654,
      priority: -51,
      userCpu: 50,
      systemCpu: 1.5,
      mem: 200,
      kind: 'process',
    });
    expect(flat[2]).toMatchObject({ pid: 660, kind: 'thread', name: 'worker' });
    expect(flat[3]).toMatchObject({ pid: undefined, kind: 'threads', count: 2, ids: [661, 662] });
    expect(flat[6]).toMatchObject({ pid: 800, kind: 'kernel' });
  });
});

test('one CPU column, as topid prints without -detailcpu', () => {
  const tree = parseSnapshotTree('  PID PRIO     CPU      MEM COMM\n    1   20    0.33     4096 init\r\n');
  expect(tree.split).toBe(false);
  expect(tree.roots[0]).toMatchObject({ userCpu: 0.33, systemCpu: undefined, mem: 4096, name: 'init' });
});

test('names that look like something else stay names', () => {
  const text =
    '  PID PRIO     CPU      MEM COMM\n    1   20    0.00        1 <b>bold</b>\n    2   20    0.00        1 3*<x\n';
  const [bold, odd] = parseSnapshotTree(text).roots;
  expect(bold).toMatchObject({ kind: 'process', name: '<b>bold</b>' });
  expect(odd).toMatchObject({ kind: 'process', name: '3*<x' });
});

test('a text cut at its beginning hangs its rows as high as they can; lines that are no rows are kept', () => {
  const tree = parseSnapshotTree('  701   20    0.00    0.00        1 │     └─ sleep 5\ngarbage\n  7');
  expect(tree.roots).toHaveLength(1);
  expect(tree.unread).toEqual(['garbage', '  7']);
});

test('any text, and any cut of a good one, is read without an error and in bounds', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.nat(SPLIT.length), (noise, cut) => {
      for (const text of [noise, SPLIT.slice(0, cut), SPLIT.slice(cut), SPLIT.slice(0, cut) + noise]) {
        const tree = parseSnapshotTree(text);
        expect([...walkTree(tree.roots)]).toHaveLength(tree.rows);
        expect(tree.rows + tree.unread.length).toBeLessThanOrEqual(text.split('\n').length);
      }
    }),
  );
});

test('a tree as deep as anybody may write it does not overflow', () => {
  const lines = Array.from(
    { length: 3000 },
    (_, depth) => `    1   20    0.00        1 ${'   '.repeat(depth)}└─ x`,
  );
  const tree = parseSnapshotTree(lines.join('\n'));
  expect([...walkTree(tree.roots)]).toHaveLength(3000);
});
