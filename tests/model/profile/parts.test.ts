import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPackage } from '#model/go-names.ts';
import { type CallTree, foldStacks, ROOT, toCallTree } from '#model/profile/call-tree.ts';
import type { Frame, Granularity } from '#model/profile/frames.ts';
import { findOutermost, findOutermostOf } from '#model/profile/outermost.ts';
import { toParts } from '#model/profile/parts.ts';
import { toPattern } from '#model/pattern/pattern.ts';
import type { Profile } from '#model/profile/profile.ts';
import type { StackFilter } from '#model/profile/stack-filter.ts';
import { sumByFrame, sumOfFrame, toTop } from '#model/profile/top.ts';
import { toWeights } from '#model/profile/weights.ts';
import { madeSamples, makeProfile } from './make-profile.ts';
import { readPprofFixture, treeOf } from './read-profile.ts';

type Sums = Record<string, [flat: number, cum: number]>;

/** Which frames of the finer granularity are within one of the coarser. */
const within: Record<
  'functions' | 'files' | 'packages',
  [Granularity, (part: Frame, name: string) => boolean]
> = {
  functions: ['lines', ({ name: part, file }, name) => file !== '' && part.startsWith(`${name} ${file}`)],
  files: ['lines', ({ file }, name) => file === name],
  packages: ['functions', ({ name: part, file }, name) => file !== '' && toPackage(part) === packageOf(name)],
};

/** What is in no package goes by the program that it is in. */
function packageOf(name: string): string {
  return /^[<[]/.test(name) ? '' : name;
}

/** Of each frame its parts, from all stacks folded anew. */
function foldAnew(profile: Profile, by: keyof typeof within, filter: StackFilter): Record<string, Sums> {
  const [finer, isWithin] = within[by];
  const weights = toWeights(profile, 0);
  const rows = toTop(toCallTree(profile, foldStacks(profile, { granularity: finer, filter }), weights));
  const { frames } = foldStacks(profile, { granularity: by, filter });
  return Object.fromEntries(
    frames.map(({ name }) => [
      name,
      Object.fromEntries(
        rows
          .filter(({ frame }) => isWithin(frame, name))
          .map(({ frame, flat, cum }) => [frame.name, [flat, cum]]),
      ),
    ]),
  );
}

/** The same without. */
function findAll(profile: Profile, by: keyof typeof within, filter: StackFilter): Record<string, Sums> {
  const folded = foldStacks(profile, { granularity: by, filter });
  return Object.fromEntries(
    folded.frames.map(({ name }, at) => {
      const { frames, sums } = toParts(profile, folded, at, within[by][0], [toWeights(profile, 0)]);
      const { flat, cum } = sums[0]!;
      const found = frames.flatMap((frame, part): [string, [number, number]][] =>
        frame.file !== '' && (flat[part] !== 0 || cum[part] !== 0)
          ? [[frame.name, [flat[part]!, cum[part]!]]]
          : [],
      );
      return [name, Object.fromEntries(found)];
    }),
  );
}

const granularities = Object.keys(within) as (keyof typeof within)[];

test.each(granularities)('the parts of %s are those of stacks that call themselves, and inline', (by) => {
  const filter = fc.constantFrom<StackFilter>(
    {},
    { focus: toPattern('b')! },
    { ignore: toPattern('d')! },
    { hide: toPattern('^a$')! },
    { showFrom: toPattern('b|c')! },
  );
  fc.assert(
    fc.property(madeSamples, filter, (samples, chosen) => {
      const profile = makeProfile(samples);
      expect(findAll(profile, by, chosen)).toEqual(foldAnew(profile, by, chosen));
    }),
  );
});

test.each(granularities)('the parts of %s of a real profile', (by) => {
  const profile = readPprofFixture('pprof/valid/cpu-labels.pb.gz');
  const expected = foldAnew(profile, by, {});
  const counts = Object.values(expected).map((parts) => Object.keys(parts).length);
  // Else nothing would be compared.
  expect(Math.max(...counts)).toBeGreaterThan(2);
  expect(findAll(profile, by, {})).toEqual(expected);
});

test('each of several weights has sums of its own', () => {
  const profile = makeProfile([
    { stack: ['a', 'b'], value: 3 },
    { stack: ['a'], value: 4 },
  ]);
  const folded = foldStacks(profile);
  const at = folded.frames.findIndex(({ name }) => name === 'a');
  const { frames, sums } = toParts(profile, folded, at, 'lines', [
    Float64Array.of(3, 4),
    Float64Array.of(10, 0),
  ]);
  expect(frames.map(({ name, line }) => [name, line])).toEqual([['a a.go:7', 7]]);
  expect(sums.map(({ flat, cum }) => [flat[0], cum[0]])).toEqual([
    [4, 7],
    [0, 10],
  ]);
});

/** By walking from each node to the root. */
function isOutermost({ parent, frame }: CallTree, node: number): boolean {
  for (let above = parent[node]!; above !== ROOT; above = parent[above]!) {
    if (frame[above] === frame[node]) return false;
  }
  return true;
}

test('an outermost node has none of its frame among its callers, of all frames and of one', () => {
  fc.assert(
    fc.property(madeSamples, (samples) => {
      const tree = treeOf(makeProfile(samples), 0);
      const naive = [...tree.parent.keys()].slice(1).filter((node) => isOutermost(tree, node));
      expect([...findOutermost(tree)]).toEqual(naive);
      const { flat, cum } = sumByFrame(tree);
      tree.frames.forEach((_, frame) => {
        expect([...findOutermostOf(tree, frame)]).toEqual(naive.filter((node) => tree.frame[node] === frame));
        expect(sumOfFrame(tree, frame)).toEqual({ flat: flat[frame], cum: cum[frame] });
      });
    }),
  );
});

test('trees that share their parents alone have outermost nodes of their own', () => {
  const tree = treeOf(makeProfile([{ stack: ['a', 'b', 'c'], value: 1 }]), 0);
  expect([...findOutermost(tree)]).toEqual([1, 2, 3]);
  const other = { ...tree, frame: Uint32Array.of(0, 0, 1, 0) };
  expect([...findOutermost(other)]).toEqual([1, 2]);
  expect([...findOutermost(tree)]).toEqual([1, 2, 3]);
});
