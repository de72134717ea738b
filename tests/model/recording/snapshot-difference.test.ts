import { expect, test } from 'vitest';
import { toSnapshotDifference } from '#model/recording/snapshot-difference.ts';
import { parseSnapshotTree } from '#model/recording/snapshot-tree.ts';

const head = '  PID PRIO    uCPU    sCPU      MEM COMM';
const before = parseSnapshotTree(
  [
    head,
    '    1   20    1.00    0.50       10 init',
    '  654  -51   50.00    1.50      200 ├─ board_app',
    '    +   20    0.00    0.00      200 │  └> 2*<idle>: [661 662]',
    '  700   20    0.00    0.00        5 └─ sh',
  ].join('\n'),
);
const now = parseSnapshotTree(
  [
    head,
    '    1   20    1.00    1.00       10 init',
    '  654  -51   20.00    1.50      260 ├─ board_app',
    '  700   20    0.00    0.00        5 └─ other',
  ].join('\n'),
);

test('rows differ by pid and name: what changed, what is new, and what has gone', () => {
  const { rows, gone } = toSnapshotDifference(before, now);
  expect([...rows]).toEqual([
    [0, { cpu: 0.5, mem: 0 }],
    [1, { cpu: -30, mem: 60 }],
    [2, 'new'],
  ]);
  expect(gone.map(({ pid, name }) => [pid, name])).toEqual([[700, 'sh']]);
});
