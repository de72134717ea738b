import { describe, expect, test } from 'vitest';
import { beginDate, secondDigits, toTimeTicks } from '#charts/time-ticks.ts';
import { toTimeAxis, type TimeAxis } from '#model/recording/time-axis.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

function axisOf(times: number[], mode?: 'wall' | 'elapsed'): TimeAxis {
  return toTimeAxis(makeRecording(times.map((time) => ({ time, rows: [['a', 1, 1, 0, 1]] }))), mode);
}

const hour = Array.from({ length: 721 }, (_, sample) => START + sample * 5);

function labels(axis: TimeAxis, from: number, to: number, count: number, zone = 'UTC'): string[] {
  return toTimeTicks(axis, from, to, count, zone).map(({ label }) => label);
}

describe('wall time', () => {
  test('is told at round times', () => {
    const axis = axisOf(hour);
    expect(labels(axis, 0, 3600, 6)).toEqual(['10:00', '10:10', '10:20', '10:30', '10:40', '10:50', '11:00']);
    expect(beginDate(axis, 0, 'UTC')).toBe('2026-11-23');
    expect(toTimeTicks(axis, 0, 3600, 6, 'UTC').some(({ turns }) => turns)).toBe(false);
  });

  test.each([
    ['UTC', 4, ['22:00', '23:00', '2026-11-24', '01:00', '02:00']],
    ['Asia/Kolkata', 4, ['04:00', '05:00', '06:00', '07:00']],
    ['Asia/Tokyo', 4, ['07:00', '08:00', '09:00', '10:00', '11:00']],
    ['America/St_Johns', 4, ['19:00', '20:00', '21:00', '22:00']],
    ['Europe/Berlin', 2, ['2026-11-24', '02:00']],
  ])('has the date where a day turns in %s', (zone, count, expected) => {
    const night = axisOf(Array.from({ length: 49 }, (_, sample) => START + 12 * 3600 + sample * 300));
    const ticks = toTimeTicks(night, 0, 4 * 3600, count, zone);
    expect(ticks.map(({ label }) => label)).toEqual(expected);
    expect(ticks.filter(({ turns }) => turns).map(({ label }) => label)).toEqual(
      expected.filter((label) => label === '2026-11-24'),
    );
    expect(beginDate(night, 0, zone)).toBe(zone.startsWith('Asia') ? '2026-11-24' : '2026-11-23');
  });

  test('turns no day where it begins with one', () => {
    const midnight = START + 14 * 3600;
    const axis = axisOf([midnight, midnight + 60, midnight + 3600]);
    expect(toTimeTicks(axis, 0, 3600, 2, 'UTC')).toEqual([
      { position: 0, label: '00:00', turns: false },
      { position: 1800, label: '00:30', turns: false },
      { position: 3600, label: '01:00', turns: false },
    ]);
  });

  test.each([
    // Hours of a clock that is put forward are left out, those of one that is put back come twice.
    ['2026-03-28T23:00Z', 5, ['00:00', '01:00', '03:00', '04:00', '05:00', '06:00']],
    ['2026-10-24T22:00Z', 5, ['00:00', '01:00', '02:00', '02:00', '03:00', '04:00']],
    ['2026-03-28T23:00Z', 2, ['00:00', '03:00', '06:00']],
    ['2026-10-24T22:00Z', 2, ['00:00', '03:00']],
  ])('goes on where the clock of a zone is put forward or back, from %s in %d', (start, count, expected) => {
    const begin = Date.parse(start) / 1000;
    const axis = axisOf(Array.from({ length: 61 }, (_, sample) => begin + sample * 300));
    expect(labels(axis, 0, 5 * 3600, count, 'Europe/Berlin')).toEqual(expected);
  });

  test('days are days where one has 23 or 25 hours, or no midnight', () => {
    const days = (start: string, zone: string) => {
      const begin = Date.parse(start) / 1000;
      const axis = axisOf([begin, begin + 3 * 86_400], 'wall');
      return toTimeTicks(axis, 0, 3 * 86_400, 3, zone).map(({ position, label }) => [position / 3600, label]);
    };
    expect(days('2026-10-24T10:00Z', 'Europe/Berlin')).toEqual([
      [12, '2026-10-25'],
      [37, '2026-10-26'],
      [61, '2026-10-27'],
    ]);
    // Beirut's clock is put forward at midnight.
    expect(days('2026-03-28T10:00Z', 'Asia/Beirut')).toEqual([
      [12, '2026-03-29'],
      [35, '2026-03-30'],
      [59, '2026-03-31'],
    ]);
  });

  test('is round in the zone, half hours too', () => {
    expect(labels(axisOf(hour), 0, 3600, 2, 'Asia/Shanghai')).toEqual(['18:00', '18:30', '19:00']);
    expect(labels(axisOf(hour), 0, 3600, 1, 'Asia/Kolkata')).toEqual(['16:00']);
  });

  test('in seconds and parts of them when near', () => {
    expect(labels(axisOf(hour), 0, 12, 4)).toEqual(['10:00:00', '10:00:05', '10:00:10']);
    expect(labels(axisOf(hour), 0, 0.3, 3)).toEqual(['10:00:00.0', '10:00:00.1', '10:00:00.2', '10:00:00.3']);
  });

  test('of many days in days, of many years in years of days', () => {
    const days = [START, START + 9 * 86_400];
    expect(labels(axisOf(days, 'wall'), 0, 9 * 86_400, 5)).toEqual([
      '2026-11-25',
      '2026-11-27',
      '2026-11-29',
      '2026-12-01',
    ]);
    const boot = axisOf([10, 15, 20, START, START + 5], 'wall');
    const ticks = labels(boot, 0, START, 5);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(6);
    expect(ticks.every((label) => /^(19|20)\d\d-\d\d-\d\d$/.test(label))).toBe(true);
  });

  test('after a step back goes on with the new time', () => {
    const stepped = axisOf(
      [100, 105, 110, 40, 45, 50, 55].map((time) => START + time),
      'wall',
    );
    const ticks = toTimeTicks(stepped, 0, 30, 6, 'UTC');
    expect(ticks.map(({ position, label }) => [position, label.split('\n')[0]])).toEqual([
      [0, '10:01:40'],
      [5, '10:01:45'],
      [10, '10:01:50'],
      [15, '10:00:40'],
      [20, '10:00:45'],
      [25, '10:00:50'],
      [30, '10:00:55'],
    ]);
  });
});

test('elapsed time is told from the first sample', () => {
  expect(labels(axisOf(hour, 'elapsed'), 0, 2700, 3)).toEqual(['0:00', '15:00', '30:00', '45:00']);
  // One with hours gives all of them hours: 45:00 beside it would be read as some.
  expect(labels(axisOf(hour, 'elapsed'), 1800, 3600, 2)).toEqual(['0:30:00', '0:45:00', '1:00:00']);
  expect(labels(axisOf(hour, 'elapsed'), 10, 11, 2)).toEqual(['0:10.0', '0:10.5', '0:11.0']);
});

test('a window of nothing has no ticks', () => {
  expect(labels(axisOf(hour), 5, 5, 4)).toEqual([]);
  expect(labels(axisOf(hour), 0, NaN, 4)).toEqual([]);
});

test('never more ticks than room', () => {
  const axis = axisOf([10, 15, START, START + 5, 99, 104], 'wall');
  for (const span of [0.004, 1, 59, 3600, 90_000, 1e6, 1e8, 4e9]) {
    for (const count of [2, 5, 12]) {
      expect(toTimeTicks(axis, 0, span, count, 'Europe/Berlin').length).toBeLessThanOrEqual(2 * count + 3);
    }
  }
});

test('as many decimals as tell ticks apart', () => {
  expect([60, 1, 0.5, 0.1, 0.05, 0.002].map(secondDigits)).toEqual([0, 0, 1, 1, 2, 3]);
});
