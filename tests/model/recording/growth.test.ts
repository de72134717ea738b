import { describe, expect, test } from 'vitest';
import { findGrowing, type Growth, toGrowth } from '#model/recording/growth.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { makeRecording, type Row, START } from '#charts/examples/make-recording.ts';

/** One process, by sample its memory in MiB; undefined where it is missing. A minute apart. */
function ofMemory(values: (number | undefined)[]): Recording {
  return makeRecording(
    values.map((value, sample) => ({
      time: START + sample * 60,
      rows: [['app', 1, 10, 0, (value ?? 0) * 1024] as const, ['other', 2, 1, 0, 1] as const]
        .filter(([name]) => name === 'other' || value !== undefined)
        .map((row) => [...row]),
    })),
  );
}

function growthOf(values: (number | undefined)[]) {
  const recording = ofMemory(values);
  const app = recording.series.find(({ name }) => name === 'app');
  return toGrowth(app!, 'memory', toTimeAxis(recording), [0, values.length]);
}

const upTo = <T>(length: number, of: (at: number) => T): T[] => Array.from({ length }, (_, at) => of(at));

describe('growth', () => {
  test('is told in MiB an hour', () => {
    const [up, down] = [1, -1].map((way) => growthOf(upTo(61, (at) => 100 + (way * at) / 10)) as Growth);
    expect(up!.perHour).toBeCloseTo(6);
    expect(up!.rise).toBeCloseTo(6);
    expect(up!.seconds).toBe(3600);
    expect(down!.perHour).toBeCloseTo(-6);
  });

  test('is told of half a minute at least, however often it was sampled', () => {
    const start = (length: number) => {
      const recording = makeRecording(
        upTo(length, (at) => ({ time: START + at, rows: [['app', 1, at, 0, at * 10_240] as Row] })),
      );
      return toGrowth(recording.series[0]!, 'memory', toTimeAxis(recording), [0, length]);
    };
    expect(start(30)).toBe('brief');
    expect(start(31)).toMatchObject({ rise: 300 });
  });

  test('of CPU is told in percent of one core', () => {
    const recording = makeRecording(
      upTo(61, (at) => ({ time: START + at * 60, rows: [['app', 1, 10 + at, 0, 1024] as Row] })),
    );
    const axis = toTimeAxis(recording);
    expect(toGrowth(recording.series[0]!, 'cpu', axis, [0, 61])).toMatchObject({ rise: 60 });
    expect(toGrowth(recording.series[0]!, 'memory', axis, [0, 61])).toBe('little');
  });

  test.each([
    ['a saw that climbs', upTo(60, (at) => 10 + at / 2 + (at % 5)), 'told'],
    ['a staircase', upTo(60, (at) => 10 + Math.floor(at / 6)), 'told'],
    ['what shrinks', upTo(60, (at) => 100 - at), 'told'],
    ['nine values', upTo(9, (at) => at), 'few'],
    ['a step half way', upTo(60, (at) => (at < 30 ? 10 : 40)), 'unsteady'],
    ['a start that fills up', upTo(60, (at) => Math.min(30, 10 + at * 5)), 'little'],
    ['noise', upTo(60, (at) => 10 + ((at * 7919) % 13)), 'unsteady'],
    ['too little', upTo(60, (at) => 10 + at / 200), 'little'],
    [
      'one that came late',
      [...upTo(40, () => NaN).map(() => undefined), ...upTo(20, (at) => at + 1)],
      'part',
    ],
  ])('%s: %#', (_, values, expected) => {
    const growth = growthOf(values);
    expect(typeof growth === 'object' ? 'told' : growth).toBe(expected);
  });

  test('leads with the fastest, and names none that shrinks or of which nothing is told', () => {
    const of = (perHour: number): Growth => ({ perHour, rise: 1, seconds: 60 });
    const all = [of(1), 'brief' as const, of(-9), of(5)];
    expect(findGrowing(all, (one) => one).map(({ one }) => one)).toEqual([all[3], all[0]]);
  });
});
