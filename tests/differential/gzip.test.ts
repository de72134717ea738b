import { constants, deflateRawSync, gunzipSync, gzipSync, type ZlibOptions } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { emptyGunzipReport, gunzip, type GunzipReport } from '#bytes/gunzip.ts';
import { toChunks } from '../formats/read-fixture.ts';
import { Random } from '../fuzz/random.ts';
import { drawSeed } from './go-program.ts';

const seed = drawSeed();

async function unpack(bytes: Uint8Array, size: number): Promise<{ out: Buffer; report: GunzipReport }> {
  const report = emptyGunzipReport();
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(toChunks(bytes, size), report)) pieces.push(piece);
  return { out: Buffer.concat(pieces), report };
}

/** Bytes that repeat near and far, or not at all. */
function drawContent(random: Random): Buffer {
  const parts: Buffer[] = [];
  for (let left = random.below(random.pick([3, 12])); left > 0; left--) {
    const length = random.below(random.pick([10, 300, 20_000]));
    const alphabet = random.pick([1, 2, 20, 256]);
    const noise = () => Buffer.from(Uint8Array.from({ length }, () => random.below(alphabet)));
    const again = () => Buffer.concat(Array.from({ length: 1 + random.below(40) }, () => parts.at(-1) ?? Buffer.from('row 1\n'))); // prettier-ignore
    parts.push(random.pick([noise, noise, again])().subarray(0, 60_000));
  }
  return Buffer.concat(parts);
}

function drawOptions(random: Random): ZlibOptions {
  return {
    level: random.below(10),
    memLevel: 1 + random.below(9),
    windowBits: 9 + random.below(7),
    strategy: random.pick([constants.Z_DEFAULT_STRATEGY, constants.Z_FILTERED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED]), // prettier-ignore
  };
}

function drawPacked(random: Random): { content: Buffer; packed: Buffer } {
  const content = drawContent(random);
  return { content, packed: gzipSync(content, drawOptions(random)) };
}

describe('gzip is what zlib says it is', () => {
  test('packed in any way, in one member or several', async () => {
    for (let run = 0; run < 150; run++) {
      const random = new Random(seed, run);
      const members = Array.from({ length: random.pick([1, 1, 1, 3]) }, () => drawPacked(random));
      const packed = Buffer.concat(members.map((member) => member.packed));
      const { out, report } = await unpack(packed, 1 + random.below(random.pick([40, 70_000])));
      expect(out.equals(gunzipSync(packed)), `run ${run}`).toBe(true);
      expect(report, `run ${run}`).toEqual({ ...emptyGunzipReport(), members: members.length });
    }
  });

  test('cut anywhere: as much as zlib gives comes out of it', async () => {
    for (let run = 0; run < 150; run++) {
      const random = new Random(seed, 1000 + run);
      const { content, packed } = drawPacked(random);
      const cut = packed.subarray(0, 10 + random.below(packed.length - 10));
      const { out, report } = await unpack(cut, 1 + random.below(5000));
      const theirs = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH });
      // zlib holds back what it decodes faster than byte by byte; ours has that too.
      expect(out.length, `run ${run}`).toBeGreaterThanOrEqual(theirs.length);
      expect(content.subarray(0, out.length).equals(out), `run ${run}`).toBe(true);
      expect(report.cutAt, `run ${run}`).toBe(cut.length);
    }
  });

  test('with bytes changed: both take it for whole, or neither', async () => {
    const seen = { whole: 0, broken: 0 };
    for (let run = 0; run < 400; run++) {
      const random = new Random(seed, 2000 + run);
      const { packed } = drawPacked(random);
      // Behind the magic and the method; with the checksum and the length.
      for (let left = 1 + random.below(3); left > 0; left--) {
        packed[3 + random.below(packed.length - 3)]! ^= 1 << random.below(8);
      }
      // zlib refuses bits of the head that mean nothing; ours passes them over, as the checksum vouches for the rest.
      packed[3]! &= 0x1f;
      const { out, report } = await unpack(packed, 4096);
      const isWhole = !report.corrupt && report.cutAt === undefined && report.badChecksums === 0 && report.trailing === undefined; // prettier-ignore
      let theirs: Buffer | undefined;
      let why = '';
      try {
        theirs = gunzipSync(packed);
      } catch (error) {
        why = String(error);
      }
      seen[theirs ? 'whole' : 'broken']++;
      expect(isWhole, `run ${run}: ${why}`).toBe(theirs !== undefined);
      if (theirs) expect(out.equals(theirs), `run ${run}`).toBe(true);
    }
    expect(seen.whole).toBeGreaterThan(0);
    expect(seen.broken).toBeGreaterThan(100);
  });

  test('noise for deflate: both take it for broken, or neither', async () => {
    for (let run = 0; run < 300; run++) {
      const random = new Random(seed, 3000 + run);
      const noise = Buffer.from(Uint8Array.from({ length: 40 + random.below(400) }, () => random.below(256)));
      const begun = deflateRawSync(drawContent(random).subarray(0, 500), {
        finishFlush: constants.Z_SYNC_FLUSH,
      });
      const packed = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), begun, noise]);
      const { out, report } = await unpack(packed, 100);
      let broken = false;
      try {
        gunzipSync(packed);
      } catch {
        broken = true;
      }
      const isWhole = !report.corrupt && report.cutAt === undefined && report.badChecksums === 0;
      expect(isWhole, `run ${run}`).toBe(!broken);
      expect(out.length, `run ${run}`).toBeLessThan(10_000_000);
    }
  });
});
