import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallTree, ROOT, toSelf } from '#model/profile/call-tree.ts';
import { toCallerTree } from '#model/profile/caller-tree.ts';
import { toTop } from '#model/profile/top.ts';
import { madeSamples, makeProfile, toFrames } from './make-profile.ts';
import { treeOf } from './read-profile.ts';

/** What each path from the root of a tree has, without what came to nothing. */
function toPaths({ frames, parent, frame, total }: CallTree): Record<string, number> {
  const paths = [''];
  const sums: Record<string, number> = {};
  for (let node = ROOT + 1; node < parent.length; node++) {
    paths.push(`${paths[parent[node]!]}/${frames[frame[node]!]!.name}`);
    if (total[node] !== 0) sums[paths[node]!] = total[node]!;
  }
  return sums;
}

test('callers are those of each stack, from the outermost call of the frame on', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      const tree = treeOf(makeProfile(samples), 0);
      tree.frames.forEach(({ name }, frame) => {
        const sums = new Map<string, number>();
        for (const sample of samples) {
          const stack = toFrames(sample);
          const first = stack.indexOf(name);
          if (first < 0) continue;
          let path = '';
          for (const caller of stack.slice(0, first + 1).reverse()) {
            path += `/${caller}`;
            sums.set(path, (sums.get(path) ?? 0) + sample.value);
          }
        }
        const { tree: callers, isCut } = toCallerTree(tree, frame);
        const naive = [...sums].filter(([, value]) => value !== 0);
        expect(toPaths(callers)).toEqual(Object.fromEntries(naive));
        expect(isCut).toBe(false);
        expect(callers.self).toEqual(toSelf(callers.parent, callers.total));
      });
    }),
  );
});

test('its total is the cum of the frame', () => {
  const samples = [
    { stack: ['a', 'b', 'a'], value: 3 },
    { stack: ['c', 'a'], value: 4 },
    { stack: ['c'], value: 9 },
  ];
  const tree = treeOf(makeProfile(samples), 0);
  const frame = tree.frames.findIndex(({ name }) => name === 'a');
  const { tree: callers, levels } = toCallerTree(tree, frame);
  expect(callers.total[ROOT]).toBe(7);
  expect(toTop(tree).find((row) => row.frame.name === 'a')!.cum).toBe(7);
  expect(levels).toBe(1);
});

test('trees of one shape become trees of one shape, whatever their values', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      const tree = treeOf(makeProfile(samples), 0);
      const other = { ...tree, total: tree.total.map((value, at) => (at % 2 ? 0 : -value)) };
      tree.frames.forEach((_, frame) => {
        const [one, two] = [toCallerTree(tree, frame).tree, toCallerTree(other, frame).tree];
        expect(two.parent).toEqual(one.parent);
        expect(two.frame).toEqual(one.frame);
      });
    }),
  );
});

test('more steps than are allowed are cut off by level, and the sum stays', () => {
  const stack = (last: string) => Array.from({ length: 50 }, (_, at) => `f${at}`).concat(last, 'leaf');
  const tree = treeOf(
    makeProfile([
      { stack: stack('x'), value: 2 },
      { stack: stack('y'), value: 3 },
    ]),
    0,
  );
  const leaf = tree.frames.findIndex(({ name }) => name === 'leaf');
  // Two calls a level: an odd step is not half a level.
  const { tree: callers, levels, isCut } = toCallerTree(tree, leaf, 21);
  expect([levels, isCut]).toEqual([10, true]);
  expect(callers.total[ROOT]).toBe(5);
  expect(toPaths(callers)['/leaf/x/f49']).toBe(2);
});
