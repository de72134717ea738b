import { expect, test } from 'vitest';
import { parseSnapshotTree } from '#model/recording/snapshot-tree.ts';
import { toTreeRows } from '#viewer/kinds/recording/tree-rows.ts';

const { roots } = parseSnapshotTree(`  PID PRIO     CPU      MEM COMM
    1   20    0.00        4 init
  654   20    0.00        4 ├─ board_app
  660   20    0.00        4 │  ├> <worker>
    +   20    0.00        4 │  └> 2*<idle>: [661 662]
  700   20    0.00        4 └─ sh
    2   20    0.00        4 other
`);
const seen = (folded: number[], search = ''): string[] =>
  toTreeRows(roots, new Set(folded), search).map(
    ({ node, level, expanded }) => `${level} ${node.name} ${expanded ?? '·'}`,
  );

test('all rows, each with its level; leaves do not unfold', () => {
  expect(seen([])).toEqual([
    '1 init true',
    '2 board_app true',
    '3 worker ·',
    '3 idle ·',
    '2 sh ·',
    '1 other ·',
  ]);
});

test('what is folded hides what is below', () => {
  expect(seen([1])).toEqual(['1 init true', '2 board_app false', '2 sh ·', '1 other ·']);
  expect(seen([0, 1])).toEqual(['1 init false', '1 other ·']);
});

test('a search finds names, pids and the ids of a group, unfolded down to them', () => {
  expect(seen([0, 1], 'WORK')).toEqual(['1 init true', '2 board_app true', '3 worker ·']);
  expect(seen([0, 1], '662')).toEqual(['1 init true', '2 board_app true', '3 idle ·']);
  expect(seen([], 'nothing')).toEqual([]);
  const [init, app] = toTreeRows(roots, new Set(), '654');
  expect([init!.found, app!.found]).toEqual([false, true]);
});

test('places among siblings are those seen', () => {
  const rows = toTreeRows(roots, new Set(), '700');
  expect(rows.map(({ position, siblings }) => [position, siblings])).toEqual([
    [1, 1],
    [1, 1],
  ]);
});
