import { describe, expect, test } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { detectPprofText, parsePprofText } from '#formats/pprof-text/format.ts';
import { toTotal } from '#model/profile/weights.ts';
import { fixturePath, hasGo, readGoSamples } from '../pprof/go-pprof.ts';
import { paramOf } from '../../model/notice-params.ts';
import { toPlainSamples } from '../../model/profile/describe-profile.ts';
import { topOf, typeOf } from '../../model/profile/read-profile.ts';
import { listFixtures, readFixture, toChunks } from '../read-fixture.ts';

function parse(text: string | Uint8Array, size?: number) {
  return parsePprofText(toChunks(Buffer.from(text), size), { name: 'heap.txt' });
}

const files = listFixtures('pprof-text', 'valid');

describe('made by Go', () => {
  test.each(files)('$file', async ({ bytes }) => {
    expect(detectPprofText(bytes.subarray(0, 4096))).toBe('certain');
    const { value, notices, end } = await parse(bytes, 61);
    expect([notices, end]).toEqual([[], { byte: bytes.length, complete: true }]);
    expect(value.samples.count).toBeGreaterThan(0);
  });

  test.skipIf(!hasGo).each(files)('$file has the values that `go tool pprof` reads in it', async ({ file, bytes }) => {
    const { value } = await parse(bytes);
    const ours = toPlainSamples(value).map(({ values }) => values.join(' '));
    expect(ours).toEqual(await readGoSamples(fixturePath(`pprof-text/valid/${file}`)));
  }); // prettier-ignore

  test('memory, by the names below each sample', async () => {
    const { value } = await parse(readFixture('pprof-text/valid/heap-debug1.txt'));
    expect(value).toMatchObject({ period: 4096n, periodType: { type: 'space', unit: 'bytes' } });
    const [flat, cum] = topOf(value, typeOf(value, 'inuse_space')).get('main.allocate')!;
    expect(flat).toBeGreaterThan(500_000);
    expect(cum).toBe(flat);
    expect(topOf(value, typeOf(value, 'inuse_space')).get('main.main')![1]).toBeGreaterThanOrEqual(cum);
    // As pprof has it, the runtime's own frames at the leaf are none of the stack.
    const allocating = toPlainSamples(value).filter(({ stack }) => stack.includes('main.allocate'));
    expect(new Set(allocating.map(({ stack }) => stack.at(-1)))).toEqual(new Set(['main.allocate']));
    const [files] = [new Set(Array.from(value.functions.file, (file) => value.strings[file]))];
    expect(files).toContain('casebook/profiles/main.go');
  });

  test('waiting, in nanoseconds', async () => {
    const { value } = await parse(readFixture('pprof-text/valid/block-debug1.txt'));
    const [, cum] = topOf(value, typeOf(value, 'delay')).get('main.contend')!;
    expect(cum).toBeGreaterThan(10_000_000);
    expect(cum).toBeLessThan(10_000_000_000);
  });

  test('threads', async () => {
    const { value } = await parse(readFixture('pprof-text/valid/threadcreate-debug1.txt'));
    expect(value.sampleTypes).toEqual([{ type: 'threadcreate', unit: 'count' }]);
    expect(toTotal(value, 0)).toBeGreaterThan(1n);
  });
});

test('a call that calls itself is named once', async () => {
  const names = '#\t0x1\tmain.f+0x1\t/x.go:1\n#\t0x1\tmain.f+0x1\t\t/x.go:1\n#\t0x5\tmain.g+0x1\t/x.go:9\n';
  const { value } = await parse(`own profile: total 3\n3 @ 0x99 0x2 0x2 0x6 0x50\n${names}\n1 @ 0x6\n`);
  expect(toPlainSamples(value)).toEqual([
    { stack: ['main.g', 'main.f', 'main.f'], values: [3n], labels: {} },
    { stack: ['main.g'], values: [1n], labels: {} },
  ]);
  expect(value.sampleTypes).toEqual([{ type: 'own', unit: 'count' }]);
});

test('addresses without a name are told of, and lines that are no sample', async () => {
  const { value, notices } = await parse('threadcreate profile: total 3\n3 @ 0x2 0x3\nx @ 0x5\n');
  expect(toPlainSamples(value)[0]!.stack).toEqual(['0x2', '0x1']);
  expect(notices.map((one) => [one.code, one.where?.line, paramOf(one, 'frames')])).toEqual([
    ['pprof-text-lines', 3, undefined],
    ['pprof-text-no-names', undefined, 2],
  ]);
});

test('a dump of goroutines is none, nor are other texts', () => {
  for (const text of ['goroutine profile: total 7\n1 @ 0x1\n', 'goroutineleak profile: total 1\n', 'heap profile: x\n', '']) {
    expect(detectPprofText(Buffer.from(text)), text).toBe('no');
  }
  for (const format of ['go-crash', 'topid-text', 'table', 'topid-info', 'folded', 'perf-script']) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      expect([file, detectPprofText(bytes.subarray(0, 4096))]).toEqual([file, 'no']);
    }
  }
}); // prettier-ignore

test('nothing of it is an error', async () => {
  const error = await parse('# x\nhello\n3 @ 0x1\n').catch((each: unknown) => each);
  expect(error).toBeInstanceOf(FormatError);
  expect((error as FormatError).message).toBe('heap.txt: no sample in 3 lines of a profile as text');
});

test.each([
  ['threadcreate profile: total 3', '99999999999999999999 @ 0x2'],
  ['--- contention:\ncycles/second=1000000000', '99999999999999999999 1 @ 0x2'],
  ['--- contention:\ncycles/second=1', '9999999999999 1 @ 0x2'],
  ['heap profile: 1: 5 [1: 5] @ heap/1048576', '1: 9223372036854775808 [1: 5] @ 0x2'],
  ['heap profile: 1: 5 [1: 5] @ heap/99999999999999999999999', '1: 5 [1: 5] @ 0x2'],
])('a sample whose values are beyond 64 bits is left out: %s', async (head, sample) => {
  const { value, notices } = await parse(`${head}\n${sample}\n`);
  expect(value.samples.count).toBe(0);
  expect(notices.map(({ code }) => code)).toEqual(['pprof-text-lines']);
});
