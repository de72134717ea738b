import { expect, test } from 'vitest';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';
import { sumRangeNumbers, toRangeNumbers } from '#model/recording/range-numbers.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';

/** At 0, 10, 20, 30 and, after a pause, 130 seconds. */
const recording = makeRecording(
  [0, 10, 20, 30, 130].map((time, sample) => ({
    time: START + time,
    rows: [
      ['app', 1, sample === 0 ? 0 : 40, 10, 1000 + sample * 100],
      ...(sample === 2 ? [['brief', 2, 100, 0, 500] as Row] : []),
    ],
  })),
);
const axis = toTimeAxis(recording, 'elapsed');
const [app, brief] = ['app', 'brief'].map((name) => recording.series.find((one) => one.name === name)!);

test('CPU seconds are those of the intervals before samples, as far as they lie within', () => {
  // Half of the interval of the second sample, all of the third, half of the fourth: 20 s of 50 %.
  const numbers = toRangeNumbers(axis, app!, [5, 25]);
  expect(numbers.cpuSeconds).toBeCloseTo(10, 9);
  expect(numbers.cpu).toBeCloseTo(50, 9);
});

test('a pause of the recorder counts one usual interval, and so does the first sample', () => {
  expect(toRangeNumbers(axis, app!, [30, 130]).cpuSeconds).toBeCloseTo(5, 9);
  // 10 % of ten seconds, then 50 % of half a second.
  expect(toRangeNumbers(axis, app!, [0, 0.5]).cpuSeconds).toBeCloseTo(1.25, 9);
});

test('memory is that of the first and the last sample within, of those that were there', () => {
  expect(toRangeNumbers(axis, app!, [5, 35])).toMatchObject({ memFirst: 1100, memLast: 1300 });
  expect(toRangeNumbers(axis, brief!, [0, 30])).toMatchObject({ memFirst: 500, memLast: 500 });
  expect(toRangeNumbers(axis, app!, [11, 19])).toMatchObject({ memFirst: undefined, memLast: undefined });
});

test('the whole is the sum; memory of threads is none', () => {
  const all = sumRangeNumbers(recording, axis, [app!, brief!], [10, 20]);
  expect(all.cpuSeconds).toBeCloseTo(15, 9);
  expect(all).toMatchObject({ memFirst: 1100, memLast: 1700 });
  const threads = sumRangeNumbers({ threadRows: true }, axis, [app!], [10, 20]);
  expect(threads).toMatchObject({ memFirst: undefined, memLast: undefined });
});
