import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detectFormat } from '#formats/index.ts';
import { listFixtures, read, readFixture } from '../read-fixture.ts';

const ofProfiles = ['pprof', 'pprof-text', 'folded', 'perf-script'];
const ofOthers = [
  'topid-process',
  'topid-snapshot',
  'topid-info',
  'topid-text',
  'table',
  'go-crash',
] as const;

describe('each fixture of a profile is the same under its own name, as "unknown", gzipped, and in other chunks', () => {
  for (const format of ofProfiles) {
    for (const { file, bytes } of listFixtures(format, 'valid')) {
      test(`${format}/${file}`, async () => {
        const named = await read(file, bytes);
        expect(named).toMatchObject({
          format,
          gzipped: file.endsWith('.gz'),
          value: { kind: 'profile', format },
          end: { complete: true },
        });
        expect(named.notices.filter(({ code }) => code === 'mislabelled')).toEqual([]);
        // A browser saves what net/http/pprof gives as `profile`, without an extension.
        for (const name of ['unknown', 'profile', 'heap', 'x.log', 'x.txt', 'usage.bin']) {
          const other = await read(name, bytes);
          expect([name, other.format]).toEqual([name, format]);
          expect(other.value).toEqual(named.value);
        }
        expect(await read(file, gzipSync(bytes), {}, 100)).toMatchObject({
          format,
          value: named.value,
          gzipped: true,
        });
        expect((await read(file, bytes, {}, 37)).value).toEqual(named.value);
      });
    }
  }
});

describe('what is no profile is not taken for one', () => {
  for (const format of ofOthers) {
    test.each(listFixtures(format, 'valid').map(({ file, bytes }) => [file, bytes] as const))(
      `${format}/%s`,
      (file, bytes) => {
        const head = bytes.subarray(0, 4096);
        for (const name of [file, 'unknown', 'x.txt', 'x.log', 'cpu.pb.gz', 'profile']) {
          expect(ofProfiles).not.toContain(detectFormat(head, name)?.id);
        }
      },
    );
  }

  test.each([
    ['a log that begins with bytes', '  0000 de ad be ef  ....\n  0010 00 11 22 33  ....\n'],
    ['a log of numbers', 'got 12\ngot 13\nhad 14; lost 3\ndone\n'],
    ['a table without a header', '1;app;3\n2;app;4\n3;app;end\n'],
    ['a goroutine profile', 'goroutine profile: total 3\n2 @ 0x43 0x44\n#\t0x43\tmain.f+0x1\t/x/main.go:3\n'],
    ['a traceback', 'panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/main.go:1 +0x1\n'],
    ['words', 'perf was 3: good\n    1234 times (so they say)\n'],
  ])('%s', (_, text) => {
    for (const name of ['unknown', 'x.log', 'x.txt', 'x']) {
      expect(ofProfiles).not.toContain(detectFormat(new TextEncoder().encode(text), name)?.id);
    }
  });
});

test('a goroutine profile as text stays the dump that it is', async () => {
  const dump = readFixture('go-crash/reports/goroutine-profile-debug1.log');
  for (const name of ['goroutine-profile-debug1.log', 'goroutine', 'unknown', 'x.txt']) {
    expect(await read(name, dump)).toMatchObject({ format: 'go-crash' });
  }
});

test('a small file of folded stacks is taken for one where its name or its semicolons say so', async () => {
  const text = Buffer.from('main;work 12\n');
  expect(await read('x', text)).toMatchObject({ format: 'folded' });
  expect(await read('x.folded', Buffer.from('main 12\n'))).toMatchObject({ format: 'folded' });
  await expect(read('x', Buffer.from('main 12\n'))).rejects.toMatchObject({ code: 'unknown-text' });
});
