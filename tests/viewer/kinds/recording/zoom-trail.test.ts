import { expect, test } from 'vitest';
import {
  beginTrail,
  expectStep,
  followTrail,
  resumeTrail,
  type TrailWindow,
} from '#viewer/kinds/recording/zoom-trail.ts';

const follow = (start: TrailWindow, ...windows: TrailWindow[]) =>
  windows.reduce(followTrail, beginTrail(start));

test('a zoom within a zoom is listed below it, the whole is left out', () => {
  expect(follow(undefined, [10, 50], [20, 30]).path).toEqual([
    [10, 50],
    [20, 30],
  ]);
  expect(follow(undefined, [10, 50], undefined).path).toEqual([]);
});

test('a window beside, or as wide as, the one before takes its place', () => {
  expect(follow(undefined, [10, 50], [20, 30], [25, 35]).path).toEqual([
    [10, 50],
    [25, 35],
  ]);
  expect(follow(undefined, [10, 50], [5, 80]).path).toEqual([[5, 80]]);
});

test('going back forgets what it went back over, whoever goes back', () => {
  const there = follow(undefined, [10, 50], [20, 30]);
  expect(there.past).toEqual([undefined, [10, 50]]);
  const back = followTrail(there, [10, 50]);
  expect(back.past).toEqual([undefined]);
  expect(followTrail(back, undefined).past).toEqual([]);
});

test('a step to a window before, by the list or to the whole, is one that can be taken back', () => {
  const there = follow(undefined, [10, 50], [20, 30]);
  const pressed = followTrail(expectStep(there, [10, 50]), [10, 50]);
  expect(pressed).toEqual({ current: [10, 50], past: [undefined, [10, 50], [20, 30]], path: [[10, 50]] });
  expect(followTrail(pressed, [20, 30]).past).toEqual([undefined, [10, 50]]);
  const whole = followTrail(expectStep(beginTrail([10, 50]), undefined), undefined);
  expect(whole.past).toEqual([undefined, [10, 50]]);
  // It is of this step alone, and of one that led anywhere.
  expect(followTrail(expectStep(there, [20, 30]), [10, 50]).past).toEqual([undefined]);
});

test('going back from the whole lists the zooms again that led to where one was', () => {
  const there = follow(undefined, [10, 50], [20, 30]);
  const whole = followTrail(expectStep(there, undefined), undefined);
  expect(whole.path).toEqual([]);
  expect(followTrail(whole, [20, 30])).toEqual(there);
});

test('a window that a link brought can be left for the whole; the same window is no step', () => {
  const begun = beginTrail([10, 50]);
  expect(begun.past).toEqual([undefined]);
  expect(followTrail(begun, [10, 50])).toBe(begun);
});

test('what is kept of a capture goes on where it ended, and nowhere else', () => {
  const kept = follow(undefined, [10, 50], [20, 30]);
  expect(resumeTrail(kept, [20, 30])).toBe(kept);
  expect(resumeTrail(kept, [10, 50]).past).toEqual([undefined]);
  expect(resumeTrail(undefined, undefined).past).toEqual([]);
});
