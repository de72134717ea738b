import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyGunzipReport, gunzip, type GunzipReport, isGzip } from '#bytes/gunzip.ts';
import { toChunks } from '../formats/read-fixture.ts';

async function run(bytes: Uint8Array, size = 65_536): Promise<{ out: Buffer; report: GunzipReport }> {
  const report = emptyGunzipReport();
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(toChunks(bytes, size), report)) pieces.push(piece);
  return { out: Buffer.concat(pieces), report };
}

const WHOLE = { members: 1, cutAt: undefined, corrupt: undefined, badChecksums: 0, trailing: undefined };
const rows = Buffer.from(
  Array.from({ length: 20_000 }, (_, at) => `${(at * 7) % 1013},${Math.sin(at)}\n`).join(''),
);
const noise = Buffer.from(
  Uint8Array.from({ length: 150_000 }, (_, at) => (Math.imul(at, 0x9e37_79b1) >>> 13) & 0xff),
);

describe('gives what went in', () => {
  const contents = {
    nothing: Buffer.alloc(0),
    'one byte': Buffer.from('a'),
    rows,
    noise,
    zeros: Buffer.alloc(300_000),
  };
  for (const [name, content] of Object.entries(contents)) {
    for (const level of [0, 1, 6, 9]) {
      for (const strategy of [
        constants.Z_DEFAULT_STRATEGY,
        constants.Z_HUFFMAN_ONLY,
        constants.Z_RLE,
        constants.Z_FIXED,
      ]) {
        test(`${name}, level ${level}, strategy ${strategy}`, async () => {
          const zipped = gzipSync(content, { level, strategy });
          for (const size of [13, 1000, 65_536]) {
            const { out, report } = await run(zipped, size);
            expect(out.equals(content)).toBe(true);
            expect(report).toEqual(WHOLE);
          }
        });
      }
    }
  }

  test('byte by byte', async () => {
    for (const content of [rows.subarray(0, 20_000), noise.subarray(0, 5000)]) {
      const { out, report } = await run(gzipSync(content), 1);
      expect(out.equals(content)).toBe(true);
      expect(report).toEqual(WHOLE);
    }
  });

  test('of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 5000 }),
        fc.integer({ min: 1, max: 600 }),
        async (bytes, size) => {
          const { out, report } = await run(gzipSync(bytes), size);
          expect(out.equals(bytes)).toBe(true);
          expect(report).toEqual(WHOLE);
        },
      ),
    );
  });
});

test('member after member', async () => {
  const parts = ['first\n', '', 'second\n'.repeat(50_000), 'third\n'];
  const { out, report } = await run(Buffer.concat(parts.map((part) => gzipSync(part))), 100);
  expect(out.toString()).toBe(parts.join(''));
  expect(report).toEqual({ ...WHOLE, members: 4 });
});

test('a header with every field that it may have', async () => {
  const [head, body] = [
    Uint8Array.of(0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3),
    deflateRawSync('content'),
  ];
  const fields = Buffer.concat([
    Buffer.from([5, 0]),
    Buffer.from('extra'),
    Buffer.from('name\0a remark\0'),
    Buffer.from([9, 9]),
  ]);
  const trailer = gzipSync('content').subarray(-8);
  for (const size of [1, 7, 1000]) {
    const { out, report } = await run(Buffer.concat([head, fields, body, trailer]), size);
    expect(out.toString()).toBe('content');
    expect(report).toEqual(WHOLE);
  }
});

test('bytes behind the last member are told and left out', async () => {
  const zipped = gzipSync('content');
  for (const size of [3, 1000]) {
    const { out, report } = await run(Buffer.concat([zipped, Buffer.from('no gzip')]), size);
    expect(out.toString()).toBe('content');
    expect(report).toEqual({ ...WHOLE, trailing: { byte: zipped.length, sizeBytes: 7 } });
  }
});

test('padding with zeros is no reason to speak up', async () => {
  const { out, report } = await run(Buffer.concat([gzipSync('content'), Buffer.alloc(5000)]), 512);
  expect(out.toString()).toBe('content');
  expect(report).toEqual(WHOLE);
});

test('cut at every byte: what came before is there, and the cut is told', async () => {
  const content = rows.subarray(0, 6000);
  const zipped = gzipSync(content);
  let longest = 0;
  for (let length = 3; length < zipped.length; length++) {
    const { out, report } = await run(zipped.subarray(0, length), 400);
    expect(out.equals(content.subarray(0, out.length))).toBe(true);
    expect(report.cutAt).toBe(length);
    expect(out.length).toBeGreaterThanOrEqual(longest);
    longest = out.length;
  }
  // All but the checksum was there in the end.
  expect(longest).toBe(content.length);
});

test('half of a file gives about half of its content', async () => {
  const zipped = gzipSync(rows);
  const { out } = await run(zipped.subarray(0, zipped.length / 2));
  expect(out.length).toBeGreaterThan(rows.length * 0.4);
});

test('a wrong checksum is told', async () => {
  const zipped = gzipSync('content');
  zipped[zipped.length - 8]! ^= 1;
  const { out, report } = await run(zipped);
  expect(out.toString()).toBe('content');
  expect(report.badChecksums).toBe(1);
});

test('what is no deflate is told with its byte, and what came before is there', async () => {
  const stored = (length: number, check: number) =>
    Buffer.from([0, length & 0xff, length >> 8, check & 0xff, check >> 8]);
  const good = noise.subarray(0, 40_000);
  const head = gzipSync('').subarray(0, 10);
  const broken = Buffer.concat([
    head,
    stored(40_000, 0xffff ^ 40_000),
    good,
    stored(7, 7),
    Buffer.alloc(700),
  ]);
  const { out, report } = await run(broken, 1000);
  expect(report.corrupt?.message).toMatch(/^deflate: stored block of length 7, check 7 at byte 4002\d$/);
  expect(out.equals(good)).toBe(true);
});

test('flipped bytes neither throw nor hang, and never give more than deflate can', async () => {
  const zipped = gzipSync(rows.subarray(0, 20_000));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 3, max: zipped.length - 1 }), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      async (flips) => {
        const broken = Uint8Array.from(zipped);
        for (const [at, mask] of flips) broken[at]! ^= mask;
        const { out, report } = await run(broken, 999);
        expect(out.length).toBeLessThanOrEqual(zipped.length * 1032 + 258);
        const isWhole = out.equals(rows.subarray(0, 20_000));
        const isTold = report.badChecksums > 0 || report.corrupt !== undefined || report.cutAt !== undefined;
        expect(isWhole || isTold).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('a small file of zeros unpacks in pieces, not at once', async () => {
  const zipped = gzipSync(Buffer.alloc(20_000_000));
  let largest = 0;
  let total = 0;
  for await (const piece of gunzip(toChunks(zipped), emptyGunzipReport())) {
    largest = Math.max(largest, piece.length);
    total += piece.length;
  }
  expect(total).toBe(20_000_000);
  expect(largest).toBeLessThan(200_000);
});

test('gzip is told by its magic bytes', () => {
  expect(isGzip(gzipSync(''))).toBe(true);
  expect(isGzip(Uint8Array.of(0x1f, 0x8b))).toBe(false);
  expect(isGzip(Uint8Array.of(0x1f, 0x8b, 7))).toBe(false);
});
