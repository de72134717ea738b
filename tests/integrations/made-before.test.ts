import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptPages } from '#integrations/kept-pages.ts';
import { KeptFiles } from '#go-toolchain/kept-files.ts';
import { MadeBefore } from '#integrations/made-before.ts';
import { callHook } from './hooks.ts';

let root: string;
let keptIn: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'made-'));
  keptIn = join(root, 'kept');
  await mkdir(join(root, 'src'));
  await writeFile(join(root, 'package-lock.json'), '{}');
  await writeFile(join(root, 'src/a.ts'), '1');
});
afterEach(() => rm(root, { recursive: true }));

test('what was made of the same is made once, and anew where code, place or mode are others', async () => {
  const make = vi.fn(() => Promise.resolve({ script: '€', style: '' }));
  const build = async (...parts: string[]) => (await MadeBefore.of(root, keptIn)).take(parts, make);
  for (let turn = 0; turn < 2; turn++) expect(await build('viewer')).toEqual({ script: '€', style: '' });
  expect(make).toHaveBeenCalledTimes(1);
  await build('viewer', 'zh-cn');
  expect(make).toHaveBeenCalledTimes(2);
  vi.stubEnv('NODE_ENV', 'production');
  await build('viewer');
  vi.unstubAllEnvs();
  expect(make).toHaveBeenCalledTimes(3);
  await writeFile(join(root, 'src/a.css'), '1');
  await build('viewer');
  expect(make).toHaveBeenCalledTimes(4);
  await rm(join(root, 'package-lock.json'));
  for (let turn = 0; turn < 2; turn++) await build('viewer');
  expect(make).toHaveBeenCalledTimes(6);
});

test('only builds for production share a folder', async () => {
  const kept = new Set<string>();
  const find = vi.spyOn(KeptFiles.prototype, 'find').mockImplementation(async () => undefined);
  const keep = vi.spyOn(KeptFiles.prototype, 'keep').mockImplementation(async (hash) => void kept.add(hash));
  await (await MadeBefore.of(root)).take(['viewer'], async () => 'of a test');
  expect(find).not.toHaveBeenCalled();
  expect(keep).not.toHaveBeenCalled();
  vi.stubEnv('NODE_ENV', 'production');
  await (await MadeBefore.of(root)).take(['viewer'], async () => 'of a build');
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  expect(kept.size).toBe(1);
});

/** A processor as Astro's configuration has it, after the hook. */
async function setUp({ command = 'build', base = '/' } = {}) {
  const process = vi.fn((content: string) => Promise.resolve({ code: `compiled(${content})`, map: null }));
  const processor = { name: 'satteri', createMdxRenderer: () => Promise.resolve({ process }) };
  const config = { root: pathToFileURL(`${root}/`), base, markdown: { processor } };
  await callHook(keptPages(keptIn), 'astro:config:setup', { command, config });
  const create = processor.createMdxRenderer as unknown as (
    ...options: object[]
  ) => Promise<{ process: (content: string, path: string, frontmatter: object) => Promise<unknown> }>;
  const renderer = await create({}, {});
  const compile = async (frontmatter: string, content: string) => {
    const path = join(root, 'page.mdx');
    await writeFile(path, `---\n${frontmatter}\n---\n${content}`);
    return renderer.process(content, path, {});
  };
  return { compile, process };
}

test('a page is compiled again where its file, the code or the base is another, and only there', async () => {
  const compiled = async (frontmatter: string, content: string, options = {}) => {
    const { compile, process } = await setUp(options);
    expect(await compile(frontmatter, content)).toEqual({ code: `compiled(${content})`, map: null });
    return process.mock.calls.length === 1;
  };
  expect(await compiled('title: A', 'text')).toBe(true);
  expect(await compiled('title: A', 'text')).toBe(false);
  // Faults and cells name lines of the file.
  expect(await compiled('title: A\nkind: b', 'text')).toBe(true);
  expect(await compiled('title: A', 'other text')).toBe(true);
  expect(await compiled('title: A', 'text', { base: '/casebook/' })).toBe(true);
  await writeFile(join(root, 'astro.config.mjs'), 'export default {}');
  expect(await compiled('title: A', 'text')).toBe(true);
  expect(await compiled('title: A', 'text')).toBe(false);
});

test('a page that names an image is compiled each time, and everything is for authors', async () => {
  for (let turn = 0; turn < 2; turn++) {
    const { compile, process } = await setUp();
    await compile('title: A', '![A board](board.png)');
    expect(process).toHaveBeenCalledTimes(1);
  }
  for (let turn = 0; turn < 2; turn++) {
    const { compile, process } = await setUp({ command: 'dev' });
    await compile('title: A', 'text');
    expect(process).toHaveBeenCalledTimes(1);
  }
  expect(await readdir(keptIn).catch(() => [])).toEqual([]);
});
