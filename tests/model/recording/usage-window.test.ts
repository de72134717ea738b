import { expect, test } from 'vitest';
import { downsampleLine } from '#model/recording/downsample.ts';
import { usageStatistics } from '#model/recording/statistics.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { toShares } from '#model/recording/usage-share.ts';
import { UsageWindow } from '#model/recording/usage-window.ts';
import { makeRandom, makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const random = makeRandom(11);
const recording = makeRecording(
  Array.from({ length: 60 }, (_, sample) => ({
    time: START + sample * 5,
    rows: ['app', 'log', 'net'].flatMap((name, index): Row[] =>
      random() < 0.15 ? [] : [[name, index + 1, random() * 100, random(), 1024 + random() * 4096]],
    ),
  })),
);
const axis = toTimeAxis(recording);
const at = [42, 251] as const;

test('a window gives what is computed of its samples, and computes it once', () => {
  const usage = new UsageWindow(recording, axis, at);
  expect(usage.samples).toEqual([9, 51]);
  for (const series of recording.series) {
    const statistics = usage.statistics(series);
    expect(statistics).toEqual(usageStatistics(recording, series, { first: 9, last: 50 }));
    expect(usage.statistics(series)).toBe(statistics);
  }
  const [app, log] = recording.series;
  for (const metric of ['cpu', 'memory'] as const) {
    const expected = toShares([app!, log!], metric, axis, { from: 42, to: 251 });
    expect(usage.shares([app!, log!], metric)).toEqual(expected);
    expect(usage.shares([log!], metric)).toEqual([
      { ...expected.find(({ series }) => series === log), share: 1 },
    ]);
  }
});

test('what is kept is told apart by the computation and by what it is of', () => {
  const usage = new UsageWindow(recording, axis, at);
  const seen: string[] = [];
  const keep = (what: string, of: string): string =>
    usage.keep(what, of, () => {
      seen.push(`${what} ${of}`);
      return `${what} ${of}`;
    });
  expect([keep('a', '1'), keep('a', '2'), keep('b', '1'), keep('a', '1')]).toEqual([
    'a 1',
    'a 2',
    'b 1',
    'a 1',
  ]);
  expect(seen).toEqual(['a 1', 'a 2', 'b 1']);
  expect(usage.places(axis, 80)).toBe(usage.places(axis, 80));
  expect(usage.places(axis, 81)).not.toBe(usage.places(axis, 80));
});

test('a line through samples placed for others is the line that places its own', () => {
  const usage = new UsageWindow(recording, axis, at);
  for (const series of recording.series) {
    for (const metric of ['cpu', 'memory'] as const) {
      const window = { from: 42, to: 251, columns: 30 };
      expect(downsampleLine(series, metric, axis, window, usage.places(axis, 30))).toEqual(
        downsampleLine(series, metric, axis, window),
      );
    }
  }
});
