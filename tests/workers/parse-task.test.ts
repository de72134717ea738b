import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { FormatError } from '#formats/format.ts';
import type { Model } from '#model/capture/models.ts';
import { fillIn, type ListPart } from '#workers/long-lists.ts';
import type { ParseReply, Unpacked } from '#workers/messages.ts';
import { answerParse, parseCapture, parsePacked, toParseFailure } from '#workers/parse-task.ts';
import { sayOfGob } from '#formats/gob/says.ts';
import { atPlace } from '#model/notice.ts';

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

  test.each(['by the browser’s own code, over https', 'in JavaScript, where there is none'])(
    'a file has one and the same hash: %s',
    async (how) => {
      const isSecure = how.includes('https');
      const { subtle } = crypto;
      const digest = vi.fn<SubtleCrypto['digest']>((...given) => subtle.digest(...given));
      vi.stubGlobal('crypto', isSecure ? { subtle: { digest } } : {});
      const replies: ParseReply[] = [];
      await answerParse({ file: new Blob([bytes]), name: 'process-abc.data' }, (reply) =>
        replies.push(reply),
      );
      vi.unstubAllGlobals();
      expect(digest).toHaveBeenCalledTimes(isSecure ? 1 : 0);
      expect(replies.at(-1)).toMatchObject({
        kind: 'done',
        capture: { sizeBytes: bytes.length, sha256: sha256(bytes) },
      });
    },
  );

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
    const params = { file: 'a.data', wanted: 'samples' as const, byte: 12 };
    const error = new FormatError(atPlace({ byte: 12 }, sayOfGob('gob-no-values', params)));
    expect(toParseFailure(error, 'x')).toEqual({
      code: 'gob-no-values',
      message: 'a.data: no samples of processes in 12 bytes of gob',
      where: { byte: 12 },
      params,
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

describe('a capture from the data of a link', () => {
  const data = deflateSync(bytes).toString('base64url');
  const name = 'process-abc.data';

  /** What came of it, and what it was unpacked to. */
  async function readPacked(data: string, name: string) {
    const replies: ParseReply[] = [];
    await answerParse({ file: { packed: data }, name }, (reply) => replies.push(reply));
    const unpacked = replies.find((reply) => reply.kind === 'unpacked')?.unpacked;
    const unpackedBytes = new Uint8Array((await unpacked?.blob.arrayBuffer()) ?? new ArrayBuffer(0));
    return {
      last: replies.at(-1),
      unpackedBytes,
      problem: unpacked?.problem,
      kinds: replies.map(({ kind }) => kind),
    };
  }

  test('is unpacked while it is parsed: size and hash are of the file, and its bytes come along', async () => {
    const { last, unpackedBytes, problem, kinds } = await readPacked(data, name);
    expect(kinds).toEqual(['progress', 'recognised', 'unpacked', 'done']);
    expect(last).toMatchObject({
      kind: 'done',
      capture: {
        name,
        sizeBytes: bytes.length,
        sha256: sha256(bytes),
        format: 'topid-process',
        gzipped: false,
        end: { complete: true },
      },
    });
    expect(unpackedBytes).toEqual(bytes);
    expect(problem).toBeUndefined();
  });

  test('cut on its way, shows what came through and says what is lost', async () => {
    const lines = Array.from({ length: 400 }, (_, at) => `main.f${at}()\n\t/x.go:${(at * 7919) % 1000} +0x1`);
    const log = Buffer.from(`panic: x\n\ngoroutine 1 [running]:\n${lines.join('\n')}\n`);
    const packed = deflateSync(log).toString('base64url');
    const cut = packed.slice(0, packed.length >> 1);
    const { last, unpackedBytes, problem } = await readPacked(cut, 'x.log');
    expect(unpackedBytes.length).toBeGreaterThan(1000);
    expect(log.subarray(0, unpackedBytes.length).equals(unpackedBytes)).toBe(true);
    expect(last).toMatchObject({
      kind: 'done',
      capture: { sizeBytes: unpackedBytes.length, sha256: sha256(unpackedBytes), format: 'go-crash' },
    });
    expect(problem).toEqual({
      code: 'link-data-cut',
      message: `link: the data ends too early; ${unpackedBytes.length} bytes of it could be read`,
      params: { bytes: unpackedBytes.length, length: cut.length },
    });
  });

  test('of which nothing unpacks, fails by that', async () => {
    for (const [broken, code] of [
      ['', 'link-data-empty'],
      [data.slice(0, 2), 'link-data-cut'],
      ['not a capture', 'link-data-broken'],
    ] as const) {
      const { last, unpackedBytes, problem } = await readPacked(broken, name);
      expect(last).toMatchObject({ kind: 'failed', failure: { code } });
      expect(problem).toMatchObject({ code });
      expect(unpackedBytes).toHaveLength(0);
    }
  });

  test('of no known format, is unpacked all the same, and says what is wrong with the data too', async () => {
    const noise = new Uint8Array(300_000);
    const packed = deflateSync(noise).toString('base64url');
    const { last, unpackedBytes, problem } = await readPacked(packed.slice(0, -3), 'noise.bin');
    expect(last).toMatchObject({ kind: 'failed', failure: { code: 'unknown-format' } });
    expect(unpackedBytes).toEqual(noise);
    expect(problem).toMatchObject({ code: 'link-data-cut', params: { bytes: noise.length } });
  });

  test('tells how far it is, and ends where it is asked to', async () => {
    const log = `panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/x.go:1 +0x1\n${'a line\n'.repeat(100_000)}`;
    const packed = deflateSync(log).toString('base64url');
    const told: number[] = [];
    await parsePacked('x.log', packed, { onProgress: (bytesRead) => told.push(bytesRead) });
    expect(told.length).toBeGreaterThan(5);
    expect(told.at(-1)).toBe(log.length);
    const abort = new AbortController();
    const onUnpacked = vi.fn<(unpacked: Unpacked) => void>();
    const run = parsePacked('x.log', packed, {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
      onUnpacked,
    });
    await expect(run).rejects.toThrow('enough');
    expect(onUnpacked).not.toHaveBeenCalled();
  });
});

describe('a profile', () => {
  const file = join(import.meta.dirname, '..', 'fixtures', 'pprof', 'valid', 'cpu-labels.pb.gz');

  test('comes across as it was: its columns handed over, its names in parts', async () => {
    const packed = new Uint8Array(await readFile(file));
    const { value: expected } = await parseCapture('cpu.pb.gz', inChunks(packed, 1000).stream);
    const parts: ListPart[] = [];
    let value: Model | undefined;
    await answerParse({ file: new Blob([packed]), name: 'cpu.pb.gz' }, (message, transfer) => {
      // As a worker does: what is handed over is gone here.
      const received = structuredClone(message, { transfer });
      if (received.kind === 'part') parts.push(received.part);
      if (received.kind !== 'done') return;
      value = received.capture.value;
      if (value.kind !== 'profile' || message.kind !== 'done' || message.capture.value.kind !== 'profile')
        throw new Error(received.kind);
      expect(value.strings).toEqual([]);
      const { samples, stacks, locations, lines, functions, labels } = message.capture.value;
      const tables = [stacks, locations, lines, functions, labels].flatMap((table) =>
        Object.values({ ...table }),
      );
      const columns: ArrayBufferView[] = [samples.stack, samples.labels, ...samples.values, ...tables];
      expect(columns.length).toBeGreaterThan(15);
      expect(columns.map(({ byteLength }) => byteLength).filter((length) => length > 0)).toEqual([]);
    });
    expect(parts.length).toBeGreaterThan(0);
    fillIn(value!, parts);
    expect(value).toEqual(expected);
  });
});
