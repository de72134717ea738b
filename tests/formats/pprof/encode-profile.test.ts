import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeProfile } from '#formats/pprof/decode-profile.ts';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { NO_STACK, ProfileBuilder } from '#model/profile/profile-builder.ts';
import type { Profile } from '#model/profile/profile.ts';
import { toPlainSamples } from '../../model/profile/describe-profile.ts';
import { topOf } from '../../model/profile/read-profile.ts';
import { listFixtures } from '../read-fixture.ts';
import { fixturePath, hasGo, readGoTop, runPprof } from './go-pprof.ts';
import { bytes, makeProfile, number, packed, text } from './message.ts';

function decode(content: Uint8Array): Profile {
  const { profile, notices } = decodeProfile(content);
  expect(notices).toEqual([]);
  return profile!;
}

const fixtures = listFixtures('pprof', 'valid').map(({ file, bytes: content }) => ({
  file,
  profile: decode(file.endsWith('.gz') ? new Uint8Array(gunzipSync(content)) : content),
}));

test.each(fixtures)('$file is the same after one way there and back', ({ profile }) => {
  const again = decode(encodeProfile(profile));
  expect(toPlainSamples(again)).toEqual(toPlainSamples(profile));
  for (const part of ['locations', 'lines', 'mappings', 'sampleTypes', 'periodType', 'period'] as const) {
    expect(again[part]).toEqual(profile[part]);
  }
  const { timeNanos, durationNanos, comments, dropFrames, keepFrames, defaultSampleType } = profile;
  expect(again).toMatchObject({
    timeNanos,
    durationNanos,
    comments,
    dropFrames,
    keepFrames,
    defaultSampleType,
  });
  expect(encodeProfile(again)).toEqual(encodeProfile(decode(encodeProfile(again))));
});

test('values of 64 bits, numbers of labels, comments and expressions come back', () => {
  const label = bytes(3, [...number(1, 6), ...number(3, -(2n ** 63n)), ...number(4, 2)]);
  const profile = decode(
    makeProfile({
      samples: [-1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n].flatMap((value) =>
        bytes(2, [...packed(1, [2, 1]), ...packed(2, [value]), ...label]),
      ),
      rest: [
        ...number(7, 3),
        ...number(8, 5),
        ...number(9, -5),
        ...packed(13, [6, 7]),
        ...number(14, 1),
        ...number(15, 7),
      ],
    }),
  );
  const again = decode(encodeProfile(profile));
  expect(toPlainSamples(again)).toEqual(toPlainSamples(profile));
  expect(again).toMatchObject({ dropFrames: 'main.f', keepFrames: 'main.g', timeNanos: -5n, comments: ['key', 'value'], defaultSampleType: 'cpu', docUrl: 'value' }); // prettier-ignore
});

describe.skipIf(!hasGo)('`go tool pprof` reads what was written', () => {
  let folder = '';
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'casebook-pprof-'))));
  afterAll(() => rm(folder, { recursive: true }));

  async function write(name: string, profile: Profile): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, encodeProfile(profile));
    return path;
  }

  test.each(fixtures)('$file', async ({ file, profile }) => {
    const path = await write(file, profile);
    expect(await readGoTop('minimum', path)).toEqual(
      await readGoTop('minimum', fixturePath(`pprof/valid/${file}`)),
    );
  });

  test('one that stands in no file', async () => {
    const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
    const [f, g] = ['main.f', 'main.g'].map((name) =>
      builder.addNamedLocation(builder.functionOf(name, '/x.go')),
    );
    const outer = builder.stackOf(NO_STACK, f!);
    builder.startSample(outer);
    builder.addBigValue(0, 5n);
    builder.startSample(builder.stackOf(outer, g!));
    builder.addBigValue(0, 7n);
    const { rows, total } = await readGoTop(
      'count',
      await write('made.pb', builder.finish({ format: 'folded' })),
    );
    expect([[...rows], total]).toEqual([[['main.g', [7, 7]], ['main.f', [5, 12]]], 12]); // prettier-ignore
  });

  test('a line of no function, and a mapping whose addresses have names', async () => {
    const builder = new ProfileBuilder([{ type: 'samples', unit: 'count' }]);
    const mapping = (file: string) =>
      builder.addMapping({ start: 0x1000n, limit: 0x9000n, offset: 0n, file, buildId: '' });
    const named = builder.addLocation(0x1001, 0, mapping('/bin/named'));
    builder.addLine(builder.functionOf('main.f'), 7);
    builder.addLine(0, 9);
    const bare = builder.addLocation(0x2001, 0, mapping('/bin/bare'));
    builder.startSample(builder.stackOf(builder.stackOf(NO_STACK, bare), named));
    builder.addBigValue(0, 5n);
    const raw = await runPprof('-raw', await write('lines.pb', builder.finish({ format: 'pprof' })));
    expect(raw).toMatch(/\/bin\/named +\[FN\]\[FL\]\[LN\]/);
    expect(raw).toMatch(/\/bin\/bare *$/m);
    expect(raw.match(/main\.f/g)).toHaveLength(1);
  });

  test('functions that its maker wants dropped are dropped as it does', async () => {
    const names = ['', 'cpu', 'nanoseconds', 'main.f', '/x/main.go', 'runtime.malloc', 'runtime\\..*', 'runtime\\.panic', 'main.g', 'runtime.panic', '.runtime.x(int)']; // prettier-ignore
    const functions = [3, 5, 8, 9, 10].flatMap((name, at) =>
      bytes(5, [...number(1, at + 1), ...number(2, name)]),
    );
    const location = (id: number, ...calls: number[]) =>
      bytes(4, [...number(1, id), ...calls.flatMap((call) => bytes(4, number(1, call)))]);
    const profile = decode(
      makeProfile({
        strings: names.flatMap((name) => text(6, name)),
        functions,
        mappings: [],
        // The last has runtime.malloc inlined into main.g; the one before it, main.g inlined into runtime.malloc.
        locations: [1, 2, 3, 4, 5]
          .flatMap((id) => location(id, id))
          .concat(location(6, 3, 2), location(7, 2, 3)),
        samples: [[2, 1], [4, 1], [3, 2, 1], [2], [1, 2], [5, 3], [6, 1], [1, 7, 3], [7, 2]].flatMap(
          (ids, at) => bytes(2, [...packed(1, ids), ...packed(2, [10 ** at])]),
        ),
        rest: [...number(7, 6), ...number(8, 7)],
      }),
    );
    const { rows } = await readGoTop('ns', await write('dropped.pb', profile));
    const ours = topOf(profile, 0);
    expect(new Map([...ours].sort())).toEqual(new Map([...rows].sort()));
    expect(ours.get('runtime.panic')).toEqual([10, 10]);
  });
});
