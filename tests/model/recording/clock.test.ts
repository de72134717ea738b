import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockSteps, elapsedSeconds, medianInterval, toClockNotices } from '#model/recording/clock.ts';
import type { Recording } from '#model/recording/recording.ts';

function at(...times: number[]): Pick<Recording, 'times' | 'clock'> {
  return { times: Float64Array.from(times), clock: 'unix' };
}

const now = 1_636_624_800;
const day = 86_400;

test('a step back is the clock’s, however small', () => {
  const recording = at(now, now + 3, now + 2, now + 5);
  expect(clockSteps(recording)).toEqual([{ sample: 2, fromTime: now + 3, toTime: now + 2, sure: true }]);
  expect([...elapsedSeconds(recording)]).toEqual([0, 3, 6, 9]);
});

test('from 1970 to now is a step, and counts one interval', () => {
  const recording = at(0, 3, 6, now, now + 3);
  expect(clockSteps(recording)).toEqual([{ sample: 3, fromTime: 6, toTime: now, sure: true }]);
  expect([...elapsedSeconds(recording)]).toEqual([0, 3, 6, 9, 12]);
});

test('so is a jump of months', () => {
  const recording = at(now, now + 3, now + 3 + 200 * day, now + 6 + 200 * day);
  expect(clockSteps(recording)).toHaveLength(1);
  expect([...elapsedSeconds(recording)]).toEqual([0, 3, 6, 9]);
});

test('three days without a sample are a pause, as long as they were', () => {
  const recording = at(now, now + 3, now + 3 + 3 * day, now + 6 + 3 * day);
  expect(clockSteps(recording)).toEqual([]);
  expect([...elapsedSeconds(recording)]).toEqual([0, 3, 3 + 3 * day, 6 + 3 * day]);
});

test('a pause in 1970 is one too', () => {
  expect(clockSteps(at(0, 3, 4000, 4003))).toEqual([]);
});

test('samples that are months apart are no steps', () => {
  expect(clockSteps(at(...Array.from({ length: 12 }, (_, month) => now + month * 31 * day)))).toEqual([]);
});

test('the usual interval is the median, steps left out', () => {
  expect(medianInterval(at(0, now, now + 3, now + 6, now + 60))).toBe(3);
  expect(medianInterval(at(0, now))).toBeUndefined();
  expect(medianInterval(at(now))).toBeUndefined();
  expect(medianInterval(at())).toBeUndefined();
  expect(medianInterval(at(now, now, now))).toBeUndefined();
});

test('with no interval known a step counts one second', () => {
  expect([...elapsedSeconds(at(0, now))]).toEqual([0, 1]);
});

test('without a clock nothing steps, and no pause is told', () => {
  const times = Float64Array.of(0, 3, 6, 6 + 3 * day, 9 + 3 * day);
  expect(clockSteps({ times, clock: 'none' })).toEqual([]);
  expect(toClockNotices({ times, clock: 'none' } as Recording, 'table')).toEqual([]);
  expect(toClockNotices({ times, clock: 'unix' } as Recording, 'table')).toMatchObject([
    { code: 'table-time-jump', where: { sample: 4 }, params: { seconds: 3 * day } },
  ]);
});

test('elapsed time never falls and has no holes, whatever the clock does', () => {
  const time = fc.oneof(
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: now, max: now + 100 }),
    fc.double({ min: -8e12, max: 8e12, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(time), (times) => {
      const elapsed = elapsedSeconds(at(...times));
      expect(elapsed).toHaveLength(times.length);
      elapsed.forEach((seconds, sample) => {
        expect(Number.isFinite(seconds)).toBe(true);
        if (sample > 0) expect(seconds).toBeGreaterThanOrEqual(elapsed[sample - 1]!);
      });
    }),
  );
});

test('many steps are told in one sentence', () => {
  const times = Float64Array.from({ length: 101 }, (_, sample) => now + (sample % 2) * 10);
  const notices = toClockNotices({ times, clock: 'unix' } as Recording, 'topid');
  expect(notices).toHaveLength(11);
  expect(notices[0]).toMatchObject({
    code: 'topid-clock-step',
    where: { sample: 3 },
    params: { seconds: -10 },
  });
  expect(notices.at(-1)).toMatchObject({ code: 'topid-clock-more-steps', params: { more: 40 } });
});
