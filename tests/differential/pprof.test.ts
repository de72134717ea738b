import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import type { Profile } from '#model/profile/profile.ts';
import { hasGo, readGoSamples, readGoTop } from '../formats/pprof/go-pprof.ts';
import { bytes, number, packed, text } from '../formats/pprof/message.ts';
import { Random } from '../fuzz/random.ts';
import { topOf } from '../model/profile/read-profile.ts';
import { drawSeed } from './go-program.ts';

const profiles = 12;

/** A profile that holds together: functions that call each other and themselves, inlined, under labels. */
function drawProfile(random: Random): Uint8Array {
  const strings = [''];
  const textOf = (one: string) => {
    if (!strings.includes(one)) strings.push(one);
    return strings.indexOf(one);
  };
  const functions = 1 + random.below(20);
  const locations = 1 + random.below(30);
  const list = (field: number, values: (number | bigint)[]) =>
    random.once(2) ? values.flatMap((value) => number(field, value)) : packed(field, values);
  const value = () => BigInt(random.below(random.pick([3, 1000, 2 ** 32]))) * (random.once(6) ? -1n : 1n);
  const valueType = (type: string, unit: string) => [...number(1, textOf(type)), ...number(2, textOf(unit))];
  const label = () => [...number(1, textOf('kind')), ...number(2, textOf(`label${random.below(3)}`))];
  const parts = [
    bytes(1, valueType('samples', 'count')),
    bytes(1, valueType('cpu', 'nanoseconds')),
    ...Array.from({ length: 1 + random.below(80) }, () => {
      const stack = Array.from({ length: 1 + random.below(random.pick([4, 40])) }, () => 1 + random.below(locations)); // prettier-ignore
      return bytes(2, [...list(1, stack), ...list(2, [value(), value()]), ...(random.once(3) ? bytes(3, label()) : [])]); // prettier-ignore
    }),
    bytes(3, [...number(1, 1), ...number(2, 0x1000), ...number(3, 0x900000), ...number(5, textOf('/bin/app')), ...number(7, 1)]), // prettier-ignore
    ...Array.from({ length: locations }, (_, at) => {
      const line = () =>
        bytes(4, [...number(1, 1 + random.below(functions)), ...number(2, 1 + random.below(90))]);
      const lines = Array.from({ length: random.once(4) ? 2 + random.below(2) : 1 }, line);
      return bytes(4, [
        ...number(1, at + 1),
        ...number(2, 1),
        ...number(3, 0x2000 + at * 16),
        ...lines.flat(),
      ]);
    }),
    // Each its own name: pprof has a row for each that differs in more than its name.
    ...Array.from({ length: functions }, (_, at) => {
      const name = textOf(random.pick(['main.f', 'main.(*T).f', 'net/http.f', 'a.b/c.f', 'f']) + at);
      return bytes(5, [...number(1, at + 1), ...number(2, name), ...number(3, name), ...number(4, textOf(`/x/f${at}.go`))]); // prettier-ignore
    }),
    ...(random.once(3) ? [number(7, textOf(`.*f${random.below(functions)}`))] : []),
    number(12, 1),
    bytes(11, valueType('cpu', 'nanoseconds')),
  ];
  return Uint8Array.from([...parts, ...strings.map((one) => text(6, one))].flat());
}

describe.skipIf(!hasGo)('profiles of any functions and values are what go tool pprof reads in them', () => {
  let folder: string;
  const drawn: { name: string; path: string; profile: Profile }[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'casebook-profiles-'));
    const seed = drawSeed();
    for (let run = 0; run < profiles; run++) {
      const path = join(folder, `${run}.pb`);
      const written = drawProfile(new Random(seed, run));
      await writeFile(path, written);
      const { profile, notices } = decodeProfile(written);
      if (!profile || notices.length > 0) throw new Error(`profile ${run}: ${notices[0]?.message}`);
      drawn.push({ name: `profile ${run}`, path, profile });
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('-top: flat and cum of every function', async () => {
    const tops = await Promise.all(drawn.map(({ path }) => readGoTop('ns', '-sample_index=cpu', path)));
    for (const [index, { name, profile }] of drawn.entries()) {
      expect(sorted(topOf(profile, 1)), name).toEqual(sorted(tops[index]!.rows));
    }
  });

  test('-raw: the values of every sample, in their order', async () => {
    const samples = await Promise.all(drawn.map(({ path }) => readGoSamples(path)));
    for (const [index, { name, profile }] of drawn.entries()) {
      const [first, second] = profile.samples.values as [BigInt64Array, BigInt64Array];
      const ours = Array.from({ length: profile.samples.count }, (_, at) => `${first[at]} ${second[at]}`);
      expect(ours, name).toEqual(samples[index]);
    }
  });
});

function sorted(rows: Map<string, [number, number]>): [string, [number, number]][] {
  return [...rows].filter(([, [flat, cum]]) => flat !== 0 || cum !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}
