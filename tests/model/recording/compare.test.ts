import { describe, expect, test } from 'vitest';
import {
  compareUsage,
  toDifference,
  toNamedRows,
  joinAxes,
  shiftAxis,
  sumByName,
  toShift,
  type CompareSide,
} from '#model/recording/compare.ts';
import type { Recording } from '#model/recording/recording.ts';
import type { Growth } from '#model/recording/growth.ts';
import { median, robustSlope } from '#model/recording/slope.ts';
import { parseExpression } from '#model/recording/expression.ts';
import type { Grouping } from '#model/recording/grouping.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { makeRandom, makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

function build(start: number, samples: Row[][], clock: Recording['clock'] = 'unix'): Recording {
  return makeRecording(
    samples.map((rows, sample) => ({ time: start + sample * 10, rows })),
    { clock },
  );
}

function sides(a: Recording, b: Recording, shift = 0): [CompareSide, CompareSide] {
  const axis = toTimeAxis(a, 'elapsed');
  return [
    { recording: a, axis },
    { recording: b, axis: shiftAxis(axis, toTimeAxis(b, 'elapsed'), shift) },
  ];
}

const before = build(START, [
  [
    ['app', 10, 20, 10, 1024],
    ['log', 11, 5, 0, 1024],
    ['gone', 12, 1, 0, 1024],
  ],
  [
    ['app', 10, 40, 10, 3072],
    ['log', 11, 5, 0, 1024],
  ],
]);
const after = build(START + 1000, [
  [
    ['app', 77, 10, 0, 1024],
    ['app', 78, 10, 0, 1024],
    ['log', 79, 5, 0, 1024],
  ],
  [
    ['app', 77, 10, 0, 2048],
    ['log', 79, 6, 0, 1024],
    ['new', 80, 2, 0, 1024],
  ],
]);

describe('name by name', () => {
  test('processes of one name are summed, whatever their pids', () => {
    expect([...sumByName(after).keys()]).toEqual(['app', 'log', 'new']);
    expect([...sumByName(after).get('app')!.userCpu]).toEqual([20, 10]);
    expect(sumByName(before).get('app')).toBe(before.series[0]);
  });

  test('average, maximum, difference and ratio, the largest change first', () => {
    const [a, b] = sides(before, after);
    const rows = compareUsage(a, b, 'cpu', [0, 10]);
    expect(rows.map(({ name, difference }) => [name, difference])).toEqual([
      ['app', -25],
      ['new', 2],
      ['gone', -1],
      ['log', 0.5],
    ]);
    expect(rows[0]).toMatchObject({ a: { avg: 40, max: 50 }, b: { avg: 15, max: 20 }, ratio: 0.375 });
    expect(rows[1]).toMatchObject({ a: undefined, ratio: undefined });
    expect(rows[2]).toMatchObject({ b: undefined, ratio: undefined });
  });

  test('memory in MiB, and only what is in the window', () => {
    const [a, b] = sides(before, after);
    const rows = compareUsage(a, b, 'memory', [10, 10]);
    expect(rows.find(({ name }) => name === 'app')).toMatchObject({
      a: { avg: 3 },
      b: { avg: 2 },
      difference: -1,
    });
    expect(rows.some(({ name }) => name === 'gone')).toBe(false);
  });

  test('a recording with itself differs in nothing', () => {
    const [a, b] = sides(before, before);
    for (const row of compareUsage(a, b, 'cpu', [0, 10])) {
      expect(row.difference).toBe(0);
      expect(row.ratio).toBe(1);
    }
  });
});

describe('alignment', () => {
  test('by start, by the clock, or by a moment', () => {
    expect(toShift(before, after, { align: 'start' })).toBe(0);
    expect(toShift(before, after, { align: 'clock' })).toBe(1000);
    expect(toShift(before, after, { align: 'moment', shiftSeconds: -12.5 })).toBe(-12.5);
    expect(toShift(before, { ...after, clock: 'none' }, { align: 'clock' })).toBeUndefined();
  });

  test('moves B to A’s positions, and makes room for both', () => {
    const a = toTimeAxis(before, 'elapsed');
    const later = shiftAxis(a, toTimeAxis(after, 'elapsed'), 1000);
    expect([...later.positions]).toEqual([1000, 1010]);
    const joined = joinAxes(a, later);
    expect(joined.bounds).toEqual([0, 1010]);
    expect([...joined.positions]).toEqual([0, 10, 1000, 1010]);
    const earlier = shiftAxis(a, toTimeAxis(after, 'elapsed'), -30);
    expect(joinAxes(a, earlier).bounds).toEqual([-30, 10]);
    expect([...joinAxes(a, earlier).positions]).toEqual([0, 10]);
  });
});

describe('growth', () => {
  const xs = Array.from({ length: 500 }, (_, index) => index / 10);

  test('is the slope of a straight line, an hour', () => {
    expect(robustSlope([0, 1, 2], [5, 7, 9])).toBe(2);
    const leak = build(
      START,
      Array.from({ length: 40 }, (_, sample): Row[] => [['leak', 1, 0, 0, 1024 + sample * 512]]),
    );
    const [a, b] = sides(leak, leak);
    // Half a MiB every ten seconds.
    const growth = compareUsage(a, b, 'memory', [0, 390])[0]!.a!.growth as Growth;
    expect(growth.perHour).toBeCloseTo(180);
  });

  test('is not bent by peaks, where a line of least squares would be', () => {
    const random = makeRandom(5);
    const ys = xs.map((x, index) => x * 3 + random() + (index % 25 === 0 ? 5000 : 0));
    expect(robustSlope(xs, ys)).toBeCloseTo(3, 1);
  });

  test('is not told of too little', () => {
    expect(robustSlope([], [])).toBeUndefined();
    expect(robustSlope([1, 2], [1, 2])).toBeUndefined();
    expect(robustSlope([1, 1, 1], [1, 2, 3])).toBeUndefined();
    expect(robustSlope([0, 1, 2, 3], [1, NaN, Infinity, 2])).toBeUndefined();
  });

  test('medians', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

describe('rows by name', () => {
  const run = (pid: number, rows: Row[]) => makeRecording([{ time: START, rows: rows.map(([name, , ...rest], at) => [name, pid + at, ...rest] as Row) }]); // prettier-ignore
  const a = run(10, [['app', 0, 20, 0, 1024], ['worker-1', 0, 1, 0, 512], ['log', 0, 1, 0, 512]]); // prettier-ignore
  const b = run(90, [['app', 0, 1, 0, 1024], ['worker-2', 0, 9, 0, 512], ['worker-3', 0, 9, 0, 512]]); // prettier-ignore
  const names = (where: string, grouping: Grouping = { by: 'pid' }) =>
    toNamedRows([a, b], { grouping, where: where === '' ? undefined : parseExpression(where) }).map((rows) =>
      [...rows.keys()].join(),
    );

  test('are those that fit in either, by name or as a pattern adds them up', () => {
    expect(names('')).toEqual(['app,worker-1,log', 'app,worker-2,worker-3']);
    expect(names('-worker')).toEqual(['app,log', 'app']);
    expect(names('cpu>5')).toEqual(['app', 'app,worker-2,worker-3']);
    const pattern: Grouping = { by: 'pattern', pattern: '^(worker)' };
    expect(names('', pattern)).toEqual(['app,worker,log', 'app,worker']);
    expect(names('cpu>10 work', pattern)).toEqual(['worker', 'worker']);
  });
});

test('a difference is B less A at A’s samples where B has one; who is missing counts as 0', () => {
  const at = (sample: number, rows: Row[]) => ({ time: START + sample * 5, rows });
  const idle: Row = ['idle', 9, 0, 0, 0];
  const a = makeRecording([at(0, [['app', 1, 10, 1, 1024]]), at(1, [idle]), at(2, [idle]), at(3, [idle])]);
  const b = makeRecording([at(0, [['app', 5, 4, 0, 3072]]), at(1, [['app', 5, 6, 0, 1024]]), at(2, [idle])]);
  const axis = toTimeAxis(a, 'elapsed');
  const sides = [{ recording: a, axis }, { recording: b, axis: shiftAxis(axis, toTimeAxis(b, 'elapsed'), 0) }] as const; // prettier-ignore
  const difference = toDifference(...sides, [a.series[0], b.series[0]], '*x*');
  expect([...difference.at]).toEqual([0, 1]);
  expect([...difference.userCpu]).toEqual([-7, 6]);
  expect([...difference.memKb]).toEqual([2048, 1024]);
});
