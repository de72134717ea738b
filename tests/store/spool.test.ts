import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { spool } from '#store/spool.ts';
import { makeFolder } from '../server/start-server.ts';

test('the memory of chunks that nobody else has is given back, of others never', async () => {
  const folder = await makeFolder();
  const owned = [new Uint8Array(70_000).fill(1), new Uint8Array(5).fill(2)];
  const [large, part] = [new Uint8Array(100).fill(3), new Uint8Array(200).fill(4)];
  const kept: Buffer[] = [];
  const options = {
    folder: folder.path,
    offset: 0,
    // Chunks go over the end of a piece.
    pieceBytes: 40_000,
    keepEveryMs: 60_000,
    keep: async ({ path }: { path: string }) => void kept.push(await readFile(path)),
  };
  async function* source(chunks: Uint8Array[]) {
    yield* chunks;
  }
  const shared = part.subarray(0, 100);
  await spool(source([...owned, shared]), { ...options, ownsChunks: true });
  expect(Buffer.concat(kept)).toEqual(
    Buffer.concat([Buffer.alloc(70_000, 1), Buffer.alloc(5, 2), Buffer.alloc(100, 4)]),
  );
  expect([owned[1]!.length, part.length]).toEqual([0, 200]);
  await spool(source([large]), options);
  expect(large.length).toBe(100);
  await folder.remove();
});

test('what is large is hashed on a thread of its own, over the ends of pieces too', async () => {
  const folder = await makeFolder();
  const bytes = randomBytes(5 * 2 ** 20);
  const kept: Buffer[] = [];
  const options = {
    folder: folder.path,
    offset: 0,
    pieceBytes: 2 ** 20 + 77,
    keepEveryMs: 60_000,
    ownsChunks: true,
    keep: async ({ path }: { path: string }) => void kept.push(await readFile(path)),
  };
  const given: Uint8Array[] = [];
  async function* source(fails = false) {
    for (let at = 0; at < bytes.length; at += 65_536) {
      const chunk = new Uint8Array(bytes.subarray(at, at + 65_536));
      given.push(chunk);
      yield chunk;
    }
    if (fails) throw new Error('the connection is lost');
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const large = { ...options, expectedBytes: 2 ** 30 };
  // Two have a thread, the third has none left.
  const found = await Promise.all([large, large, large, options].map((one) => spool(source(), one)));
  expect(found).toEqual(Array.from({ length: 4 }, () => ({ end: bytes.length, sha256 })));
  expect(kept.reduce((sum, { length }) => sum + length, 0)).toBe(4 * bytes.length);
  // Only what lies over the end of a piece is left to the collector.
  expect(given.filter(({ length }) => length > 0)).toHaveLength(4 * 4);

  // One that fails leaves no thread behind, and the next has one again.
  for (let turn = 0; turn < 3; turn++)
    await expect(spool(source(true), large)).rejects.toThrow('the connection is lost');
  expect(await spool(source(), large)).toEqual({ end: bytes.length, sha256 });
  await folder.remove();
});
