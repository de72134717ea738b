import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { toCircleNumbers } from '#model/crash/circles.ts';

type Graph = ReadonlyMap<number, ReadonlySet<number>>;

function reaches(from: number, to: number, next: Graph): boolean {
  const seen = new Set([from]);
  for (const node of seen) for (const other of next.get(node) ?? []) seen.add(other);
  return seen.has(to);
}

test('two are in one circle exactly where each is reached from the other', () => {
  const graphs = fc
    .array(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 3 }), {
      minLength: 12,
      maxLength: 12,
    })
    .map((rows): Graph => new Map(rows.map((row, node) => [node, new Set(row)])));
  // A failure prints the seed.
  fc.assert(
    fc.property(graphs, (next) => {
      const numbers = toCircleNumbers(next);
      for (const a of next.keys())
        for (const b of next.keys())
          expect(numbers.get(a) === numbers.get(b)).toBe(reaches(a, b, next) && reaches(b, a, next));
    }),
  );
});

test('a chain of a hundred thousand is no circle, closed it is one', () => {
  const length = 100_000;
  const next = new Map(Array.from({ length }, (_, node) => [node, new Set([node + 1])] as const));
  next.set(length, new Set());
  expect(new Set(toCircleNumbers(next).values()).size).toBe(length + 1);
  next.set(length, new Set([0]));
  expect(new Set(toCircleNumbers(next).values()).size).toBe(1);
});
