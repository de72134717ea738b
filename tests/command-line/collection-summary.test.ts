import { expect, test } from 'vitest';
import { toCollectionSummary } from '#command-line/collection-summary.ts';
import { findCollections } from '#model/crash/gc-trace.ts';

test('how long a program was stopped is written as on the site, from a second on to the millisecond', () => {
  const trace = (number: number, stop: string): string =>
    `gc ${number} @${number}s 3%: ${stop}+1+0.2 ms clock, 9+0/1/0+0.4 ms cpu, 40->50->30 MB, 60 MB goal, 2 P`;
  const stopped = (...stops: string[]): string | undefined =>
    toCollectionSummary(findCollections(stops.map((stop, at) => trace(at + 1, stop))))[1];
  expect(stopped('3687', '589')).toBe('stopped for 4,276 ms in all, at once for 3,687 ms at most (line 1)');
  expect(stopped('0.086')).toMatch(/^stopped for 0\.286 ms in all/);
});

test('a program that was never stopped has no line of its longest stop', () => {
  const lines = ['gc 1 @1s 0%: 0+1+0 ms clock, 0+0/1/0+0 ms cpu, 4->5->3 MB, 6 MB goal, 2 P'];
  expect(toCollectionSummary(findCollections(lines))).toEqual([
    '1 garbage collection',
    'no stop of a microsecond or more',
    'heap at most 5 MiB, alive after a collection at most 3 MiB',
  ]);
});
