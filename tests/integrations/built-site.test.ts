import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { makeFramePage } from '#integrations/cells/frame-page.ts';
import { commandLine } from '#integrations/command-line.ts';
import { csp } from '#integrations/csp.ts';
import { renderRequestPages } from '#integrations/request-pages.ts';
import { siteBase } from '#integrations/site-base.ts';
import { type Weights, weights } from '#integrations/weights.ts';
import { callHook } from './hooks.ts';

const folders: string[] = [];
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'casebook-built-'));
  folders.push(root);
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function write(path: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
const toUrl = (path = '') => new URL(path, `${pathToFileURL(root).href}/`);
const page = (body: string) =>
  `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`;
const toHash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A built server that answers each address with a page which has its script, and what it is asked with. */
const server = (script: string, status = 200) => `
  export async function handler(request, response, _, locals) {
    const asked = [await locals.casebook.findForPage(), ...(await locals.casebook.store.list()).captures];
    response.writeHead(${status}, { 'Content-Type': 'text/html' });
    response.end(${JSON.stringify(page(`<script>${script}</script>`))} + request.url + JSON.stringify(asked));
  }`;

describe('pages that are made on request', () => {
  test.each(['', '/casebook'])(
    'one of each kind in each language, of a capture without words, below %j',
    async (base) => {
      await write('entry.mjs', server('one()'));
      const pages = await renderRequestPages(toUrl('entry.mjs'), base);
      const id = '0'.repeat(26);
      const paths = [`/c/${id}`, `/c/${id}?embed`, '/t/tag/', '/t/tag/session'];
      expect(pages.map((html) => /<\/html>([^[]*)/.exec(html)?.[1])).toEqual(
        [...paths, ...paths.map((path) => `/zh-cn${path}`)].map((path) => base + path),
      );
      expect(pages[0]).toContain('"name":"name"');
    },
  );

  test('one that cannot be made fails the build, with what it answers', async () => {
    await write('entry.mjs', server('one()', 500));
    await expect(renderRequestPages(toUrl('entry.mjs'), '')).rejects.toThrow(
      /^\/c\/0+ is answered 500: <!doctype/,
    );
  });

  test('their scripts are written down, each page has a policy, and the frame of cells keeps its own', async () => {
    await write('server/entry.mjs', server('two()'));
    await write('client/index.html', page('<script>one()</script>'));
    await write('client/cases/x/index.html', page(''));
    await write('client/notebook-frame/index.html', page('<script>frame()</script>'));
    const integration = csp();
    await callHook(integration, 'astro:config:done', {
      config: { base: '/', build: { server: toUrl('server/') } },
    });
    const { info } = await callHook(integration, 'astro:build:done', { dir: toUrl('client/') });
    expect(info).toEqual(['2 pages, and 8 made on request']);
    expect(JSON.parse(await readFile(join(root, 'server/page-scripts.json'), 'utf8'))).toEqual([
      toHash('two()'),
    ]);
    const policyOf = async (path: string) =>
      /script-src ([^;]*);/.exec(await readFile(join(root, 'client', path), 'utf8'))?.[1];
    expect(await policyOf('index.html')).toBe(`'self' 'wasm-unsafe-eval' ${toHash('one()')}`);
    expect(await policyOf('cases/x/index.html')).toBe("'self' 'wasm-unsafe-eval'");
    expect(await policyOf('notebook-frame/index.html')).toBeUndefined();
  });

  test('without a folder of the server there is no policy to be had', async () => {
    await write('client/index.html', page(''));
    await expect(callHook(csp(), 'astro:build:done', { dir: toUrl('client/') })).rejects.toThrow(
      'no folder of the server',
    );
  });
});

describe('what the site weighs', () => {
  interface ChunkPlugin {
    generateBundle(this: { environment: { name: string } }, options: unknown, bundle: object): void;
  }

  /** Has the integration see these chunks, and weigh what is in the folder. */
  async function weigh(
    chunks: Record<string, { imports?: string[]; moduleIds?: string[] }>,
  ): Promise<Weights> {
    const integration = weights();
    let plugin: ChunkPlugin | undefined;
    await callHook(integration, 'astro:config:setup', {
      updateConfig: ({ vite }: { vite: { plugins: ChunkPlugin[] } }) => void ([plugin] = vite.plugins),
    });
    const bundle = Object.fromEntries(
      Object.entries(chunks).map(([fileName, { imports = [], moduleIds = [] }]) => [
        fileName,
        { type: 'chunk', fileName, imports, moduleIds },
      ]),
    );
    const see = (name: string, all: object) =>
      plugin?.generateBundle.call({ environment: { name } }, {}, all);
    see('client', { ...bundle, 'a.css': { type: 'asset', fileName: 'a.css' } });
    see('ssr', { 'server.js': { type: 'chunk', fileName: 'server.js', imports: [], moduleIds: [] } });
    await callHook(integration, 'astro:build:done', { dir: toUrl() });
    return JSON.parse(await readFile(join(root, 'weights.json'), 'utf8')) as Weights;
  }

  test('a page with its styles, its scripts and all that these import, each once, as it is served', async () => {
    await write('_astro/page.js', 'x'.repeat(1000));
    await write('_astro/shared.js', 'x'.repeat(200));
    await write('_astro/page.css', 'y'.repeat(300));
    await write('_astro/later.js', 'z'.repeat(5000));
    const html = [
      '<link rel="stylesheet" href="/casebook/_astro/page.css">',
      '<script type="module" src="/casebook/_astro/page.js"></script>',
      '<script type="module" src="/casebook/_astro/shared.js"></script>',
    ].join('');
    await write('cases/x/index.html', html);
    await write('cases/x/index.html.br', brotliCompressSync(html));
    const { pages } = await weigh({
      '_astro/page.js': { imports: ['_astro/shared.js'] },
      '_astro/shared.js': { imports: ['_astro/page.js'] },
      '_astro/later.js': {},
    });
    const own = (await stat(join(root, 'cases/x/index.html.br'))).size;
    expect(own).toBeLessThan(html.length);
    expect(pages).toEqual({
      '/cases/x/': { html: own, styles: 300, scripts: 1200, total: own + 1500 },
    });
  });

  test('what begins on every page by itself counts; a chunk that is not there weighs on the report', async () => {
    await write('_astro/ui-core.abc.js', 'x'.repeat(70));
    await write('index.html', '<p>');
    const { pages } = await weigh({ '_astro/ui-core.abc.js': {} });
    expect(pages).toEqual({ '/': { html: 3, styles: 0, scripts: 70, total: 73 } });
  });

  test('cells, Plot and the editor are what is loaded on top of each other', async () => {
    await write('_astro/live.js', 'x'.repeat(10));
    await write('_astro/plot.js', 'x'.repeat(20));
    await write('_astro/editor.js', 'x'.repeat(40));
    await write('_astro/edited.js', 'x'.repeat(80));
    const { parts } = await weigh({
      '_astro/live.js': { moduleIds: ['/a/src/viewer/notebook/live.ts'] },
      '_astro/plot.js': { moduleIds: ['/a/src/notebook/runtime/plot.ts'], imports: ['_astro/live.js'] },
      '_astro/editor.js': { moduleIds: ['/a/src/viewer/notebook/editor.ts'], imports: ['_astro/live.js'] },
      '_astro/edited.js': { moduleIds: ['/a/src/viewer/notebook/edited-cells.ts'] },
    });
    expect(parts).toEqual({ cells: 10, plot: 20, editor: 120 });
  });
});

describe('files beside the pages', () => {
  test('the command line is one file that runs alone, with the licences of what is in it', async () => {
    const { info } = await callHook(commandLine(), 'astro:build:done', { dir: toUrl() });
    const path = join(root, 'casebook.mjs');
    expect(info[0]).toMatch(/^casebook\.mjs: \d+ KB$/);
    const text = await readFile(path, 'utf8');
    expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(text).toMatch(/under these licences:[\s\S]*casebook[\s\S]*tus-js-client \d/);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o111).toBe(0o111);
    // Apart from node_modules: what it would need beside it is not there.
    expect(execFileSync(process.execPath, [path, '--help'], { cwd: root, encoding: 'utf8' })).toMatch(
      /inspect/,
    );
    const log = join(import.meta.dirname, '../../public/captures/topid-crash-1.log');
    const said = execFileSync(process.execPath, [path, 'inspect', log], { cwd: root, encoding: 'utf8' });
    expect(said).toContain('s.allocCount != s.nelems');
  }, 120_000);

  test('the page of edited cells loads nothing, and runs no script but its own', async () => {
    const html = await makeFramePage(join(import.meta.dirname, '../..'));
    const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? '';
    expect(script.length).toBeGreaterThan(10_000);
    expect(html).toContain(`script-src ${toHash(script)} 'unsafe-eval'`);
    expect(html).toContain("default-src 'none'");
    expect(html.replace(script, '')).not.toMatch(/\s(?:src|href)=/);
    expect(html.split('</script>')).toHaveLength(2);
  }, 120_000);

  test.each([
    ['/', ''],
    ['/casebook/', '/casebook'],
  ])(
    'built for %s: the server is told so, and links are moved only where they have to be',
    async (base, said) => {
      const mdastPlugins: { name: string }[] = [];
      const integration = siteBase();
      await callHook(integration, 'astro:config:setup', {
        config: { base, markdown: { processor: { name: 'satteri', options: { mdastPlugins } } } },
      });
      expect(mdastPlugins).toHaveLength(said === '' ? 0 : 1);
      await callHook(integration, 'astro:build:done', { dir: toUrl() });
      expect(existsSync(join(root, 'site.json'))).toBe(true);
      expect(JSON.parse(await readFile(join(root, 'site.json'), 'utf8'))).toEqual({ base: said });
    },
  );
});
