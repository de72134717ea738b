import { expect, test } from 'vitest';
import type { Series } from '#model/recording/recording.ts';
import { usageStatistics } from '#model/recording/statistics.ts';

function series(at: number[], user: number[], system: number[], mem: number[]): Series {
  return {
    key: 'a-1',
    name: 'a',
    pid: 1,
    kind: 'process',
    at: Uint32Array.from(at),
    userCpu: Float32Array.from(user),
    systemCpu: Float32Array.from(system),
    memKb: Float64Array.from(mem),
  };
}

const split = { cpuSplit: true };

test('averages and maxima of the samples in which it was present', () => {
  expect(usageStatistics(split, series([2, 3, 9], [10, 20, 60], [1, 2, 0], [100, 300, 200]))).toEqual({
    samples: 3,
    cpu: { avg: 31, max: 60, maxAt: 9 },
    userCpu: { avg: 30, max: 60, maxAt: 9 },
    systemCpu: { avg: 1, max: 2, maxAt: 3 },
    memKb: { avg: 200, max: 300, maxAt: 3 },
    firstSample: 2,
    lastSample: 9,
  });
});

test('in a range of samples, both ends included', () => {
  const some = series([2, 3, 9, 12], [10, 20, 60, 5], [0, 0, 0, 0], [1, 2, 3, 4]);
  expect(usageStatistics(split, some, { first: 3, last: 9 })).toMatchObject({
    samples: 2,
    cpu: { avg: 40, max: 60, maxAt: 9 },
    firstSample: 3,
    lastSample: 9,
  });
  expect(usageStatistics(split, some, { first: 4, last: 8 })).toMatchObject({
    samples: 0,
    cpu: { avg: null, max: null, maxAt: null },
    firstSample: undefined,
    lastSample: undefined,
  });
  expect(usageStatistics(split, some, { first: 8, last: 3 }).samples).toBe(0);
});

test('NaN and infinities are left out; where there is nothing else, there is nothing', () => {
  const some = series([0, 1, 2], [NaN, 4, Infinity], [1, 2, 3], [NaN, NaN, -Infinity]);
  expect(usageStatistics(split, some)).toMatchObject({
    samples: 3,
    cpu: { avg: 6, max: 6, maxAt: 1 },
    userCpu: { avg: 4, max: 4, maxAt: 1 },
    systemCpu: { avg: 2, max: 3, maxAt: 2 },
    memKb: { avg: null, max: null, maxAt: null },
  });
});

test('the first of equal maxima', () => {
  expect(usageStatistics(split, series([5, 6, 7], [3, 9, 9], [0, 0, 0], [0, 0, 0]))).toMatchObject({
    cpu: { maxAt: 6 },
    memKb: { max: 0, maxAt: 5 },
  });
});

test('where CPU is one figure, the system’s part says nothing', () => {
  const some = series([0, 1], [3, 5], [0, 0], [0, 0]);
  some.systemCpu.fill(NaN);
  expect(usageStatistics({ cpuSplit: false }, some).cpu).toEqual({ avg: 4, max: 5, maxAt: 1 });
});

test('values below zero have a maximum too', () => {
  expect(usageStatistics(split, series([0, 1], [-3, -1], [0, 0], [0, 0])).cpu).toEqual({
    avg: -2,
    max: -1,
    maxAt: 1,
  });
});
