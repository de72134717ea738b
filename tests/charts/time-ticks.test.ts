import { describe, expect, test } from 'vitest';
import { secondDigits, toTimeTicks } from '#charts/time-ticks.ts';
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
  test('is told at round times, with the date where it begins', () => {
    expect(labels(axisOf(hour), 0, 3600, 6)).toEqual([
      '10:00\n2026-11-23',
      '10:10',
      '10:20',
      '10:30',
      '10:40',
      '10:50',
      '11:00',
    ]);
  });

  test('and where it changes', () => {
    const night = Array.from({ length: 49 }, (_, sample) => START + 12 * 3600 + sample * 300);
    expect(labels(axisOf(night), 0, 4 * 3600, 4)).toEqual([
      '22:00\n2026-11-23',
      '23:00',
      '00:00\n2026-11-24',
      '01:00',
      '02:00',
    ]);
  });

  test('is round in the zone, half hours too', () => {
    expect(labels(axisOf(hour), 0, 3600, 2, 'Asia/Shanghai')).toEqual([
      '18:00\n2026-11-23',
      '18:30',
      '19:00',
    ]);
    expect(labels(axisOf(hour), 0, 3600, 1, 'Asia/Kolkata')).toEqual(['16:00\n2026-11-23']);
  });

  test('in seconds and parts of them when near', () => {
    expect(labels(axisOf(hour), 0, 12, 4)).toEqual(['10:00:00\n2026-11-23', '10:00:05', '10:00:10']);
    expect(labels(axisOf(hour), 0, 0.3, 3)).toEqual([
      '10:00:00.0\n2026-11-23',
      '10:00:00.1',
      '10:00:00.2',
      '10:00:00.3',
    ]);
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
  expect(labels(axisOf(hour, 'elapsed'), 0, 3600, 4)).toEqual(['0:00', '15:00', '30:00', '45:00', '1:00:00']);
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
