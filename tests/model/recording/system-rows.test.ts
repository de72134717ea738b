import { expect, test } from 'vitest';
import { busyOfCore, sumMode, toSystemRows } from '#model/recording/system-rows.ts';
import { makeRecording, START, type Row } from '#charts/examples/make-recording.ts';

const cpu = (core: number, mode: string, value: number): Row => [`[CPU${core}-${mode}]`, 0, 0, value, 0];
const recording = makeRecording([
  {
    time: START,
    rows: [
      cpu(10, 'user', 5),
      cpu(2, 'user', 30),
      cpu(2, 'system', 10),
      cpu(2, 'iowait', 20),
      cpu(2, 'idle', 40),
      cpu(2, 'guest', 25),
      ['[available]', 0, 0, 0, 1000],
      ['[free]', 0, 0, 0, 500],
      ['[swapcached]', 0, 0, 0, 7],
      ['[kworker/0:1]', 44, 1, 0, 0],
    ],
  },
]);
const rows = toSystemRows(recording);

test('are known by name: cores in the order of their numbers, memory by kind, the rest kept', () => {
  expect(rows.cores).toEqual([2, 10]);
  expect(rows.cpu.map(({ core, mode }) => `${core} ${mode}`)).toContain('2 guest');
  expect(rows.memory.map(({ kind }) => kind)).toEqual(['available', 'free']);
  expect(rows.otherMemory.map(({ name }) => name)).toEqual(['[swapcached]']);
});

test('a kernel thread is a process, though its name stands in brackets', () => {
  expect(recording.series.find(({ name }) => name === '[kworker/0:1]')!.kind).toBe('process');
  expect(rows.otherMemory.map(({ name }) => name)).not.toContain('[kworker/0:1]');
});

test('modes add up over cores; busy is neither idle nor waiting, and a guest’s time is not counted twice', () => {
  expect([...sumMode(recording, rows, 'user')!.systemCpu]).toEqual([35]);
  expect(sumMode(recording, rows, 'steal')).toBeUndefined();
  expect([...busyOfCore(recording, rows, 2)!.systemCpu]).toEqual([40]);
  expect(sumMode(recording, rows, 'user')).toBe(sumMode(recording, rows, 'user'));
});
