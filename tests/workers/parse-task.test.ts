import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { FormatError } from '#formats/format.ts';
import { parseCapture, toParseFailure } from '#workers/parse-task.ts';

const fixture = join(
  import.meta.dirname,
  '..',
  'fixtures',
  'topid-process',
  'valid',
  'process-20211111-normal.data',
);
const bytes = new Uint8Array(await readFile(fixture));

function sha256(of: Uint8Array): string {
  return createHash('sha256').update(of).digest('hex');
}

/** A file in chunks of a size, and whether its reader gave it up. */
function inChunks(
  of: Uint8Array,
  size: number,
): { stream: ReadableStream<Uint8Array>; cancelled: () => boolean } {
  let at = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= of.length) return controller.close();
      controller.enqueue(of.slice(at, at + size));
      at += size;
    },
    cancel() {
      cancelled = true;
    },
  });
  return { stream, cancelled: () => cancelled };
}

describe('a capture from its bytes', () => {
  test('whole, with its size, hash and format', async () => {
    const capture = await parseCapture('process-abc.data', inChunks(bytes, 100).stream);
    expect(capture).toMatchObject({
      name: 'process-abc.data',
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
      format: 'topid-process',
      gzipped: false,
      value: { kind: 'recording', session: { id: 'abc', part: 'process' } },
      end: { complete: true },
    });
    expect(capture.value.kind === 'recording' && capture.value.rows).toBeGreaterThan(0);
  });

  test('gzipped: size and hash are of what was uploaded', async () => {
    const gz = gzipSync(bytes);
    const capture = await parseCapture('process-abc.data.gz', new Blob([gz]).stream());
    expect(capture).toMatchObject({ gzipped: true, sizeBytes: gz.length, sha256: sha256(gz) });
  });

  test('cut: what was read is there, and the hash is of all the bytes', async () => {
    const cut = bytes.subarray(0, bytes.length - 5);
    const capture = await parseCapture('process-abc.data', inChunks(cut, 64).stream);
    expect(capture).toMatchObject({ sizeBytes: cut.length, sha256: sha256(cut), end: { complete: false } });
    expect(capture.notices.length).toBeGreaterThan(0);
  });

  test('tells how far it is', async () => {
    const onProgress = vi.fn<(bytesRead: number) => void>();
    await parseCapture('process-abc.data', inChunks(bytes, 100).stream, { onProgress });
    const told = onProgress.mock.calls.map(([bytesRead]) => bytesRead);
    expect(told).toHaveLength(Math.ceil(bytes.length / 100));
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(bytes.length);
  });

  test('unreadable: throws, and gives the source up', async () => {
    const noise = new Uint8Array(1_000_000).fill(7);
    const { stream, cancelled } = inChunks(noise, 1000);
    await expect(parseCapture('noise.bin', stream)).rejects.toThrow(FormatError);
    expect(cancelled()).toBe(true);
  });

  test('aborted: ends with the reason, and gives the source up', async () => {
    const { stream, cancelled } = inChunks(bytes, 10);
    const abort = new AbortController();
    const onProgress = (bytesRead: number) => bytesRead >= 50 && abort.abort(new Error('removed'));
    await expect(
      parseCapture('process-abc.data', stream, { signal: abort.signal, onProgress }),
    ).rejects.toThrow('removed');
    expect(cancelled()).toBe(true);
  });
});

describe('a failure as data', () => {
  test('of a format keeps its code, place and numbers', () => {
    const error = new FormatError(
      'gob-type',
      'gob: unexpected type id 65 at byte 12',
      { byte: 12 },
      { id: 65 },
    );
    expect(toParseFailure(error, 'x')).toEqual({
      code: 'gob-type',
      message: 'gob: unexpected type id 65 at byte 12',
      where: { byte: 12 },
      params: { id: 65 },
    });
  });

  test.each([
    [
      new DOMException('gone', 'NotReadableError'),
      'file-unreadable',
      'a.log: the file can no longer be read',
    ],
    [
      new RangeError('Array buffer allocation failed'),
      'out-of-memory',
      'a.log: there is not enough memory to read it',
    ],
    [
      new RangeError('Invalid typed array length: 9'),
      'out-of-memory',
      'a.log: there is not enough memory to read it',
    ],
    [new RangeError('offset is out of bounds'), 'unexpected', 'a.log: offset is out of bounds'],
    [new TypeError('x is not a function'), 'unexpected', 'a.log: x is not a function'],
    ['a word', 'unexpected', 'a.log: a word'],
    [undefined, 'unexpected', 'a.log: undefined'],
  ])('%s', (error, code, message) => {
    expect(toParseFailure(error, 'a.log')).toMatchObject({ code, message });
  });
});
