import { expect, test } from 'vitest';
import { toShares } from '#model/recording/usage-share.ts';
import { toStackBands, totalsOf } from '#model/recording/stack.ts';
import { rankSeries, styleOf, styleOfRank, stylesOf } from '#model/recording/rank.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { OTHER_KEY, rowAt, sumSeries, valueAt } from '#model/recording/usage-sum.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const rows: Row[][] = [
  [
    ['a', 1, 10, 0, 1024],
    ['b', 2, 5, 5, 2048],
  ],
  [['a', 1, 20, 0, 1024]],
  [
    ['a', 1, 30, 0, 1024],
    ['b', 2, 1, 1, 4096],
  ],
];
const recording = makeRecording(rows.map((list, sample) => ({ time: START + sample * 5, rows: list })));
const axis = toTimeAxis(recording);
const all = Uint32Array.from([0, 1, 2]);

test('bands are steps over the interval before a sample, one on the other; what is missing leaves nothing', () => {
  const [a, b] = toStackBands(recording.series, 'cpu', axis, all, { from: -5, to: 10 });
  expect([...a!.x]).toEqual([-5, 0, 0, 5, 5, 10]);
  expect([...a!.y1]).toEqual([0, 0, 0, 0, 0, 0]);
  expect([...a!.y2]).toEqual([10, 10, 20, 20, 30, 30]);
  // NaN ends the band where b is missing.
  expect([...b!.x]).toEqual([-5, 0, 0, 5, 10]);
  expect([...b!.y1]).toEqual([10, 10, NaN, 30, 30]);
  expect([...b!.y2]).toEqual([20, 20, NaN, 32, 32]);
});

test('bands are cut at the window, and do not reach over a pause', () => {
  const paused = makeRecording(
    [0, 5, 10, 100, 105].map((time) => ({ time: START + time, rows: [['a', 1, 10, 0, 1]] as Row[] })),
  );
  const samples = Uint32Array.from([0, 1, 2, 3, 4]);
  const [band] = toStackBands(paused.series, 'cpu', toTimeAxis(paused), samples, { from: 2, to: 103 });
  expect([...band!.x]).toEqual([2, 5, 5, 10, 10, 95, 100, 100, 103]);
  expect(Number.isNaN(band!.y2[4])).toBe(true);
});

test('totals are of finite values, by sample', () => {
  expect([...totalsOf(recording.series, 'cpu', 3)]).toEqual([20, 20, 32]);
  const odd = makeRecording([
    {
      time: START,
      rows: [
        ['a', 1, NaN, 0, 1],
        ['b', 2, 3, 0, 1],
      ],
    },
  ]);
  expect([...totalsOf(odd.series, 'cpu', 1)]).toEqual([3]);
});

test('a sum is there where any of its members is, and never counts a gap as a sample', () => {
  const other = sumSeries(
    recording,
    recording.series.filter(({ name }) => name === 'b'),
  );
  expect(other.key).toBe(OTHER_KEY);
  expect([...other.at]).toEqual([0, 2]);
  expect([...other.memKb]).toEqual([2048, 4096]);
  const both = sumSeries(recording, recording.series);
  expect([...both.userCpu]).toEqual([15, 20, 31]);
  expect([...both.systemCpu]).toEqual([5, 0, 1]);
  expect(rowAt(other, 1)).toBeUndefined();
  expect(valueAt(other, 2, 'cpu')).toBe(2);
});

test('shares are of all samples of the window, so that they add up to the whole', () => {
  const shares = toShares(recording.series, 'cpu', axis, { from: 0, to: 10 });
  expect(shares.map(({ series, mean }) => [series.name, mean])).toEqual([
    ['a', 20],
    ['b', 4],
  ]);
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  expect(toShares(recording.series, 'memory', axis, { from: 5, to: 5 }).map(({ mean }) => mean)).toEqual([
    1, 0,
  ]);
  expect(toShares(recording.series, 'cpu', axis, { from: 6, to: 7 }).map(({ share }) => share)).toEqual([
    0, 0,
  ]);
});

test('rank and style come from the whole recording; forty processes are told apart', () => {
  const many = makeRecording([
    { time: START, rows: Array.from({ length: 45 }, (_, index): Row => ['p', index, index, 0, 1024]) },
  ]);
  expect(rankSeries(many).get('p-44')).toBe(0);
  expect(styleOf(many, many.series[44]!)).toEqual({ color: 0, dash: 0 });
  const styles = Array.from({ length: 40 }, (_, rank) => JSON.stringify(styleOfRank(rank)));
  expect(new Set(styles).size).toBe(40);
  // The same recording read again, its processes in another order of appearance.
  const again = makeRecording([
    {
      time: START,
      rows: Array.from({ length: 45 }, (_, index): Row => ['p', 44 - index, 44 - index, 0, 1024]),
    },
  ]);
  for (const series of again.series) {
    const same = many.series.find(({ key }) => key === series.key)!;
    expect(styleOf(again, series)).toEqual(styleOf(many, same));
  }
});

test('what is shown at once has colours of its own as far as there are some, and shares those of the smallest', () => {
  const many = makeRecording([
    { time: START, rows: Array.from({ length: 45 }, (_, index): Row => ['p', index, 100 - index, 0, 1024]) },
  ]);
  const look = (...ranks: number[]): string[] => {
    const shown = ranks.map((rank) => many.series[rank]!);
    return stylesOf(many, shown).map(({ color, dash }) => `${color},${dash}`);
  };
  // Each its own, in whatever order, and with a dash where it has one.
  expect(look(3, 0, 14)).toEqual(['3,0', '0,0', '4,1']);
  // The tenth after one has its colour, and takes one that is free.
  expect(look(10, 0)).toEqual(['1,0', '0,0']);
  const ten = look(0, 1, 2, 3, 4, 5, 6, 7, 10, 11);
  expect(new Set(ten.map((style) => style.split(',')[0])).size).toBe(10);
  expect(ten.slice(0, 8)).toEqual(['0,0', '1,0', '2,0', '3,0', '4,0', '5,0', '6,0', '7,0']);
  // Thirteen of ten colours: the last three go with the smallest of the others, told apart by dashes.
  const thirteen = look(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  expect(thirteen.slice(10)).toEqual(['9,1', '8,1', '7,1']);
  expect(new Set(look(...Array(40).keys())).size).toBe(40);
});

test('memory of threads is no sum', () => {
  const recording = makeRecording([
    {
      time: 1,
      rows: [
        ['app', 1, 1, 0, 500],
        ['app', 2, 2, 1, 500],
        ['app', 3, 4, 0, 500],
      ],
    },
  ]);
  expect(sumSeries(recording, recording.series).memKb).toEqual(Float64Array.of(1500));
  const sum = sumSeries({ ...recording, threadRows: true }, recording.series);
  expect([sum.memKb, sum.userCpu[0]]).toEqual([Float64Array.of(NaN), 7]);
});

test('a sum of few rows among many samples has those samples alone, as one of many has', () => {
  const samples = Array.from({ length: 200 }, (_, at) => ({
    time: START + at,
    rows: [
      ['all', 1, at, 0, 1],
      ...(at === 7 || at === 150 ? [['a', 2, 1, 2, 10]] : []),
      ...(at === 7 || at === 9 ? [['b', 3, 4, 8, 20]] : []),
    ] as Row[],
  }));
  const recording = makeRecording(samples);
  const few = sumSeries(recording, recording.series.slice(1));
  expect([...few.at]).toEqual([7, 9, 150]);
  expect([[...few.userCpu], [...few.systemCpu], [...few.memKb]]).toEqual([
    [5, 4, 1],
    [10, 8, 2],
    [30, 20, 10],
  ]);
  const all = sumSeries(recording, recording.series);
  expect(all.at).toHaveLength(200);
  expect([6, 7, 8, 9, 150].map((at) => all.userCpu[at])).toEqual([6, 12, 8, 13, 151]);
});
