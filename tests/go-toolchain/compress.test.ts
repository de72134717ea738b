import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { addBrotli, writeZipped } from '../../src/go-toolchain/compress.ts';

test('a file of the tools has both kinds beside it, and a row that is so', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'compress-'));
  try {
    const bytes = new TextEncoder().encode('package '.repeat(1000));
    const entry = await writeZipped(folder, 'packages/io/fs.a', bytes);
    const row = await addBrotli(folder, entry, 5);
    const read = (end: string) => readFile(join(folder, `packages/io/fs.a${end}`));
    const [raw, gzip, brotli] = [await read(''), await read('.gz'), await read('.br')];
    expect(row).toEqual({
      path: 'packages/io/fs.a',
      sizeBytes: 8000,
      gzipBytes: gzip.length,
      brotliBytes: brotli.length,
    });
    expect([raw, gunzipSync(gzip), brotliDecompressSync(brotli)].map(String)).toEqual(
      Array(3).fill('package '.repeat(1000)),
    );
    expect(await readdir(join(folder, 'packages', 'io'))).toHaveLength(3);
  } finally {
    await rm(folder, { recursive: true });
  }
});
