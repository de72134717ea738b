import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFacts } from '#charts/examples/make-recording.ts';
import { RecordingBuilder } from '#model/recording/recording-builder.ts';

test('rows come out by series, whatever the order they came in', () => {
  const row = fc.record({
    name: fc.constantFrom('a', 'b', 'c', '[d]'),
    pid: fc.integer({ min: 0, max: 3 }),
    cpu: fc.float(),
    mem: fc.nat(),
  });
  fc.assert(
    fc.property(
      fc.array(fc.uniqueArray(row, { selector: ({ name, pid }) => `${name} ${pid}` }), { maxLength: 30 }),
      (samples) => {
        const builder = new RecordingBuilder();
        samples.forEach((rows, at) => {
          builder.startSample(at * 10);
          for (const { name, pid, cpu, mem } of rows)
            builder.addRow(builder.seriesOf(name, pid), cpu, -cpu, mem);
        });
        const recording = builder.finish(makeFacts());
        expect([...recording.times]).toEqual(samples.map((_, at) => at * 10));
        const found = recording.series.flatMap(({ name, pid, at, userCpu, systemCpu, memKb }) =>
          [...at].map((sample, index) => [sample, name, pid, userCpu[index], systemCpu[index], memKb[index]]),
        );
        const expected = samples.flatMap((rows, at) =>
          rows.map(({ name, pid, cpu, mem }) => [at, name, pid, cpu, -cpu, mem]),
        );
        const sort = (rows: unknown[][]) => rows.map((each) => each.map(String).join('|')).sort();
        expect(sort(found)).toEqual(sort(expected));
        expect(recording.rows).toBe(expected.length);
        const first = recording.series.map(({ at }) => at[0]!);
        expect(first.toSorted((a, b) => a - b)).toEqual(first);
      },
    ),
  );
});

test('a sample that is undone leaves nothing behind', () => {
  const builder = new RecordingBuilder();
  builder.startSample(1);
  builder.addRow(builder.seriesOf('a', 1), 1, 0, 0);
  builder.startSample(NaN);
  builder.addRow(builder.seriesOf('a', 1), 2, 0, 0);
  builder.addRow(builder.seriesOf('gone', 2), 2, 0, 0);
  builder.undoSample();
  builder.startSample(3);
  builder.addRow(builder.seriesOf('a', 1), 3, 0, 0);
  const recording = builder.finish(makeFacts());
  expect([...recording.times]).toEqual([1, 3]);
  expect(recording.series.map(({ key, at, userCpu }) => [key, [...at], [...userCpu]])).toEqual([
    ['a-1', [0, 1], [1, 3]],
  ]);
  expect(builder.oddTimes).toEqual([]);
});

test('samples that are dropped close the gap', () => {
  const builder = new RecordingBuilder();
  for (let sample = 0; sample < 600; sample++) {
    builder.startSample(sample);
    if (sample % 3 === 0) builder.dropSample(sample);
    else builder.addRow(builder.seriesOf('a', 1), sample, 0, 0);
  }
  const { times, series } = builder.finish(makeFacts());
  expect(times).toHaveLength(400);
  expect([...series[0]!.at]).toEqual([...times.keys()]);
  expect([...series[0]!.userCpu]).toEqual([...times]);
});

test('a time that is no date is that of the sample before', () => {
  const builder = new RecordingBuilder();
  for (const time of [5, 1e300, -Infinity, NaN, 7]) builder.startSample(time);
  expect([...builder.finish(makeFacts()).times]).toEqual([5, 5, 5, 5, 7]);
  expect(builder.oddTimes).toEqual([1, 2, 3]);
});

test('keys stay apart where names and pids run together', () => {
  const builder = new RecordingBuilder();
  builder.startSample(0);
  for (const [name, pid] of [
    ['a-', 1],
    ['a', -1],
    ['[free]', 0],
    ['[free]', 0],
    ['[free]', 3],
    ['x', 0],
  ] as const) {
    builder.addRow(builder.seriesOf(name, pid), 0, 0, 0);
  }
  expect(builder.finish(makeFacts()).series.map(({ key, kind }) => [key, kind])).toEqual([
    ['a--1', 'process'],
    ['a--1#2', 'process'],
    ['[free]', 'system'],
    ['[free]#2', 'system'],
    ['[free]-3', 'process'],
    ['x-0', 'process'],
  ]);
});

test('thousands of rows come out in their order, those of a large sample that is undone left out', () => {
  const builder = new RecordingBuilder();
  const fill = (time: number, rows: number) => {
    builder.startSample(time);
    for (let row = 0; row < rows; row++) {
      builder.addRow(builder.seriesOf('p', 1 + (row % 50)), time, row, time * row);
    }
  };
  // Twins are series of their own: 100 rows of a pid and name at most.
  fill(0, 1000);
  fill(1, 4000);
  builder.undoSample();
  fill(2, 3000);
  fill(3, 0);
  builder.dropSample(2);
  fill(4, 5000);
  const recording = builder.finish(makeFacts());
  expect([...recording.times]).toEqual([0, 2, 4]);
  expect(recording.rows).toBe(9000);
  const found = recording.series.flatMap(({ pid, at, userCpu, systemCpu, memKb }) =>
    [...at].map((sample, row) => [pid, sample, userCpu[row], systemCpu[row], memKb[row]]),
  );
  const expected = [1000, 3000, 5000].flatMap((rows, sample) =>
    Array.from({ length: rows }, (_, row) => [1 + (row % 50), sample, sample * 2, row, sample * 2 * row]),
  );
  const byNumbers = (a: (number | undefined)[], b: (number | undefined)[]) => a[1]! - b[1]! || a[3]! - b[3]!;
  expect(found.toSorted(byNumbers)).toEqual(expected);
  for (const { at } of recording.series)
    expect(at.every((sample, row) => row === 0 || at[row - 1]! < sample)).toBe(true);
});
