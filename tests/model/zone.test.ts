import { expect, test } from 'vitest';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatElapsed,
  isZone,
  zoneLabel,
  zoneOffsetSeconds,
} from '#model/zone.ts';
import { START } from '#charts/examples/make-recording.ts';

test('wall time in a zone, with its date', () => {
  expect(formatDateTime(START, 'UTC')).toBe('2026-11-23 10:00:00');
  expect(formatDateTime(START, 'Asia/Shanghai')).toBe('2026-11-23 18:00:00');
  expect(formatDateTime(START, 'America/New_York')).toBe('2026-11-23 05:00:00');
  expect(formatDateTime(START + 16 * 3600, 'Asia/Kolkata')).toBe('2026-11-24 07:30:00');
  expect(formatDateTime(0, 'UTC')).toBe('1970-01-01 00:00:00');
  expect(formatDateTime(-1, 'UTC')).toBe('1969-12-31 23:59:59');
  expect(formatClock(START + 7.25, 'UTC', 2)).toBe('10:00:07.25');
  expect(formatClock(START + 7.001, 'UTC', 3)).toBe('10:00:07.001');
});

test('summer time is that of the time told', () => {
  expect(zoneOffsetSeconds('Europe/Berlin', START)).toBe(3600);
  expect(zoneOffsetSeconds('Europe/Berlin', Date.UTC(2026, 6, 1) / 1000)).toBe(7200);
  expect(zoneLabel('Europe/Berlin', START)).toBe('Europe/Berlin, UTC+01:00');
  expect(zoneLabel('America/St_Johns', START)).toBe('America/St_Johns, UTC-03:30');
  expect(zoneLabel('UTC', START)).toBe('UTC');
  const [before, after] = [Date.UTC(2026, 9, 25) / 1000, Date.UTC(2026, 9, 26) / 1000];
  expect(zoneLabel('Europe/Berlin', before, after)).toBe('Europe/Berlin, UTC+02:00 → UTC+01:00');
  expect(zoneLabel('Asia/Tokyo', before, after)).toBe('Asia/Tokyo, UTC+09:00');
});

test('a zone that does not exist is no zone, and times in it are told as UTC', () => {
  expect(isZone('Mars/Olympus')).toBe(false);
  expect(isZone('Asia/Shanghai')).toBe(true);
  expect(formatDateTime(START, 'Mars/Olympus')).toBe('2026-11-23 10:00:00');
});

test('times beyond what dates hold are told as numbers', () => {
  expect(formatDate(9e12, 'UTC')).toBe('9000000000000 s');
  expect(formatDateTime(NaN, 'UTC')).toBe('NaN s');
  expect(formatDateTime(Infinity, 'Asia/Shanghai')).toBe('Infinity s');
});

test.each([
  [0, 0, '0:00'],
  [5, 0, '0:05'],
  [65.4, 0, '1:05'],
  [59.96, 1, '1:00.0'],
  [3723, 0, '1:02:03'],
  [90_061, 0, '1d 01:01:01'],
  [-5, 0, '−0:05'],
  [-0.1, 0, '0:00'],
  [1.25, 2, '0:01.25'],
])('elapsed %d with %d digits is %s', (seconds, digits, text) => {
  expect(formatElapsed(seconds, digits)).toBe(text);
});
