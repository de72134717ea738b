import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { precompress, precompressFolder } from '../../src/integrations/precompress.ts';
import { callHook } from './hooks.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'precompress-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('writes both beside each text-like file, in subfolders too, and they unpack to it', async () => {
  const page = '<p>a page of a case</p>\n'.repeat(200);
  await mkdir(join(folder, 'cases'));
  await writeFile(join(folder, 'cases', 'index.html'), page);
  await writeFile(join(folder, 'board.data'), Buffer.alloc(5000));
  const total = await precompressFolder(folder);
  expect((await readdir(folder)).sort()).toEqual(['board.data', 'board.data.br', 'board.data.gz', 'cases']);
  const br = await readFile(join(folder, 'cases', 'index.html.br'));
  const gz = await readFile(join(folder, 'cases', 'index.html.gz'));
  expect(brotliDecompressSync(br).toString()).toBe(page);
  expect(gunzipSync(gz).toString()).toBe(page);
  const data = await readFile(join(folder, 'board.data.br'));
  expect(total).toMatchObject({ files: 2, bytes: page.length + 5000, brotliBytes: br.length + data.length });
});

test('leaves alone what is small, packed already, or would only grow', async () => {
  const noise = Uint8Array.from({ length: 3000 }, (_, i) => (Math.sin(i) * 1e9) & 0xff);
  await writeFile(join(folder, 'small.css'), 'a{}');
  await writeFile(join(folder, 'picture.png'), Buffer.alloc(5000));
  await writeFile(join(folder, 'index.pf_index'), Buffer.alloc(5000));
  await writeFile(join(folder, 'noise.data'), noise);
  const total = await precompressFolder(folder);
  expect((await readdir(folder)).sort()).toEqual([
    'index.pf_index',
    'noise.data',
    'picture.png',
    'small.css',
  ]);
  expect(total).toEqual({ files: 1, bytes: 3000, brotliBytes: 3000, gzipBytes: 3000 });
});

test('compresses the built site, and says what of it', async () => {
  await writeFile(join(folder, 'index.html'), ' '.repeat(5000));
  const { info } = await callHook(precompress(), 'astro:build:done', { dir: pathToFileURL(`${folder}/`) });
  expect(info).toEqual([expect.stringMatching(/^1 files of 5\.0 KB: \d+ B as \.br, \d+ B as \.gz, in /)]);
  expect((await readdir(folder)).sort()).toEqual(['index.html', 'index.html.br', 'index.html.gz']);
});
