import { describe, expect, test } from 'vitest';
import { cpuSeconds, measuredSeconds } from '#model/recording/cpu-time.ts';
import { toLifeStrips } from '#model/recording/lifetimes.ts';
import { memoryChangeMib, toRangeNumbers } from '#model/recording/range-numbers.ts';
import { axisBounds, toTimeAxis } from '#model/recording/time-axis.ts';
import { toTableRows } from '#viewer/kinds/recording/table-rows.ts';
import { toUsageView, toUsageWindow } from '#viewer/kinds/recording/usage-view.ts';
import { recordingTexts } from '#texts/recording.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

/** Every five seconds, with a pause after the third sample; `a` is missing from the fifth. */
const times = [0, 5, 10, 100, 105, 110];
const recording = makeRecording(
  times.map((at, sample) => ({
    time: START + at,
    rows:
      sample === 4
        ? [['b', 2, 0, 0, 1]]
        : [
            ['a', 1, 100, 20, 1024 * (sample + 1)],
            ['b', 2, 0, 0, 1],
          ],
  })),
);
const axis = toTimeAxis(recording);
const [a] = recording.series;
const whole = axisBounds(axis);

describe('CPU time', () => {
  test.each([
    ['the whole: five samples, each of one interval', [0, 110], 30],
    ['the beginning: that of the first sample', [0, 0], 6],
    ['from just behind it', [0.001, 5], 6 - 0.0012],
    ['an interval', [5, 10], 6],
    ['parts of two', [4, 6], 2.4],
    ['the end of the pause: one interval before its sample', [10, 100], 6],
    ['a part of that', [96, 98], 2.4],
    ['the pause before: nothing was measured', [10, 95], undefined],
    ['where the process is missing', [100, 105], undefined],
    ['behind that', [105, 107.5], 3],
  ] as const)('of %s', (_, range, expected) => {
    if (expected === undefined) expect(cpuSeconds(a!, axis, range)).toBeUndefined();
    else expect(cpuSeconds(a!, axis, range)).toBeCloseTo(expected, 9);
  });

  test('of parts adds up to that of the whole, wherever it is cut', () => {
    const all = cpuSeconds(a!, axis, whole)!;
    for (const cut of [0.5, 5, 7.3, 10, 50, 95, 97, 100, 103, 109.9]) {
      const parts = [cpuSeconds(a!, axis, [0, cut]), cpuSeconds(a!, axis, [cut, 110])];
      expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBeCloseTo(all, 9);
    }
  });

  test.each(['elapsed', 'wall'] as const)('adds up where the clock was set back, by %s time', (mode) => {
    const stepped = makeRecording(
      [100, 105, 110, 40, 45].map((at) => ({ time: START + at, rows: [['a', 1, 50, 0, 1]] })),
    );
    const own = toTimeAxis(stepped, mode);
    const of = (from: number, to: number) => cpuSeconds(stepped.series[0]!, own, [from, to])!;
    expect(of(...axisBounds(own))).toBeCloseTo(5 * 2.5, 9);
    expect(of(0, 12) + of(12, 20)).toBeCloseTo(5 * 2.5, 9);
  });

  test('of the whole is one number in the table and in what is selected', () => {
    const view = toUsageView(recording, { group: 'pid' }, recordingTexts.en);
    const rows = toTableRows(view, toUsageWindow(view, whole), false);
    const inTable = rows.find(({ name }) => name === 'a')!.values.cpuSeconds;
    expect(inTable).toBeCloseTo(30, 9);
    expect(toRangeNumbers(axis, a!, whole).cpuSeconds).toBe(inTable);
  });

  test('is of so many seconds: a steady process has its percentage on average, pauses left out', () => {
    expect(measuredSeconds(axis, whole)).toBe(30);
    expect(measuredSeconds(axis, [2, 7])).toBe(5);
    expect(measuredSeconds(axis, [20, 90])).toBe(0);
    const { cpu } = toRangeNumbers(axis, a!, [0, 100]);
    expect(cpu).toBeCloseTo(120, 9);
    expect(toRangeNumbers(axis, a!, [20, 90])).toMatchObject({ cpu: undefined, cpuSeconds: undefined });
  });
});

test('memory changes from the first sample of the window to the last', () => {
  expect(memoryChangeMib(a!, [0, 6])).toBe(5);
  expect(memoryChangeMib(a!, [3, 5])).toBeUndefined();
});

test('strips end where a process is missing or the recorder paused', () => {
  expect(toLifeStrips(a!, axis).map(({ from, to }) => [from, to])).toEqual([
    [0, 0],
    [0, 5],
    [5, 10],
    [100, 100],
    [105, 110],
  ]);
});
