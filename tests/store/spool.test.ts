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
