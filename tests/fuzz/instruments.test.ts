import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Child } from './child.ts';
import { findGrowth } from './growth.ts';
import type { Count } from './growth-child.ts';
import { makeInput } from './make-input.ts';
import { allowedBytes, peakBytes, resetPeak } from './memory.ts';
import { makePrefix, prefixCount } from './prefixes.ts';
import { seeds } from './seeds.ts';
import { countSteps, TooManySteps } from './regex-steps.ts';

describe('the matcher that counts', () => {
  const patterns = [
    /a+b/,
    /(a|ab)(c|bcd)*d?/,
    /^(?:a{2,3}|b)*?c/,
    /(['"])(.*?)\1/,
    /(?<=(\d+))x(?!y)/,
    /(?<!a)b(?<name>c)?\k<name>/,
    /(z)((a+)?(b+)?(c))*/,
    /\s+$/m,
    /a{1,3}b{2,}?c{0,2}x/,
    /(?<=a{1,2}b+)c{1,300}/,
    /(?:a{1,2}b{1,2}){1,3}?y/,
    /^$/m,
    /\bab\b|\Bc/i,
    /(?:a*)*b/,
    /(?=(a+))a*b\1/,
    /[^\W\d_]+/u,
    /\p{L}+\S/u,
    /./su,
    /a.c/s,
    /(?:)*/,
    /x*?y/y,
  ];
  const text = fc.string({
    unit: fc.constantFrom(...'aabcdxyz\'" \n1_-', '火', '🔥', '\ud83d'),
    maxLength: 30,
  });

  test('matches what V8 matches', () => {
    fc.assert(
      fc.property(fc.constantFrom(...patterns), text, (pattern, input) => {
        const found = new RegExp(pattern).exec(input);
        const { match, steps } = countSteps(pattern, input, 0, 1e6);
        expect(match).toEqual(found ? [found.index, found.index + found[0].length] : undefined);
        expect(steps).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });

  test('counts what backtracking costs', () => {
    const steps = (pattern: RegExp, count: number) =>
      countSteps(pattern, `${' '.repeat(count)}x`, 0, 1e9).steps;
    expect(steps(/\s+$/, 400) / steps(/\s+$/, 200)).toBeCloseTo(4, 0);
    expect(steps(/^\s+$/, 400) / steps(/^\s+$/, 200)).toBeCloseTo(2, 1);
    expect(() => countSteps(/^(a+)+$/, `${'a'.repeat(40)}b`, 0, 1e6)).toThrow(TooManySteps);
  });
});

describe('growth', () => {
  const toMeasures = (toSteps: (bytes: number) => number, kind: Count = 'blocks') =>
    [1, 2, 4].map((times) => {
      // What is held is looked at from some MiB on.
      const sizeBytes = times * (kind === 'keptBytes' ? 10_000 : 1000);
      return { sizeBytes, parts: { read: { [kind]: toSteps(sizeBytes) } } };
    });

  test.each([
    ['n', (n: number) => 90 * n, false],
    ['n log n', (n: number) => 30 * n * Math.log2(n), false],
    ['a table that doubles', (n: number) => 50 * n + 2 ** Math.ceil(Math.log2(n)), false],
    ['no more beyond a cap', (n: number) => Math.min(n, 1500) * 500, false],
    ['n * n', (n: number) => n * n, true],
    ['a linear reader with a small square in it', (n: number) => 90 * n + 0.05 * n * n, true],
    ['n to the power of 1.6', (n: number) => 5 * n ** 1.6, true],
  ])('%s', (_, toSteps, isFound) => {
    for (const kind of ['blocks', 'builtins', 'patterns', 'keptBytes'] as const) {
      expect(findGrowth(toMeasures(toSteps, kind))).toHaveLength(isFound ? 1 : 0);
    }
  });
});

describe('a process that hangs or ends', () => {
  let folder: string;
  let url: URL;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casebook-child-'));
    const file = join(folder, 'child.mjs');
    await writeFile(
      file,
      `process.on('message', ({ do: what }) => {
        if (what === 'hang') for (;;);
        if (what === 'end') process.exit(3);
        process.send({ pid: process.pid });
      });
      process.send({ ready: true });`,
    );
    url = pathToFileURL(file);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is told, and the next job has another', async () => {
    const child = new Child<{ do: string }, { pid: number }>(url, [], [], 300);
    const { pid } = await child.ask({ do: 'work' });
    expect((await child.ask({ do: 'work' })).pid).toBe(pid);
    await expect(child.ask({ do: 'hang' })).rejects.toThrow(/^hung: more than \d+ ms/);
    const next = await child.ask({ do: 'work' });
    expect(next.pid).not.toBe(pid);
    await expect(child.ask({ do: 'end' })).rejects.toThrow('the process ended: 3');
    expect((await child.ask({ do: 'work' })).pid).not.toBe(next.pid);
    await child.end();
  });
});

test('an input is the same each time its seed and run are', () => {
  for (let run = 0; run < 200; run++) expect(makeInput(7, run)).toEqual(makeInput(7, run));
  expect(makeInput(8, 0)).not.toEqual(makeInput(7, 0));
});

test('every prefix of a short fixture has a number, and no number is that of another', () => {
  const seen = new Map<string, number>();
  for (let number = 0; number < prefixCount; number++) {
    const { format, name, bytes } = makePrefix(number);
    const key = `${format}/${name} ${bytes.length}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const short = seeds.flat().filter(({ bytes }) => bytes.length < 500 && bytes.length > 0);
  expect(short.length).toBeGreaterThan(10);
  const missing = short.flatMap(
    ({ format, name, bytes }) =>
    Array.from({ length: bytes.length + 1 }, (_, end) => `${format}/${name} ${end}`).filter((key) => !seen.has(key)), // prettier-ignore
  );
  expect(missing).toEqual([]);
  // Twice those of a file that is there packed as well.
  expect([...seen].filter(([key, times]) => times > 1 && !key.startsWith('pprof/block.pb '))).toEqual([]);
});

test('memory that an input takes is seen, though it is gone when the input is read', () => {
  resetPeak();
  const before = peakBytes();
  const taken = () => Buffer.alloc(80 * 2 ** 20, 1).length;
  expect(taken()).toBe(80 * 2 ** 20);
  expect(peakBytes() - before).toBeGreaterThan(allowedBytes(0));
  expect(peakBytes() - before).toBeLessThan(allowedBytes(40 * 2 ** 20));
});
