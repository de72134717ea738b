import { describe, expect, test } from 'vitest';
import { toLifeStrips } from '#model/recording/lifetimes.ts';
import type { Recording } from '#model/recording/recording.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { cpuSeconds, findGrowing, memoryChangeMib, toGrowth } from '#model/recording/usage-change.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

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
  const [app] = recording.series;
  return toGrowth(app!, toTimeAxis(recording), [0, values.length]);
}

const upTo = (length: number, of: (at: number) => number): number[] =>
  Array.from({ length }, (_, at) => of(at));

describe('CPU time', () => {
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

  test('is the area under the curve: a pause counts as one interval, a gap of the process not at all', () => {
    expect(cpuSeconds(a!, axis, [0, 6])).toBeCloseTo(1.2 * 5 * 5);
    expect(cpuSeconds(a!, axis, [1, 2])).toBeCloseTo(1.2 * 5);
    expect(cpuSeconds(a!, axis, [4, 5])).toBeUndefined();
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
});

describe('growth', () => {
  test('is told of ten samples, in MiB an hour', () => {
    expect(growthOf(upTo(9, (at) => at))).toBeUndefined();
    expect(growthOf(upTo(61, (at) => 100 + at / 10))).toMatchObject({ sure: true, seconds: 3600 });
    expect(growthOf(upTo(61, (at) => 100 + at / 10))!.perHour).toBeCloseTo(6);
  });

  test.each([
    ['a saw that climbs', upTo(60, (at) => 10 + at / 2 + (at % 5)), true],
    ['a staircase', upTo(60, (at) => 10 + Math.floor(at / 6)), true],
    ['a step half way', upTo(60, (at) => (at < 30 ? 10 : 40)), false],
    ['a start that fills up', upTo(60, (at) => Math.min(30, 10 + at * 5)), false],
    ['noise', upTo(60, (at) => 10 + ((at * 7919) % 13)), false],
    ['too little', upTo(60, (at) => 10 + at / 200), false],
    ['what shrinks', upTo(60, (at) => 100 - at), false],
    ['one that came late', [...upTo(40, () => NaN).map(() => undefined), ...upTo(20, (at) => at + 1)], false],
  ])('%s: sure? %#', (_, values, sure) => {
    expect(growthOf(values)?.sure).toBe(sure);
  });

  test('leads with the fastest, and names none that is not sure', () => {
    const of = (perHour: number, sure = true) => ({ perHour, riseMib: 1, seconds: 60, sure });
    const all = [of(1), of(9, false), of(5)];
    expect(findGrowing(all, (one) => one).map(({ one }) => one)).toEqual([all[2], all[0]]);
  });
});
