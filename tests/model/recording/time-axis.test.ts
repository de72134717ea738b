import { describe, expect, test } from 'vitest';
import type { Recording } from '#model/recording/recording.ts';
import {
  axisLength,
  elapsedAt,
  findSample,
  findSampleAtTime,
  lowerBound,
  positionAt,
  samplesWithin,
  timeAt,
  toTimeAxis,
} from '#model/recording/time-axis.ts';
import { makeRecording, START } from '#charts/examples/make-recording.ts';

function at(times: number[], clock: Recording['clock'] = 'unix'): Recording {
  return makeRecording(
    times.map((time) => ({ time, rows: [['app', 1, 1, 0, 1]] })),
    { clock },
  );
}

describe('positions', () => {
  test('stand at the time since the first sample, wall clock by default', () => {
    const axis = toTimeAxis(at([START, START + 3, START + 6]));
    expect(axis.mode).toBe('wall');
    expect([...axis.positions]).toEqual([0, 3, 6]);
    expect(axis.interval).toBe(3);
    expect(axis.gaps).toEqual([]);
  });

  test('a pause is as long as it was, on both axes, and told', () => {
    const recording = at([0, 5, 10, 15, 3 * 86_400, 3 * 86_400 + 5].map((time) => START + time));
    for (const mode of ['wall', 'elapsed'] as const) {
      const axis = toTimeAxis(recording, mode);
      expect(axis.positions[4]).toBe(3 * 86_400);
      expect(axis.gaps).toEqual([{ from: 3, to: 4, seconds: 3 * 86_400 - 15 }]);
      expect([...axis.broken]).toEqual([0, 0, 0, 0, 1, 0]);
    }
  });

  test('a board that starts in 1970: elapsed by default, its step one interval long; to scale on the wall axis', () => {
    const recording = at([10, 15, 20, START, START + 5]);
    const elapsed = toTimeAxis(recording);
    expect(elapsed.mode).toBe('elapsed');
    expect([...elapsed.positions]).toEqual([0, 5, 10, 15, 20]);
    expect(elapsed.steps).toEqual([{ sample: 3, fromTime: 20, toTime: START, sure: true }]);
    expect(elapsed.gaps).toEqual([]);
    expect([...elapsed.broken]).toEqual([0, 0, 0, 0, 0]);
    const wall = toTimeAxis(recording, 'wall');
    expect(wall.positions[3]).toBe(START - 10);
    expect(wall.broken[3]).toBe(1);
  });

  test('a clock that steps back never turns the axis around', () => {
    const recording = at([100, 105, 110, 50, 55, 60].map((time) => START + time));
    for (const mode of ['wall', 'elapsed'] as const) {
      expect([...toTimeAxis(recording, mode).positions]).toEqual([0, 5, 10, 15, 20, 25]);
    }
  });

  test('without a clock there is elapsed time only', () => {
    const axis = toTimeAxis(at([0, 3, 6], 'none'), 'wall');
    expect(axis.mode).toBe('elapsed');
    expect([...axis.positions]).toEqual([0, 3, 6]);
  });

  test('one sample, or none, still has a length', () => {
    expect(axisLength(toTimeAxis(at([START])))).toBe(1);
    expect(axisLength(toTimeAxis(at([])))).toBe(1);
    expect(axisLength(toTimeAxis(at([10, START])))).toBe(1);
  });
});

describe('looking up', () => {
  const axis = toTimeAxis(at([0, 5, 5, 10, 100, 105].map((time) => START + time)));

  test('the nearest sample, the first of those at one place', () => {
    expect(findSample(axis, -3)).toBe(0);
    expect(findSample(axis, 2)).toBe(0);
    expect(findSample(axis, 4)).toBe(1);
    expect(findSample(axis, 60)).toBe(4);
    expect(findSample(axis, 999)).toBe(5);
    expect(findSample(toTimeAxis(at([])), 0)).toBeUndefined();
  });

  test('the samples between two positions, and those at them', () => {
    expect(samplesWithin(axis, 5, 10)).toEqual([1, 4]);
    expect(samplesWithin(axis, 11, 12)).toEqual([4, 4]);
  });

  test('by recorded time', () => {
    expect(findSampleAtTime(axis, START + 9)).toBe(3);
    expect(findSampleAtTime(axis, 0)).toBe(0);
  });

  test('elapsed time and position lead to each other, beyond the ends too', () => {
    const stepped = toTimeAxis(at([10, 15, 20, START, START + 5]), 'wall');
    for (const elapsed of [-4, 0, 7, 15, 19, 33]) {
      expect(elapsedAt(stepped, positionAt(stepped, elapsed))).toBeCloseTo(elapsed, 6);
    }
    expect(timeAt(stepped, positionAt(stepped, 16))).toBeCloseTo(START + 1, 3);
  });
});

test('the first of what is at a sample or after it', () => {
  const at = Uint32Array.of(2, 3, 9);
  expect([0, 2, 3, 4, 9, 10].map((sample) => lowerBound(at, sample))).toEqual([0, 0, 1, 2, 2, 3]);
});
