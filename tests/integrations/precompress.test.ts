import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptFiles } from '#go-toolchain/kept-files.ts';
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

test('takes what an earlier build has compressed, of the same bytes alone', async () => {
  const kept = await mkdtemp(join(tmpdir(), 'packed-'));
  const page = join(folder, 'index.html');
  const build = async (text: string): Promise<Buffer> => {
    await writeFile(page, text);
    await precompressFolder(folder, new KeptFiles(kept));
    return readFile(`${page}.br`);
  };
  const packed = await build('a page '.repeat(500));
  const names = await readdir(kept);
  expect(names).toHaveLength(2);
  // What stands there is what is taken, so it is seen that nothing was compressed.
  for (const name of names) await new KeptFiles(kept).keep(name, Buffer.from('kept'));
  expect((await build('a page '.repeat(500))).toString()).toBe('kept');
  const other = await build('another '.repeat(500));
  expect(brotliDecompressSync(other).toString()).toBe('another '.repeat(500));
  expect(brotliDecompressSync(packed).toString()).toBe('a page '.repeat(500));
  await rm(kept, { recursive: true });
});

test('tries less where there is much, as each page of a thousand has links to all of them', async () => {
  const text = Array.from({ length: 4000 }, (_, at) => `<li>case ${(at * 7919) % 1000} of ${at}</li>`).join(
    '',
  );
  const page = join(folder, 'index.html');
  await writeFile(page, text);
  const pack = async (much?: number): Promise<Buffer> => {
    await precompressFolder(folder, undefined, much);
    return readFile(`${page}.br`);
  };
  const atLevel = (level: number) =>
    brotliCompressSync(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: level, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    });
  expect(await pack()).toEqual(atLevel(11));
  expect(await pack(text.length - 1)).toEqual(atLevel(9));
});

test('compresses the built site, and says what of it', async () => {
  await writeFile(join(folder, 'index.html'), ' '.repeat(5000));
  const kept = await mkdtemp(join(tmpdir(), 'packed-'));
  const { info } = await callHook(precompress(kept), 'astro:build:done', {
    dir: pathToFileURL(`${folder}/`),
  });
  await rm(kept, { recursive: true });
  expect(info).toEqual([expect.stringMatching(/^1 files of 5\.0 KB: \d+ B as \.br, \d+ B as \.gz, in /)]);
  expect((await readdir(folder)).sort()).toEqual(['index.html', 'index.html.br', 'index.html.gz']);
});
