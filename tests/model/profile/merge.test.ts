import { describe, expect, test } from 'vitest';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toDifference } from '#model/profile/difference.ts';
import { mergeProfiles } from '#model/profile/merge.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toTop } from '#model/profile/top.ts';
import { fixturePath, hasGo, readGoTop } from '../../formats/pprof/go-pprof.ts';
import { toPlainSamples } from './describe-profile.ts';
import { makeProfile } from './make-profile.ts';
import { readPprofFixture, topOf, typeOf } from './read-profile.ts';

const paths = ['pprof/valid/cpu-labels.pb.gz', 'pprof/valid/cpu-labels-later.pb.gz'] as const;
const [earlier, later] = paths.map(readPprofFixture) as [Profile, Profile];
const cpu = { type: 'cpu', unit: 'nanoseconds' };

function topOfWeights(profile: Profile, weights: Float64Array): Map<string, [number, number]> {
  const tree = toCallTree(profile, foldStacks(profile), weights);
  return new Map(toTop(tree).map(({ frame, flat, cum }) => [frame.name, [flat, cum]]));
}

const sorted = (rows: Map<string, readonly [number, number]>) =>
  [...rows].filter(([, [flat, cum]]) => flat !== 0 || cum !== 0).sort(([a], [b]) => (a < b ? -1 : 1));

describe('several profiles as one', () => {
  test('samples one after another, and what they share once', () => {
    const a = makeProfile([{ stack: ['a', 'b'], value: 1, labels: { kind: 'x', bytes: 5n } }]);
    const b = makeProfile([
      { stack: ['a', 'b'], value: 2 },
      { stack: ['c', 'b'], value: 3 },
    ]);
    const merged = mergeProfiles([a, b])!;
    expect([...merged.starts]).toEqual([0, 1, 3]);
    expect(toPlainSamples(merged.profile)).toEqual([...toPlainSamples(a), ...toPlainSamples(b)]);
    expect(merged.profile.functions.name).toHaveLength(3);
    expect(merged.profile.stacks.caller).toHaveLength(5);
  });

  test('what it says of itself', () => {
    const { profile } = mergeProfiles([earlier, later])!;
    expect(profile).toMatchObject({
      format: 'pprof',
      timeNanos: earlier.timeNanos,
      durationNanos: earlier.durationNanos + later.durationNanos,
      period: 10_000_000n,
      periodType: cpu,
    });
  });

  test('types that all of them have; without any there is nothing to merge', () => {
    const heap = readPprofFixture('pprof/valid/heap.pb.gz');
    expect(mergeProfiles([earlier, heap])).toBeUndefined();
    expect(mergeProfiles([])).toBeUndefined();
    const samples = makeProfile([{ stack: ['a'], value: 1 }], { type: 'samples', unit: 'count' });
    expect(mergeProfiles([earlier, samples])!.profile.sampleTypes).toEqual([
      { type: 'samples', unit: 'count' },
    ]);
  });

  test('calls at other places of one line are others', () => {
    const at = (column: number): Profile => {
      const builder = new ProfileBuilder([cpu]);
      const location = builder.addLocation(0, 0, 0);
      builder.addLine(builder.functionOf('a'), 7, column);
      builder.startSample(builder.stackOf(NO_STACK, location));
      return builder.finish({ format: 'pprof' });
    };
    expect([...mergeProfiles([at(3), at(9), at(3)])!.profile.lines.column]).toEqual([3, 9]);
  });

  test('a program loaded elsewhere has the same functions', () => {
    const move = (by: bigint): Profile => ({
      ...earlier,
      mappings: earlier.mappings.map((one) => ({ ...one, start: one.start + by, limit: one.limit + by })),
      locations: { ...earlier.locations, address: earlier.locations.address.map((one) => one + by) },
    });
    const { profile } = mergeProfiles([earlier, move(0x10_0000n)])!;
    expect(profile.stacks.caller.length).toBe(earlier.stacks.caller.length);
  });

  test.skipIf(!hasGo)('as `go tool pprof` merges them', async () => {
    const { profile } = mergeProfiles([earlier, later])!;
    const { rows } = await readGoTop('ns', ...paths.map(fixturePath));
    expect(sorted(topOf(profile, typeOf(profile, 'cpu')))).toEqual(sorted(rows));
  });
});

describe('a difference', () => {
  test('has what was gained and lost', () => {
    const before = makeProfile([
      { stack: ['a', 'b'], value: 10 },
      { stack: ['a', 'c'], value: 5 },
    ]);
    const after = makeProfile([
      { stack: ['a', 'b'], value: 4 },
      { stack: ['a', 'd'], value: 3 },
    ]);
    const { profile, before: was, after: is, change } = toDifference(before, after, cpu)!;
    expect([[...was], [...is], [...change]]).toEqual([
      [10, 5, 0, 0],
      [0, 0, 4, 3],
      [-10, -5, 4, 3],
    ]);
    expect(sorted(topOfWeights(profile, change))).toEqual([
      ['a', [0, -8]],
      ['b', [-6, -6]],
      ['c', [-5, -5]],
      ['d', [3, 3]],
    ]);
    const normalised = toDifference(before, after, cpu, { isNormalised: true })!;
    expect(normalised.after.reduce((sum, weight) => sum + weight)).toBeCloseTo(15, 9);
    expect(normalised.change.reduce((sum, weight) => sum + weight)).toBeCloseTo(0, 9);
    expect(topOfWeights(normalised.profile, normalised.change).get('b')![0]).toBeCloseTo(
      4 * (15 / 7) - 10,
      9,
    );
  });

  test('of what has no samples, or not the type', () => {
    const empty = makeProfile([]);
    const some = makeProfile([{ stack: ['a'], value: 4 }]);
    expect([...toDifference(some, empty, cpu, { isNormalised: true })!.change]).toEqual([-4]);
    expect(toDifference(some, empty, { type: 'x', unit: 'count' })).toBeUndefined();
  });

  test.skipIf(!hasGo)('as -diff_base has it', async () => {
    const { profile, change } = toDifference(earlier, later, cpu)!;
    const { rows } = await readGoTop('ns', `-diff_base=${fixturePath(paths[0])}`, fixturePath(paths[1]));
    expect(sorted(topOfWeights(profile, change))).toEqual(sorted(rows));
    expect([...rows.values()].some(([flat]) => flat < 0)).toBe(true);
  });

  test.skipIf(!hasGo)('normalised as -normalize does it, which rounds every sample', async () => {
    const { profile, change } = toDifference(earlier, later, cpu, { isNormalised: true })!;
    const { rows } = await readGoTop('ns', '-normalize', `-diff_base=${fixturePath(paths[0])}`, fixturePath(paths[1])); // prettier-ignore
    const ours = topOfWeights(profile, change);
    for (const [name, [flat, cum]] of rows) {
      expect(Math.abs((ours.get(name)?.[0] ?? 0) - flat)).toBeLessThanOrEqual(profile.samples.count);
      expect(Math.abs((ours.get(name)?.[1] ?? 0) - cum)).toBeLessThanOrEqual(profile.samples.count);
    }
  });
});

test('two are merged once for all their sample types', () => {
  const heap = readPprofFixture('pprof/valid/heap.pb.gz');
  const other = { ...heap };
  const [one, two, swapped, again] = [
    toDifference(heap, other, heap.sampleTypes[0]!)!,
    toDifference(heap, other, heap.sampleTypes[1]!)!,
    toDifference(other, heap, heap.sampleTypes[0]!)!,
    toDifference({ ...heap }, other, heap.sampleTypes[0]!)!,
  ];
  expect(one.profile).toBe(two.profile);
  expect(one.before).not.toEqual(two.before);
  expect(swapped.profile).not.toBe(one.profile);
  expect(again.profile).not.toBe(one.profile);
});
