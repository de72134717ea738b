import { constants, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { updateAdler32 } from '#bytes/adler32.ts';
import { emptyGunzipReport, gunzip } from '#bytes/gunzip.ts';
import { unzlib, type UnzlibEnd } from '#bytes/unzlib.ts';
import { toChunks } from '../formats/read-fixture.ts';
import { noise } from '../noise.ts';

function run(packed: Uint8Array, limitBytes = 1 << 24): { bytes: Buffer; end: UnzlibEnd } {
  const pieces = unzlib(packed, limitBytes);
  const parts: Uint8Array[] = [];
  let piece = pieces.next();
  for (; !piece.done; piece = pieces.next()) parts.push(piece.value);
  return { bytes: Buffer.concat(parts), end: piece.value };
}

const log = Buffer.from(
  Array.from({ length: 400 }, (_, i) => `goroutine ${i} [chan receive, ${(i * 7919) % 60} minutes]:`).join(
    '\n',
  ),
);

/** Bytes that repeat themselves here and there, as deflate meets them. */
const content = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.string({ maxLength: 20 }), fc.nat(400))
        .map(([text, times]) => Buffer.from(text.repeat(times))),
    ),
    { maxLength: 8 },
  )
  .map((parts) => Buffer.concat(parts));
const packing = fc.record({
  level: fc.constantFrom(0, 1, 6, 9),
  strategy: fc.constantFrom(
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ),
});

/** How each container is packed and unpacked, by Node and here; undefined for what Node refuses. */
const containers = {
  zlib: {
    pack: deflateSync,
    head: 2,
    node: inflateSync,
    async own(packed: Uint8Array) {
      const { bytes, end } = run(packed);
      return { bytes, isWhole: end === 'complete' };
    },
  },
  gzip: {
    pack: gzipSync,
    head: 10,
    node: gunzipSync,
    async own(packed: Uint8Array) {
      const report = emptyGunzipReport();
      const parts: Uint8Array[] = [];
      for await (const part of gunzip(toChunks(packed, 700), report)) parts.push(part);
      const isWhole =
        report.members > 0 && report.cutAt === undefined && !report.corrupt && report.badChecksums === 0;
      return { bytes: Buffer.concat(parts), isWhole };
    },
  },
};

describe.each(Object.entries(containers))('%s', (_, { pack, head, node, own }) => {
  test('gives what Node packed', async () => {
    await fc.assert(
      fc.asyncProperty(content, packing, async (bytes, options) => {
        expect(await own(pack(bytes, options))).toEqual({ bytes, isWhole: true });
      }),
      { numRuns: 300 },
    );
  });

  test('cut anywhere, gives every byte that came before, and is not whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        content,
        packing,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (bytes, options, part) => {
          const packed = pack(bytes, options);
          const cut = packed.subarray(0, head + Math.floor(part * (packed.length - head - 1)));
          // Node hands out what it has where no more is to come.
          const before = node(cut, { finishFlush: constants.Z_SYNC_FLUSH });
          const { bytes: had, isWhole } = await own(cut);
          expect(isWhole).toBe(false);
          expect(had.length).toBeGreaterThanOrEqual(before.length);
          expect(had.equals(bytes.subarray(0, had.length))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('changed anywhere behind its head, is whole only where Node finds it so', async () => {
    await fc.assert(
      fc.asyncProperty(
        content,
        packing,
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 1, max: 255 }),
        async (bytes, options, part, flip) => {
          const packed = pack(bytes, options);
          const at = head + Math.floor(part * (packed.length - head));
          packed[at] = (packed[at] as number) ^ flip;
          let nodes: Buffer | undefined;
          try {
            nodes = node(packed);
          } catch {
            nodes = undefined;
          }
          const { bytes: had, isWhole } = await own(packed);
          expect(isWhole).toBe(nodes !== undefined);
          if (nodes) expect(had.equals(nodes)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('what a zlib stream says of its end', () => {
  test('its head is checked as zlib does', () => {
    const packed = deflateSync(log);
    for (let first = 0; first < 256; first++) {
      for (const second of [0x01, 0x5e, 0x9c, 0xda, 0xbb, 0x20]) {
        const changed = Buffer.from([first, second, ...packed.subarray(2)]);
        let isTaken = true;
        try {
          inflateSync(changed);
        } catch {
          isTaken = false;
        }
        expect(run(changed).end, `${first} ${second}`).toBe(isTaken ? 'complete' : 'broken');
      }
    }
  });

  test('cut in its head, its blocks or its checksum; broken in any of them', () => {
    const packed = deflateSync(log);
    for (let length = 0; length < packed.length; length++) {
      expect(run(packed.subarray(0, length)).end, String(length)).toBe('cut');
    }
    expect(run(packed.subarray(0, -1)).bytes.equals(log)).toBe(true);
    const wrongSum = Buffer.from(packed);
    wrongSum[packed.length - 1] = (wrongSum[packed.length - 1] as number) ^ 1;
    expect(run(wrongSum)).toEqual({ bytes: log, end: 'broken' });
    expect(run(Buffer.from('not zlib at all')).end).toBe('broken');
    // What follows is somebody else's.
    expect(run(Buffer.concat([packed, Buffer.from('more')]))).toEqual({ bytes: log, end: 'complete' });
  });

  test('too much, exactly at the limit', () => {
    const packed = deflateSync(Buffer.alloc(200_000, 7));
    expect(run(packed, 200_000).end).toBe('complete');
    for (const limit of [199_999, 65_537, 1, 0]) {
      const { bytes, end } = run(packed, limit);
      expect(end).toBe('too-much');
      expect(bytes).toHaveLength(limit);
    }
  });

  test('random bytes end, within the limit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(run(Uint8Array.of(0x78, 0x9c, ...bytes), 5000).bytes.length).toBeLessThanOrEqual(5000);
      }),
      { numRuns: 1000 },
    );
  });
});

test('Adler-32, in whatever pieces', () => {
  // Wikipedia's and RFC 1950's own check: `Wikipedia` is 11E60398.
  expect(updateAdler32(1, Buffer.from('Wikipedia'))).toBe(0x11e60398);
  const bytes = noise(20_000).fill(0xff, 0, 9000);
  const whole = updateAdler32(1, bytes);
  expect(whole).toBe(deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4));
  expect(updateAdler32(updateAdler32(1, bytes.subarray(0, 7777)), bytes.subarray(7777))).toBe(whole);
});
