import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { offline } from '#integrations/offline.ts';
import { findFiles, type Limits, toEntries } from '#integrations/offline/files.ts';
import { Packed } from '#integrations/packed.ts';
import { callHook } from './hooks.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string | number>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof content === 'number' ? Buffer.alloc(content) : content);
  }
}

const pathsOf = async (limits?: Limits) => {
  const { kept, left } = await findFiles(folder, new Packed(), limits);
  return { kept: kept.map(({ path }) => path), left };
};

test('pages, what they are made of, the search and the captures are kept; what is loaded apart is not', async () => {
  await write({
    'index.html': 'home',
    'cases/a/index.html': 'a case',
    'zh-cn/open/index.html': 'open',
    'notebook-frame/index.html': 'cells',
    '_astro/page.abc.js': 'script',
    '_astro/style.abc.css': 'style',
    'captures/board/process.data': 'capture',
    'pagefind/pagefind.js': 'search',
    'pagefind/fragment/en_1.pf_fragment': 'part',
    'zh-cn/app.webmanifest': '{}',
    'one-file/viewer.zh-cn.js': 'viewer',
  });
  const kept = await pathsOf();
  await write({
    '404.html': 'of the server',
    'index.html.br': 'compressed',
    '_astro/program.abc.wasm': 'Go',
    'go-tools/status.json': '{}',
    'go-tools/1/compile.wasm': 'Go',
    'pagefind/pagefind-ui.js': 'another look',
    'casebook.mjs': 'command line',
    'one-file/viewer.en.js.br': 'compressed',
    'weights.json': '{}',
  });
  expect(await pathsOf()).toEqual(kept);
  expect(kept.kept).toHaveLength(11);
  expect(kept.left).toEqual([]);
  // Whatever comes after the connection is lost, these are there.
  expect(kept.kept.slice(0, 3)).toEqual(['index.html', 'notebook-frame/index.html', 'zh-cn/open/index.html']);
});

test('an address is that of a link, and changes its revision with its content, unless it has a hash', async () => {
  await write({ 'index.html': 'one', 'cases/index.html': 'two', '_astro/a.1.js': 'three' });
  const entries = toEntries((await findFiles(folder, new Packed())).kept);
  expect(entries.map(({ url }) => url)).toEqual(['./', './_astro/a.1.js', './cases/']);
  await write({ 'cases/index.html': 'two again' });
  const later = toEntries((await findFiles(folder, new Packed())).kept);
  expect(later.slice(0, 2)).toEqual(entries.slice(0, 2));
  expect(later[2]?.revision).not.toBe(entries[2]?.revision);
  expect(later[1]?.revision).toBeNull();
});

test('a large capture, and what is too much together, wait until they are looked at', async () => {
  await write({
    'index.html': 'home',
    'cases/a/index.html': 400,
    'cases/b/index.html': 300,
    'cases/c/index.html': 'small',
    'captures/large.data': 50,
    'captures/small.data': 'x',
  });
  expect(await pathsOf({ bytes: 640, captureBytes: 20 })).toEqual({
    kept: ['index.html', 'cases/a/index.html', 'cases/c/index.html', 'captures/small.data'],
    left: ['cases/b/index.html', 'captures/large.data'],
  });
});

test('the worker is one classic script behind its list, and what there is to keep is said', async () => {
  await write({ 'index.html': 'x'.repeat(5000) });
  const dir = pathToFileURL(`${folder}/`);
  const { info } = await callHook(offline(join(folder, '.kept')), 'astro:build:done', { dir });
  expect(info).toEqual([
    expect.stringMatching(
      /^1 files are kept at the first visit: 5\.0 KB, \d+ B compressed; the worker itself \d\d KB$/,
    ),
  ]);
  const script = await readFile(join(folder, 'offline-worker.js'), 'utf8');
  expect(script).toMatch(/^self\.casebookFiles=\[\{"url":"\.\/","revision":"[0-9a-f]{16}"\}\];\n/);
  expect(script).not.toMatch(/^(?:import|export)\b|process\.env|import\.meta/m);
  expect(script.length).toBeLessThan(40_000);
  const size = JSON.parse(await readFile(join(folder, 'offline.json'), 'utf8')) as { sentBytes: number };
  expect(size).toMatchObject({ files: 1, bytes: 5000 });
  expect(size.sentBytes).toBeLessThan(100);
}, 60_000);
