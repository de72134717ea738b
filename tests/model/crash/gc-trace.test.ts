import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findCollections, sumCollections } from '#model/crash/gc-trace.ts';

const folder = new URL('../../fixtures/go-crash/gctrace/', import.meta.url);

function readLines(name: string): string[] {
  return readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
}

describe.each(['go1.9.log', 'go1.17.log', 'go1.18.log', 'go1.21.log', 'go1.26.log', 'go1.26-panic.log'])(
  '%s',
  (name) => {
    const lines = readLines(name);
    const collections = findCollections(lines);

    test('each line of the collector is read, with all of its numbers', () => {
      const own = lines.filter((line) => line.startsWith('gc '));
      expect(own.length).toBeGreaterThan(10);
      expect(collections.map(({ line }) => lines[line - 1])).toEqual(own);
      expect(collections.map((one) => write(one))).toEqual(
        // Without the units, which are the same in all.
        own.map((line) => line.match(/\d+(?:\.\d+)?/g)!.map(Number)),
      );
    });

    test('those are forced that the line calls so', () => {
      const forced = collections.filter((one) => one.forced).map(({ line }) => lines[line - 1]);
      expect(forced).toEqual(lines.filter((line) => line.endsWith(' (forced)')));
      // Old releases mark those that were under way when the program asked, too.
      expect(forced.length).toBeGreaterThanOrEqual(3);
    });

    test('they are of one run, numbered from 1', () => {
      expect(collections.map(({ run }) => run)).toEqual(collections.map(() => 1));
      expect(collections.map(({ number }) => number)).toEqual(collections.map((_, at) => at + 1));
    });
  },
);

/** All numbers of a collection in the order in which the runtime prints them. */
function write(one: ReturnType<typeof findCollections>[number]): number[] {
  const { cpuMs, heapMib } = one;
  return [
    one.number,
    one.atSeconds,
    one.cpuPercent,
    one.sweepStopMs,
    one.markMs,
    one.markStopMs,
    cpuMs.sweepStop,
    cpuMs.assist,
    cpuMs.background,
    cpuMs.idle,
    cpuMs.markStop,
    heapMib.start,
    heapMib.end,
    heapMib.live,
    one.goalMib,
    ...(one.stacksMib === undefined ? [] : [one.stacksMib]),
    ...(one.globalsMib === undefined ? [] : [one.globalsMib]),
    one.processors,
  ];
}

const line =
  'gc 18 @0.093s 14%: 0.16+1.7+0.002 ms clock, 0.33+0/0.19/1.5+0.004 ms cpu, 9->9->8 MB, 19 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)';

describe('a line of a collection', () => {
  test.each([
    ['behind what journald puts before it', `Nov 27 10:00:00 board fw[654]: ${line}`],
    ['behind an hour of a logger', `2026-11-27T10:00:00Z stderr F ${line}`],
    ['coloured', `\u001b[2m${line}\u001b[0m`],
    ['looking for leaked goroutines', line.replace('14%:', '14% (checking for goroutine leaks):')],
  ])('is found %s', (_, text) => {
    expect(findCollections(['before', text])).toMatchObject([
      { number: 18, line: 2, atSeconds: 0.093, cpuPercent: 14, processors: 2, forced: true },
    ]);
  });

  test.each([
    ['cut off', line.slice(0, 90)],
    ['of another word', `msgc ${line.slice(3)}`],
    ['with a number that is none', line.replace('1.7', '1.7.1')],
    ['with another count of times', line.replace('0.16+1.7+0.002 ms clock', '0.16+1.7 ms clock')],
    ['of five phases, as Go 1.5 had them', line.replace('0.16+1.7+0.002 ms', '0.1+0.2+0.3+0.4+0.5 ms')],
  ])('is none when it is %s', (_, text) => {
    expect(findCollections([text])).toEqual([]);
  });
});

test('a program that counts from 1 again is another run', () => {
  const again = [line.replace('gc 18', 'gc 1'), line.replace('gc 18', 'gc 2')];
  expect(findCollections([...again, '', ...again]).map(({ run, line: at }) => [run, at])).toEqual([
    [1, 1],
    [1, 2],
    [2, 4],
    [2, 5],
  ]);
});

test('sums of several', () => {
  const collections = findCollections([
    line,
    line.replace('0.16+1.7+0.002', '0.01+9+0.5').replace('9->9->8', '30->40->20').replace(' (forced)', ''),
  ]);
  expect(sumCollections(collections)).toEqual({
    count: 2,
    forced: 1,
    stoppedMs: expect.closeTo(0.672, 9) as number,
    longestStop: { ms: 0.5, line: 2 },
    mostLiveMib: 20,
    largestHeapMib: 40,
  });
});

test('none come to nothing', () => {
  expect(findCollections(['gc 1', '', 'panic: x'])).toEqual([]);
  expect(sumCollections([])).toMatchObject({ count: 0, stoppedMs: 0, longestStop: { ms: 0, line: 0 } });
});
