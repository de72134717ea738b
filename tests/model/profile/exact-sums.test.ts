import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldStacks } from '#model/profile/call-tree.ts';
import { toExactNumber, toExactTop, toExactTree } from '#model/profile/exact-sums.ts';
import { madeSamples, makeProfile, toFrames } from './make-profile.ts';

const any64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });

test('sums are those that are added up sample by sample, however large', () => {
  fc.assert(
    fc.property(
      madeSamples,
      fc.array(any64, { minLength: 25, maxLength: 25 }),
      fc.boolean(),
      (samples, values, huge) => {
        const profile = makeProfile(samples);
        const weights = samples.map(({ value }, at) => (huge ? values[at]! : BigInt(value)));
        profile.samples.values[0]!.set(weights);
        const flat = new Map<string, bigint>();
        const cum = new Map<string, bigint>();
        samples.forEach((sample, at) => {
          const frames = toFrames(sample);
          const add = (sums: Map<string, bigint>, name: string) =>
            sums.set(name, (sums.get(name) ?? 0n) + weights[at]!);
          const leaf = frames.at(-1);
          if (leaf !== undefined) add(flat, leaf);
          for (const name of new Set(frames)) add(cum, name);
        });
        const rows = toExactTop(toExactTree(profile, foldStacks(profile), 0));
        const expected = [...cum].filter(([name, sum]) => sum !== 0n || (flat.get(name) ?? 0n) !== 0n);
        expect(new Map(rows.map((row) => [row.frame.name, [row.flat, row.cum]]))).toEqual(
          new Map(expected.map(([name, sum]) => [name, [flat.get(name) ?? 0n, sum]])),
        );
        const sizes = rows.map((row) => (row.cum < 0n ? -row.cum : row.cum));
        expect(sizes).toEqual(sizes.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      },
    ),
    { numRuns: 300 },
  );
});

test('samples that are not kept count nothing', () => {
  const profile = makeProfile([
    { stack: ['a'], value: 3 },
    { stack: ['a', 'b'], value: 4 },
  ]);
  const rows = toExactTop(toExactTree(profile, foldStacks(profile), 0, Uint8Array.of(1, 0)));
  expect(rows.map(({ frame, flat, cum }) => [frame.name, flat, cum])).toEqual([['a', 3n, 3n]]);
});

test.each([
  [0n, 0],
  [-5n, -5],
  [2n ** 53n - 1n, 9007199254740991],
  [2n ** 53n, '9007199254740992'],
  [-(2n ** 63n), '-9223372036854775808'],
])('%s is written as %s', (value, written) => {
  expect(toExactNumber(value)).toBe(written);
});
