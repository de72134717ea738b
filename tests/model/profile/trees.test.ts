import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallTree, ROOT } from '#model/profile/call-tree.ts';
import { toCallees } from '#model/profile/callees.ts';
import { type CallerNode, toCallerRoot, toCallers, toLeaves } from '#model/profile/callers.ts';
import { toPattern } from '#model/pattern/pattern.ts';
import { toTop } from '#model/profile/top.ts';
import { type MadeSample, madeSamples, makeProfile, toFrames } from './make-profile.ts';
import { treeOf } from './read-profile.ts';

/** Sums by key, without what came to nothing. */
class Sums {
  readonly sums = new Map<string, number>();

  add(key: string, value: number): void {
    this.sums.set(key, (this.sums.get(key) ?? 0) + value);
  }

  get entries(): [string, number][] {
    return [...this.sums].filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

function treeFrom(samples: readonly MadeSample[], mergeRecursion = false): CallTree {
  return treeOf(makeProfile(samples), 0, { mergeRecursion });
}

function totals({ frames, parent, frame, total }: CallTree): [string, number][] {
  const paths = [''];
  const sums = new Sums();
  for (let node = ROOT + 1; node < parent.length; node++) {
    paths.push(`${paths[parent[node]!]}/${frames[frame[node]!]!.name}`);
    sums.add(paths[node]!, total[node]!);
  }
  // Each path is one node.
  expect(new Set(paths).size).toBe(paths.length);
  return sums.entries;
}

function prefixSums(stacks: readonly { frames: readonly string[]; value: number }[]): [string, number][] {
  const sums = new Sums();
  for (const { frames, value } of stacks) {
    frames.forEach((_, at) => sums.add(`/${frames.slice(0, at + 1).join('/')}`, value));
  }
  return sums.entries;
}

const toStacks = (samples: readonly MadeSample[]) =>
  samples.map((sample) => ({ frames: toFrames(sample), value: sample.value }));

test('a node has what the samples below it have', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      expect(totals(treeFrom(samples))).toEqual(prefixSums(toStacks(samples)));
    }),
  );
});

test('flat is the leaf’s, cum counts each stack once', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      const [flat, cum] = [new Sums(), new Sums()];
      for (const { frames, value } of toStacks(samples)) {
        if (frames.length > 0) flat.add(frames.at(-1)!, value);
        for (const name of new Set(frames)) cum.add(name, value);
      }
      const rows = toTop(treeFrom(samples));
      const by = (pick: 'flat' | 'cum') => {
        const sums = new Sums();
        for (const row of rows) sums.add(row.frame.name, row[pick]);
        return sums.entries;
      };
      expect([by('flat'), by('cum')]).toEqual([flat.entries, cum.entries]);
    }),
  );
});

test('rows stand by flat, then cum, then name', () => {
  const tree = treeFrom([
    { stack: ['z', 'a'], value: 5 },
    { stack: ['z', 'b'], value: 5 },
    { stack: ['y', 'c'], value: -9 },
  ]);
  expect(toTop(tree).map(({ frame, flat, cum }) => [frame.name, flat, cum])).toEqual([
    ['c', -9, -9],
    ['a', 5, 5],
    ['b', 5, 5],
    ['z', 0, 10],
    ['y', 0, -9],
  ]);
});

describe('from the leaves', () => {
  function expand(tree: CallTree, roots: readonly CallerNode[]): [string, number][] {
    const sums = new Sums();
    const open = roots.map((node) => ({ node, path: '' }));
    for (let next = open.pop(); next; next = open.pop()) {
      const path = `${next.path}/${tree.frames[next.node.frame]!.name}`;
      sums.add(path, next.node.total);
      for (const node of toCallers(tree, next.node)) open.push({ node, path });
    }
    return sums.entries;
  }

  test('a node has what the stacks have that end so', () => {
    fc.assert(
      fc.property(madeSamples, (samples) => {
        const tree = treeFrom(samples);
        const reversed = toStacks(samples).map(({ frames, value }) => ({ frames: frames.reverse(), value }));
        expect(expand(tree, toLeaves(tree))).toEqual(prefixSums(reversed));
      }),
    );
  });

  test('callers of a frame are those of its first call in a stack', () => {
    fc.assert(
      fc.property(madeSamples, fc.constantFrom('a', 'b', 'c'), (samples, name) => {
        const tree = treeFrom(samples);
        const frame = tree.frames.findIndex((one) => one.name === name);
        fc.pre(frame >= 0);
        const above = toStacks(samples).flatMap(({ frames, value }) => {
          const at = frames.indexOf(name);
          return at < 0 ? [] : [{ frames: frames.slice(0, at + 1).reverse(), value }];
        });
        expect(expand(tree, [toCallerRoot(tree, frame)])).toEqual(prefixSums(above));
      }),
    );
  });

  test('the heaviest comes first', () => {
    const tree = treeFrom([
      { stack: ['a', 'x'], value: 1 },
      { stack: ['b', 'x'], value: -7 },
      { stack: ['c', 'x'], value: 5 },
    ]);
    const frame = tree.frames.findIndex(({ name }) => name === 'x');
    const callers = toCallers(tree, toCallerRoot(tree, frame));
    expect(callers.map((node) => [tree.frames[node.frame]!.name, node.total])).toEqual([
      ['b', -7],
      ['c', 5],
      ['a', 1],
    ]);
  });
});

test('callees of a frame are those of its first call in a stack', () => {
  fc.assert(
    fc.property(madeSamples, fc.constantFrom('a', 'b', 'c'), (samples, name) => {
      const tree = treeFrom(samples);
      const frame = tree.frames.findIndex((one) => one.name === name);
      fc.pre(frame >= 0);
      const below = toStacks(samples).flatMap(({ frames, value }) => {
        const at = frames.indexOf(name);
        return at < 0 ? [] : [{ frames: frames.slice(at), value }];
      });
      expect(totals(toCallees(tree, frame))).toEqual(prefixSums(below));
    }),
  );
});

test('recursion merged: a frame that calls itself is one with its caller', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      const merged = toStacks(samples).map(({ frames, value }) => ({
        frames: frames.filter((name, at) => name !== frames[at - 1]),
        value,
      }));
      expect(totals(treeFrom(samples, true))).toEqual(prefixSums(merged));
    }),
  );
});

describe('a million calls deep', () => {
  const depth = 1_000_000;
  const stack = Array.from({ length: depth }, (_, at) => (at % 2 === 0 ? 'ping' : 'pong'));
  const tree = treeFrom([
    { stack, value: 3 },
    { stack: stack.slice(0, 10), value: 2 },
  ]);
  const frame = tree.frames.findIndex(({ name }) => name === 'ping');

  test('is folded, added up, and looked at from both sides', () => {
    expect(tree.parent).toHaveLength(depth + 1);
    expect(toTop(tree).map(({ flat, cum }) => [flat, cum])).toEqual([[5, 5], [0, 5]]); // prettier-ignore
    expect(toCallees(tree, frame).total[ROOT]).toBe(5);
    const [leaf] = toLeaves(tree);
    expect(toCallers(tree, leaf!)[0]!.total).toBe(5);
    expect(toCallers(tree, toCallerRoot(tree, frame))).toEqual([]);
  });
});

test('what is filtered out leaves no branches, and what is left has the sums of a profile without it', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      const filter = { focus: toPattern('^b$')!, ignore: toPattern('^d$')! };
      const isLeft = (names: readonly string[]): boolean => names.includes('b') && !names.includes('d');
      const left = samples.filter((sample) => isLeft(toFrames(sample)));
      const pathsOf = ({ frames, parent, frame, total }: CallTree): [string, number][] => {
        const paths = [''];
        for (let node = 1; node < parent.length; node++) {
          paths.push(`${paths[parent[node]!]}/${frames[frame[node]!]!.name}`);
        }
        return paths.map((path, node): [string, number] => [path, total[node]!]).toSorted();
      };
      const filtered = treeOf(makeProfile(samples), 0, { filter });
      expect(pathsOf(filtered)).toEqual(pathsOf(treeOf(makeProfile(left), 0)));
    }),
  );
});
