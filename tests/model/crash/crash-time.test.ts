import { expect, test } from 'vitest';
import { findCrashTime, parseMoment } from '#model/crash/crash-time.ts';
import type { CrashFile, CrashLog } from '#model/crash/crash-log.ts';

const at = Date.UTC(2026, 10, 23, 10, 0, 5) / 1000;

test.each([
  ['1637305200.5', { time: 1_637_305_200.5, hasZone: true }],
  ['2026-11-23T10:00:05Z', { time: at, hasZone: true }],
  ['2026-11-23 10:00:05.25 UTC', { time: at + 0.25, hasZone: true }],
  ['2026-11-23T18:00:05+08:00', { time: at, hasZone: true }],
  ['2026/11/23 04:30:05 -0530', { time: at, hasZone: true }],
  ['2026/11/23 10:00:05', { time: at, hasZone: false }],
  ['2026-02-31 10:00:05', undefined],
  ['2026-11-23 25:00:05', undefined],
  ['2026-11-23', undefined],
  ['10:00:05', undefined],
  ['at 2026-11-23 10:00:05', undefined],
  ['', undefined],
])('%s', (text, moment) => {
  expect(parseMoment(text)).toEqual(moment);
});

function findIn(lines: string[], firstLine: number) {
  return findCrashTime({ kind: 'crash-log', crashes: [], lines } satisfies CrashFile, {
    firstLine,
  } as CrashLog);
}

test('a log’s time stands in the crash’s first line, or in the last before it', () => {
  expect(findIn(['2026/11/23 10:00:05 starting', 'panic: x'], 2)).toEqual({ kind: 'dated', time: at, hasZone: false }); // prettier-ignore
  expect(findIn(['2020-01-01T00:00:00Z a', '{"time":"2026-11-23T10:00:05Z","msg":"panic: x"}'], 2)).toMatchObject({ time: at }); // prettier-ignore
  expect(findIn(['2026-11-23T10:00:05Z a', '', '', '', 'panic: x'], 5)).toEqual({ kind: 'none' });
  expect(findIn(['Nov 23 10:00:05 board app[1]: panic: x'], 1)).toEqual({ kind: 'yearless', text: 'Nov 23 10:00:05' }); // prettier-ignore
});
