import { describe, expect, test } from 'vitest';
import { selectSeries } from '#model/recording/filter.ts';
import { type Grouping, toDefaultGrouping } from '#model/recording/grouping.ts';
import { toRows } from '#model/recording/rows.ts';
import type { Recording } from '#model/recording/recording.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const tree = `  PID PRIO    uCPU    sCPU      MEM COMM
    1   20    0.00    0.00        2 /sbin/init
   50   20    0.00    0.00        2 ├─ /usr/sbin/cron -f
   51   20    1.00    0.00        2 │  └─ sh -c job
   52   20    1.00    0.00        2 │     └─ sleep 1
   60   20    0.00    0.00        2 └─ /usr/bin/board_app
    2   20    0.00    0.00        0 [kthreadd]
   12   20    0.00    1.00        0 └─ [kworker/0:1]
`;
const rows: Row[] = [
  ['init', 1, 0, 0, 1024],
  ['cron', 50, 1, 0, 2048],
  ['sh', 51, 2, 1, 1024],
  ['board_app', 60, 20, 0, 4096],
  ['kworker/0:1', 12, 0, 1, 0],
];
const recording: Recording = {
  ...makeRecording([
    { time: START, rows },
    { time: START + 5, rows: [rows[0]!, rows[3]!] },
    { time: START + 10, rows: [...rows, ['sleep', 52, 4, 0, 512]] },
  ]),
  snapshots: [{ time: START, text: tree }],
};
const summed = (grouping: Grouping) =>
  toRows(recording, { grouping }).map(({ series, members }) => [
    series.key,
    members.map(({ name }) => name).join(),
  ]);

test('by parent: what a process has started is added to it, below the first process of the system', () => {
  expect(summed({ by: 'parent' })).toEqual([
    ['init-1', 'init'],
    ['parent:cron 50', 'cron,sh,sleep'],
    ['board_app-60', 'board_app'],
    ['kworker/0:1-12', 'kworker/0:1'],
  ]);
});

test('a sum is present where any of its processes is, and a gap where none is', () => {
  const cron = toRows(recording, { grouping: { by: 'parent' } })[1]!.series;
  expect([...cron.at]).toEqual([0, 2]);
  expect([...cron.userCpu]).toEqual([3, 7]);
  expect([...cron.memKb]).toEqual([3072, 3584]);
});

test('by a pattern: what its first brackets hold, or all that it finds; what it does not find stays', () => {
  expect(summed({ by: 'pattern', pattern: '^(s)' })).toContainEqual(['pattern:s', 'sh,sleep']);
  expect(summed({ by: 'pattern', pattern: 'r.n|h' })).toContainEqual(['cron-50', 'cron']);
  expect(summed({ by: 'pattern', pattern: '' })).toHaveLength(6);
  expect(summed({ by: 'pattern', pattern: '(' })).toHaveLength(6);
});

describe('what is chosen by hand', () => {
  const grouping: Grouping = { by: 'parent' };
  const shown = (spec: object) => selectSeries(recording, { grouping, ...spec }).shown.map(({ key }) => key);

  test('may be a sum', () => {
    expect(shown({ only: ['parent:cron 50'] })).toEqual(['parent:cron 50']);
    expect(shown({ hide: ['parent:cron 50'] })).toEqual(['board_app-60', 'init-1', 'kworker/0:1-12']);
  });

  test('or a process of one, which is then taken apart', () => {
    expect(shown({ only: ['sh-51'] })).toEqual(['sh-51']);
    expect(shown({ hide: ['sh-51'] })).toContain('cron-50');
    expect(shown({ hide: ['sh-51'] })).not.toContain('sh-51');
  });
});

test('by name where nothing is said and five processes or more have one name', () => {
  const crowd = (count: number): Recording =>
    makeRecording([
      { time: START, rows: Array.from({ length: count }, (_, pid): Row => ['sh', pid, 1, 0, 512]) },
    ]);
  expect(toDefaultGrouping(crowd(4))).toBe('pid');
  expect(toDefaultGrouping(crowd(5))).toBe('name');
  expect(toDefaultGrouping({ ...crowd(5), threadRows: true })).toBe('pid');
});
