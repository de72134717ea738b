import { expect, test } from 'vitest';
import { elapsedSeconds } from '#model/recording/clock.ts';
import { toCrashMoment, toElapsedAt, toWindowAbout } from '#viewer/captures/happenings.ts';
import { toTitle } from '#viewer/captures/title.ts';
import type { OpenItem } from '#viewer/captures/source.ts';
import type { CrashLog } from '#model/crash/crash-log.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

const at = (times: number[]) => {
  const recording = makeRecording(times.map((time) => ({ time, rows: [['a', 1, 1, 0, 1]] })));
  return (time: number) => toElapsedAt(recording, elapsedSeconds(recording), time);
};

test('a time of the clock stands between the samples around it, and nowhere outside', () => {
  const steady = at([START, START + 10, START + 20]);
  expect([START, START + 4, START + 20].map(steady)).toEqual([0, 4, 20]);
  expect([START - 1, START + 21].map(steady)).toEqual([undefined, undefined]);
  // The clock was set back by an hour between the second sample and the third.
  const set = at([START, START + 10, START - 3590, START - 3580]);
  expect(set(START + 4)).toBe(4);
  expect(set(START - 3585)).toBe(25);
  expect(set(START - 1000)).toBeUndefined();
});

test('a crash happened when the reader says, or else its log', () => {
  const crashes = [{ firstLine: 1 } as CrashLog, { firstLine: 2 } as CrashLog];
  const lines = ['1970-01-01T00:01:00Z panic: a', '1970-01-01T00:02:00Z panic: b'];
  const file = { kind: 'crash-log' as const, crashes, lines };
  expect(toCrashMoment(file, {})).toBe(60);
  expect(toCrashMoment(file, { crash: 2 })).toBe(120);
  expect(toCrashMoment(file, { crash: 2, happened: 5 })).toBe(5);
  expect(toCrashMoment({ ...file, lines: ['panic: a', ''] }, {})).toBeUndefined();
});

test('the way to a crash leads to where it is seen: a window elsewhere is moved, and not widened', () => {
  expect(toWindowAbout([10, 20], 15, 100)).toEqual([10, 20]);
  expect(toWindowAbout(undefined, 15, 100)).toBeUndefined();
  expect(toWindowAbout([10, 20], 50.2, 100)).toEqual([45.2, 55.2]);
  expect(toWindowAbout([10, 20], 2, 100)).toEqual([0, 10]);
  expect(toWindowAbout([10, 20], 99, 100)).toEqual([90, 100]);
});

test('a capture is called as the reader says, as the site does, or by its machine, tag and name', () => {
  const commands = [
    { command: 'uptime', output: ' 10:00:00 up 3 days' },
    { command: 'uname -a', output: 'Linux board-7 4.14.0 #1 SMP aarch64' },
  ];
  const value = { ...makeRecording([]), info: { cpu: '', kernel: '', text: '', commands } };
  const item = { slot: 'x', name: 'process-1.data', value } as unknown as OpenItem;
  expect(toTitle(item, { title: ' before the fix ' }, [])).toBe('before the fix');
  expect(toTitle(item, { title: ' ' }, [{ name: 'x', title: 'The sample' } as never])).toBe('The sample');
  expect(toTitle(item, undefined, [])).toBe('board-7: process-1.data');
  const snapshots = [
    { time: START, text: '    9   20    0.00    0.00 2 topid -chart -snapshot -tag night run' },
  ];
  const tagged = { ...item, value: { ...value, snapshots } } as unknown as OpenItem;
  expect(toTitle(tagged, undefined, [])).toBe('board-7: night run (process-1.data)');
});
