import * as fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { toDifference } from '#model/profile/difference.ts';
import { toShownProfile } from '#model/profile/shown-profile.ts';
import { toTotal } from '#model/profile/weights.ts';
import { fixturePath, hasGo, readGoTop } from '../../formats/pprof/go-pprof.ts';
import { toPlainSamples } from './describe-profile.ts';
import { madeSamples, makeProfile } from './make-profile.ts';
import { readPprofFixture, topOf, typeOf } from './read-profile.ts';

const shown = (options: Parameters<typeof toShownProfile>[1], file = 'cpu-labels.pb.gz') =>
  toShownProfile(readPprofFixture(`pprof/valid/${file}`), options);

test('without a filter it is the profile', () => {
  const profile = readPprofFixture('pprof/valid/cpu-labels.pb.gz');
  const same = toShownProfile(profile, {});
  expect(toPlainSamples(same)).toEqual(toPlainSamples(profile));
  expect(same.mappings).toEqual(profile.mappings);
  expect([...same.locations.address]).toEqual([...profile.locations.address]);
});

describe('what a filter leaves is there for whoever reads it without one', () => {
  test.each([
    [{ focus: /descend/ }],
    [{ ignore: /descend|mcall/ }],
    [{ hide: /descend/ }],
    [{ hide: /square/ }],
    [{ show: /^main\./ }],
    [{ showFrom: /main\.descend/ }],
    [{ showFrom: /descend|words/, hide: /descend/ }],
  ])('%o', (filter) => {
    const profile = readPprofFixture('pprof/valid/cpu-labels.pb.gz');
    const type = typeOf(profile, 'cpu');
    const wanted = topOf(profile, type, { filter });
    expect(wanted.size).toBeGreaterThan(0);
    expect(topOf(shown({ filter }), type)).toEqual(wanted);
  });

  test('of whatever stacks', () => {
    fc.assert(
      fc.property(madeSamples, fc.constantFrom('a', 'b', 'c', 'd'), (samples, name) => {
        const profile = makeProfile(samples);
        for (const filter of [
          { hide: new RegExp(name) },
          { showFrom: new RegExp(name) },
          { focus: new RegExp(name) },
        ]) {
          expect(topOf(toShownProfile(profile, { filter }), 0)).toEqual(topOf(profile, 0, { filter }));
        }
      }),
    );
  });
});

test('samples that are not kept are gone, with their labels', () => {
  const profile = makeProfile([
    { stack: ['a'], value: 1, labels: { user: 'ann' } },
    { stack: ['b'], value: 2, labels: { user: 'bob' } },
  ]);
  expect(toPlainSamples(toShownProfile(profile, { kept: Uint8Array.of(0, 1) }))).toEqual([
    { stack: ['b'], values: [2n], labels: { user: ['bob'] } },
  ]);
});

test('a difference has what was before with a minus, marked as the base that shares are of', () => {
  const before = makeProfile([{ stack: ['a'], value: 40 }]);
  const after = makeProfile([
    { stack: ['a'], value: 5 },
    { stack: ['b'], value: 5 },
  ]);
  const difference = toDifference(before, after, { type: 'cpu', unit: 'nanoseconds' })!;
  const taken = toShownProfile(difference.profile, { middle: 1, scale: 4 });
  expect(toPlainSamples(taken)).toEqual([
    { stack: ['a'], values: [-40n], labels: { 'pprof::base': ['true'] } },
    { stack: ['a'], values: [20n], labels: {} },
    { stack: ['b'], values: [20n], labels: {} },
  ]);
  expect(toTotal(taken, 0)).toBe(40n);
});

test.skipIf(!hasGo)('go tool pprof reads a difference as it makes one itself', async () => {
  const [before, after] = ['cpu-labels.pb.gz', 'cpu-labels-later.pb.gz'].map((file) => `pprof/valid/${file}`);
  const earlier = readPprofFixture(before!);
  const difference = toDifference(earlier, readPprofFixture(after!), { type: 'cpu', unit: 'nanoseconds' })!;
  const folder = await mkdtemp(join(tmpdir(), 'casebook-shown-'));
  try {
    const path = join(folder, 'difference.pb');
    await writeFile(
      path,
      encodeProfile(toShownProfile(difference.profile, { middle: earlier.samples.count })),
    );
    const ours = await readGoTop('ns', '-sample_index=cpu', path);
    const theirs = await readGoTop(
      'ns',
      '-sample_index=cpu',
      `-diff_base=${fixturePath(before!)}`,
      fixturePath(after!),
    );
    expect(theirs.rows.size).toBeGreaterThan(10);
    expect(ours).toEqual(theirs);
  } finally {
    await rm(folder, { recursive: true });
  }
});
