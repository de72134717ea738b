import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { searchIndex } from '#integrations/search-index.ts';
import { callHook } from './hooks.ts';

let site: string;
beforeEach(async () => {
  site = await mkdtemp(join(tmpdir(), 'casebook-search-'));
  await mkdir(join(site, 'pagefind'));
  const page = '<!doctype html><html lang="en"><body><main data-pagefind-body>mallocgc</main></body></html>';
  await writeFile(join(site, 'index.html'), page);
});
afterEach(() => rm(site, { recursive: true }));

const run = () => callHook(searchIndex(), 'astro:build:done', { dir: pathToFileURL(`${site}/`) });

test('an index of which files are empty is written again, whole', async () => {
  await writeFile(join(site, 'pagefind', 'pagefind-entry.json'), '');
  await writeFile(join(site, 'pagefind', 'pagefind.js'), 'old');
  expect((await run()).info).toEqual(['written again, since Pagefind left 1 files empty']);
  const entry = JSON.parse(await readFile(join(site, 'pagefind', 'pagefind-entry.json'), 'utf8')) as object;
  expect(entry).toMatchObject({ languages: { en: { page_count: 1 } } });
  expect(await readFile(join(site, 'pagefind', 'pagefind.js'), 'utf8')).toContain('search');
  expect(await readdir(join(site, 'pagefind', 'fragment'))).toHaveLength(1);
});

test('one that is whole stays as it is, its languages in one order', async () => {
  const path = join(site, 'pagefind', 'pagefind-entry.json');
  const entry = { version: '1', languages: { 'zh-cn': { page_count: 1 }, en: { page_count: 1 } }, other: [] };
  await writeFile(path, JSON.stringify(entry));
  expect((await run()).info).toEqual([]);
  expect(await readdir(join(site, 'pagefind'))).toEqual(['pagefind-entry.json']);
  const { languages } = entry;
  const sorted = { ...entry, languages: { en: languages.en, 'zh-cn': languages['zh-cn'] } };
  // By text: the order is what differs from build to build.
  expect(await readFile(path, 'utf8')).toBe(JSON.stringify(sorted));
});
