import { expect, test } from 'vitest';
import { beginTrail, followTrail, type TrailWindow } from '#viewer/kinds/recording/zoom-trail.ts';

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

test('a window that a link brought can be left for the whole; the same window is no step', () => {
  const begun = beginTrail([10, 50]);
  expect(begun.past).toEqual([undefined]);
  expect(followTrail(begun, [10, 50])).toBe(begun);
});
