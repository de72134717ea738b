import { describe, expect, test } from 'vitest';
import { RecordingData } from '#notebook/runtime/recording-data.ts';
import { twoProcesses } from './recordings.ts';

const data = new RecordingData('run', twoProcesses());

describe('series', () => {
  test.each(['app-7', 'app', 7])('by %s', (wanted) => {
    expect(data.series(wanted).key).toBe('app-7');
  });

  test('one that is not there names those that are', () => {
    expect(() => data.series('ap')).toThrow('run has no process ap; there are app, idle, CPU[user]');
  });

  test('a system row by name, but not among the processes', () => {
    expect(data.series('CPU[user]').statistics().avgCpu).toBe(50);
    expect(data.keys).toEqual(['app-7', 'idle-8']);
  });
});

describe('rows', () => {
  test('time since the first sample, CPU summed and apart, memory in MiB', () => {
    expect(data.series('app').rows()[1]).toEqual({
      time: 2,
      date: new Date(102_000),
      key: 'app-7',
      name: 'app',
      pid: 7,
      cpu: 22,
      userCpu: 20,
      systemCpu: 2,
      memMib: 2,
    });
  });

  test('a gap is one row of NaN, where it begins', () => {
    expect(
      data
        .series('app')
        .rows()
        .map(({ time, cpu }) => [time, cpu]),
    ).toEqual([
      [0, 11],
      [2, 22],
      [4, Number.NaN],
      [8, 33],
    ]);
  });

  test('of all processes or of those named', () => {
    expect(data.rows()).toHaveLength(9);
    expect(data.rows('idle').map(({ memMib }) => memMib)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });
});

describe('window', () => {
  test('both ends included, a gap at its edge is none', () => {
    const window = data.window(3, 8);
    expect(window.times).toEqual([4, 6, 8]);
    expect(window.durationSeconds).toBe(4);
    expect(
      window
        .series('app')
        .rows()
        .map(({ time }) => time),
    ).toEqual([8]);
    expect(window.series('app').statistics()).toMatchObject({ samples: 1, avgCpu: 33, firstTime: 8 });
  });

  test('beyond the recording there is nothing', () => {
    expect(data.window(20, 30).statistics()).toEqual([]);
    expect(data.window(20, 30).times).toEqual([]);
  });
});

describe('statistics', () => {
  test('over the samples in which a process was there', () => {
    expect(data.statistics()).toMatchObject([
      { key: 'app-7', samples: 3, avgCpu: 22, maxCpu: 33, maxMemMib: 4, firstTime: 0, lastTime: 8 },
      { key: 'idle-8', samples: 5, avgCpu: 2, maxCpu: 6, avgMemMib: 0.5 },
    ]);
    expect(data.series('app').statistics().avgMemMib).toBeCloseTo(7 / 3);
  });

  test('compared by name, the largest change first, what came and went counted from 0', () => {
    const after = new RecordingData('other', twoProcesses('other'));
    expect(data.compare(after).map(({ name, avgCpuChange }) => [name, avgCpuChange])).toEqual([
      ['app', -22],
      ['other', 22],
      ['idle', 0],
    ]);
    expect(data.compare(after)[1]).toMatchObject({ before: undefined, after: { maxCpu: 33 } });
  });
});
