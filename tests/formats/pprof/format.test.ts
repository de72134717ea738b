import { gunzipSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyGunzipReport, gunzip } from '#bytes/gunzip.ts';
import { FormatError } from '#formats/format.ts';
import { detectPprof, parsePprof } from '#formats/pprof/format.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal, toWeights } from '#model/profile/weights.ts';
import { listFixtures, readFixture, toChunks } from '../read-fixture.ts';
import { toPlainSamples } from '../../model/profile/describe-profile.ts';
import { makeProfile, number } from './message.ts';

const unpacked = listFixtures('pprof', 'valid').map(({ file, bytes }) => ({
  file,
  bytes: file.endsWith('.gz') ? new Uint8Array(gunzipSync(bytes)) : bytes,
}));

function parse(bytes: Uint8Array, size?: number) {
  return parsePprof(toChunks(bytes, size), { name: 'cpu 9.pb' });
}

async function findError(bytes: Uint8Array): Promise<FormatError> {
  const error = await parse(bytes).then(() => undefined, (each: unknown) => each); // prettier-ignore
  if (!(error instanceof FormatError)) throw new Error(`no error of a format: ${error}`);
  return error;
}

describe('made by Go', () => {
  test.each(unpacked)('$file', async ({ bytes }) => {
    expect(detectPprof(bytes.subarray(0, 4096))).toBe('certain');
    const { value, notices, end } = await parse(bytes, 61);
    expect([notices, end]).toEqual([[], { byte: bytes.length, complete: true }]);
    expect(value.samples.count).toBeGreaterThan(0);
    for (const { stack } of toPlainSamples(value)) expect(stack.length).toBeGreaterThan(0);
  });

  test('labels of goroutines and of work', async () => {
    const { value } = await parse(unpacked.find(({ file }) => file === 'cpu-labels.pb.gz')!.bytes);
    expect(value).toMatchObject({
      sampleTypes: [
        { type: 'samples', unit: 'count' },
        { type: 'cpu', unit: 'nanoseconds' },
      ],
      periodType: { type: 'cpu', unit: 'nanoseconds' },
      period: 10_000_000n,
    });
    expect(value.durationNanos).toBeGreaterThan(1_000_000_000n);
    const kinds = new Set(toPlainSamples(value).flatMap(({ labels }) => labels['kind'] ?? []));
    expect(kinds).toEqual(new Set(['parse', 'render']));
    const heap = await parse(unpacked.find(({ file }) => file === 'heap.pb.gz')!.bytes);
    expect(heap.value.defaultSampleType).toBe('');
    expect(heap.value.sampleTypes.at(-1)).toEqual({ type: 'inuse_space', unit: 'bytes' });
    const sizes = toPlainSamples(heap.value).map(({ labels }) => labels['bytes']?.[0]);
    expect(sizes.some((size) => typeof size === 'bigint' && size >= 1024n)).toBe(true);
  });

  test('a difference has negative values', async () => {
    const { value } = await parse(unpacked.find(({ file }) => file === 'diff.pb.gz')!.bytes);
    expect(value.samples.values[1]!.some((each) => each < 0n)).toBe(true);
  });

  test('through gunzip, cut as well', async () => {
    const zipped = readFixture('pprof/valid/cpu-labels.pb.gz');
    const whole = await parsePprof(gunzip(toChunks(zipped), emptyGunzipReport()), { name: 'x' });
    expect(whole.value.samples.count).toBeGreaterThan(10);
    const report = emptyGunzipReport();
    const cut = parsePprof(gunzip(toChunks(zipped.subarray(0, -300)), report), { name: 'x' });
    const { value, notices } = await cut;
    expect(report.cutAt).toBe(zipped.length - 300);
    expect(notices.map(({ code }) => code)).toContain('pprof-missing');
    expect(value.samples.count).toBe(whole.value.samples.count);
  });
});

describe('what is no pprof profile is not taken for one', () => {
  const others = ['go-crash', 'topid-process', 'topid-snapshot', 'topid-text', 'table', 'topid-info'];
  test.each(others.flatMap((format) => listFixtures(format, 'valid')))('$file', ({ bytes }) => {
    expect(detectPprof(bytes.subarray(0, 4096))).toBe('no');
  });

  test('nor are texts, zeros, gzip, and nothing', () => {
    for (const text of ['', '\n', '\n\n\n', '\0'.repeat(50), '\nabc def\n', 'main;f 12\n']) {
      expect(detectPprof(Buffer.from(text))).toBe('no');
    }
    expect(detectPprof(gzipSync('x'))).toBe('no');
  });
});

describe('what cannot be read is an error that says why', () => {
  test('a profile cut before its names', async () => {
    const whole = makeProfile();
    const error = await findError(whole.subarray(0, 40));
    expect(error).toMatchObject({ code: 'pprof-none', where: { byte: 40 } });
    expect(error.message).toMatch(
      /^cpu 9\.pb: no sample type with a name in 40 bytes of a pprof profile: pprof: the data ends at byte 40, within what begins at byte \d+/,
    );
  });

  test('two profiles in one file', async () => {
    const timed = makeProfile({ rest: number(9, 5) });
    const error = await findError(Buffer.concat([timed, timed]));
    expect(error.code).toBe('pprof-joined');
    expect(error.where?.byte).toBe(2 * timed.length - 2);
  });

  test('other bytes', async () => {
    expect((await findError(Buffer.from('hello'))).code).toBe('pprof-none');
    expect((await findError(new Uint8Array(0))).code).toBe('pprof-none');
  });
});

/** Reads it, folds it and adds it up; anything but a format's error is a fault. */
async function readAll(bytes: Uint8Array): Promise<'read' | 'refused'> {
  try {
    const { value } = await parse(bytes);
    value.sampleTypes.forEach((_, type) => {
      toTotal(value, type);
      toTop(toCallTree(value, foldStacks(value), toWeights(value, type)));
    });
    return 'read';
  } catch (error) {
    if (error instanceof FormatError) return 'refused';
    throw error;
  }
}

test('every prefix is read or refused, and one that lost some names only is read', async () => {
  const { bytes } = unpacked.find(({ file }) => file === 'goroutine.pb.gz')!;
  const results = new Set<string>();
  for (let end = 0; end < bytes.length; end += 7) results.add(await readAll(bytes.subarray(0, end)));
  expect(results).toEqual(new Set(['read', 'refused']));
  expect(await readAll(bytes.subarray(0, -40))).toBe('read');
});

test('flipped bytes are read or refused', async () => {
  const { bytes } = unpacked.find(({ file }) => file === 'block.pb')!;
  const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const flipped = bytes.slice();
      for (const [at, value] of changes) flipped[at] = value;
      await readAll(flipped);
    }),
    { numRuns: 300 },
  );
});

test('a field of a later version, and one that no version may have', async () => {
  const newer = makeProfile({ rest: [...number(15, 3), ...number(31, 1)] });
  expect(detectPprof(newer)).toBe('certain');
  expect((await parse(newer)).notices).toEqual([]);
  expect(detectPprof(makeProfile({ rest: number(32, 1) }))).toBe('no');
});
