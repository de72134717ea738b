import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InlineConfig, Plugin } from 'vite';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { framePage } from '#integrations/cells/frame-dev.ts';
import { cells } from '#integrations/cells.ts';
import { goToolsServer } from '#integrations/cells/go-tools-dev.ts';
import type { GoToolsStatus } from '#notebook/go/tools-manifest.ts';
import { islands } from '#integrations/islands.ts';
import { offline } from '#integrations/offline.ts';
import { oneFile } from '#integrations/one-file.ts';
import { callHook } from './hooks.ts';

// What is bundled has tests of its own, which take as long as a bundle does.
const { build } = vi.hoisted(() => ({ build: vi.fn<(config: InlineConfig) => Promise<object>>() }));
vi.mock('vite', async (load) => ({ ...(await load<typeof import('vite')>()), build }));

const root = join(import.meta.dirname, '../..');

type Handler = (
  request: { url: string },
  response: { statusCode: number; setHeader(name: string, value: string): void; end(body?: string): void },
  next: (error?: Error) => void,
) => void;

/** As much of Vite's server as plugins use, and how a request is answered: by one of them, or by whoever is next. */
class DevServer {
  readonly watcher = new EventEmitter();
  readonly middlewares = { use: (handler: Handler) => void this.#handlers.push(handler) };
  readonly #handlers: Handler[] = [];

  ask(url: string): Promise<{ status: number; type?: string; body?: string } | 'next' | Error> {
    const [handler] = this.#handlers;
    return new Promise((resolve) => {
      const headers = new Map<string, string>();
      const response = {
        statusCode: 200,
        setHeader: (name: string, value: string) => void headers.set(name.toLowerCase(), value),
        end: (body?: string) =>
          resolve({
            status: response.statusCode,
            ...(headers.has('content-type') && { type: headers.get('content-type') as string }),
            ...(body !== undefined && { body }),
          }),
      };
      handler?.({ url }, response, (error) => resolve(error ?? 'next'));
    });
  }
}

beforeEach(() => {
  build.mockReset();
});

describe('the page of edited cells', () => {
  /** Each bundle is another script. */
  function serve(base: string): DevServer {
    let made = 0;
    build.mockImplementation(async () => ({ output: [{ type: 'chunk', code: `frame${++made}()` }] }));
    const server = new DevServer();
    (framePage(root, base).configureServer as unknown as (server: DevServer) => void)(server);
    return server;
  }

  test.each([
    ['/', '/notebook-frame/'],
    ['/casebook/', '/casebook/notebook-frame/'],
  ])('is served below the base %s, and nothing else is', async (base, path) => {
    const server = serve(base);
    expect(await server.ask('/cases/')).toBe('next');
    expect(await server.ask(`${path}other.js`)).toBe('next');
    expect(await server.ask(`/elsewhere${path}`)).toBe('next');
    expect(build).not.toHaveBeenCalled();
    const answer = await server.ask(`${path}?theme=dark`);
    expect(answer).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(answer).toHaveProperty('body', expect.stringContaining('<script>frame1()</script>'));
  });

  test('is made once, and anew after a change of what it is made of', async () => {
    const server = serve('/');
    const ask = async () => {
      const answer = await server.ask('/notebook-frame/');
      return typeof answer === 'object' && 'body' in answer && /frame\d/.exec(answer.body ?? '')?.[0];
    };
    expect([await ask(), await ask()]).toEqual(['frame1', 'frame1']);
    server.watcher.emit('change', join(root, 'src/notebook/frame/main.ts'));
    expect([await ask(), await ask()]).toEqual(['frame2', 'frame2']);
    server.watcher.emit('change', join(root, 'src/viewer/notebook/cells.css'));
    expect(await ask()).toBe('frame3');
    server.watcher.emit('change', join(root, 'README.md'));
    expect(await ask()).toBe('frame3');
  });

  test('that cannot be made is an error of its request, until it can', async () => {
    const server = serve('/');
    build.mockRejectedValueOnce(new Error('main.ts: Unexpected token'));
    expect(await server.ask('/notebook-frame/')).toEqual(new Error('main.ts: Unexpected token'));
    expect(await server.ask('/notebook-frame/')).toMatchObject({ status: 200 });
  });
});

describe('the viewer of pages of one file', () => {
  const errors: string[] = [];
  const logger = { info: () => {}, error: (text: string) => void errors.push(text) };
  beforeEach(() => void errors.splice(0));

  /** A script that says of which language its texts are. */
  async function bundle({ plugins }: InlineConfig): Promise<object> {
    const [{ load }] = plugins as unknown as [{ load(id: string): Promise<string> }];
    const code = await load(join(root, 'src/texts/captures.ts').replaceAll('\\', '/'));
    return {
      output: [
        { type: 'chunk', fileName: 'viewer.js', code },
        { type: 'asset', fileName: 'viewer.css', source: '.viewer {}' },
      ],
    };
  }

  async function serve(): Promise<DevServer> {
    build.mockImplementation(bundle);
    const server = new DevServer();
    await callHook(oneFile(), 'astro:server:setup', { server, logger });
    return server;
  }

  test('is built when it is first asked for, once a language', async () => {
    const server = await serve();
    expect(await server.ask('/one-file/other.js')).toBe('next');
    expect(build).not.toHaveBeenCalled();
    for (const locale of ['en', 'zh-cn', 'en']) {
      expect(await server.ask(`/casebook/one-file/viewer.${locale}.js`)).toEqual({
        status: 200,
        type: 'text/javascript',
        body: expect.stringContaining(`'./${locale}/captures.ts'`) as string,
      });
    }
    expect(await server.ask('/one-file/viewer.css?v=1')).toEqual({
      status: 200,
      type: 'text/css',
      body: '.viewer {}',
    });
    expect(build).toHaveBeenCalledTimes(2);
  });

  test('that cannot be built is answered 500, reported, and tried again', async () => {
    const server = await serve();
    build.mockRejectedValueOnce(new Error('main.tsx: Unexpected token'));
    expect(await server.ask('/one-file/viewer.en.js')).toEqual({ status: 500 });
    expect(errors).toEqual(['main.tsx: Unexpected token']);
    expect(await server.ask('/one-file/viewer.en.js')).toMatchObject({ status: 200 });
  });

  test('stands in the built site, a script a language and one style', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'casebook-one-file-'));
    build.mockImplementation(bundle);
    const { info } = await callHook(oneFile(), 'astro:build:done', { dir: pathToFileURL(`${dir}/`) });
    expect(info).toEqual([
      expect.stringMatching(/^en: script \d+ B, style 10 B$/),
      expect.stringMatching(/^zh-cn: script \d+ B, style 10 B$/),
    ]);
    const read = (name: string) => readFile(join(dir, 'one-file', name), 'utf8');
    expect(await read('viewer.en.js')).toContain('./en/');
    expect(await read('viewer.zh-cn.js')).toContain('./zh-cn/');
    expect(await read('viewer.css')).toBe('.viewer {}');
    await rm(dir, { recursive: true });
  });

  test('that is more than one script and one style fails the build, by their names', async () => {
    build.mockResolvedValue({
      output: [
        { type: 'chunk', fileName: 'viewer.js', code: '' },
        { type: 'chunk', fileName: 'later.js', code: '' },
      ],
    });
    await expect(
      callHook(oneFile(), 'astro:build:done', { dir: pathToFileURL(`${tmpdir()}/`) }),
    ).rejects.toThrow('one-file: the viewer is not one script and one style, but viewer.js, later.js');
  });
});

/** What a hook asks of the site's configuration. */
async function setUp(integration: ReturnType<typeof cells>, config: object) {
  const directives = new Map<string, string>();
  const plugins: Plugin[] = [];
  await callHook(integration, 'astro:config:setup', {
    config: { root: pathToFileURL(`${root}/`), base: '/', ...config },
    updateConfig: ({ vite }: { vite: { plugins: Plugin[] } }) => void plugins.push(...vite.plugins),
    addClientDirective: (one: { name: string; entrypoint: string }) =>
      void directives.set(one.name, one.entrypoint),
  });
  return { directives, plugins: plugins.map(({ name }) => name) };
}

describe('the compiler of Go cells', () => {
  test('is built behind the server when the first page asks, and pages hear how far it is', async () => {
    const asked: string[] = [];
    let report: (status: GoToolsStatus) => void = () => {};
    const plugin = goToolsServer(root, '/casebook/', (folder, { onProgress = () => {} } = {}) => {
      asked.push(folder);
      report = onProgress;
      return new Promise(() => {});
    });
    const server = new DevServer();
    (plugin.configureServer as unknown as (server: DevServer) => void)(server);
    const state = async () => {
      const answer = await server.ask('/casebook/go-tools/status.json');
      return answer instanceof Object && 'body' in answer
        ? (JSON.parse(answer.body ?? '') as object)
        : answer;
    };
    expect(await server.ask('/casebook/guides/')).toBe('next');
    expect(asked).toEqual([]);
    expect(await state()).toMatchObject({ state: 'building', done: 0 });
    report({ state: 'ready', id: 'abc' });
    expect(await state()).toEqual({ state: 'ready', id: 'abc' });
    expect(asked).toHaveLength(1);
    for (const path of ['abc/gone.wasm', '../../../package.json', 'abc/..%2f..%2fx.json', 'abc/.x']) {
      expect(await server.ask(`/casebook/go-tools/${path}`)).toBe('next');
    }
  });
});

describe('cells', () => {
  const toConfig = (name: string, mdastPlugins: unknown[] = []) => ({
    markdown: { processor: { name, options: { mdastPlugins } } },
  });

  test('come before whatever else reads fences, and bring their modules and their page', async () => {
    const other = () => false;
    const mdastPlugins: unknown[] = [other];
    const { plugins } = await setUp(cells(), toConfig('satteri', mdastPlugins));
    expect(mdastPlugins).toHaveLength(2);
    expect(mdastPlugins[1]).toBe(other);
    expect(plugins).toEqual([
      'casebook-cells',
      'casebook-transpiler-alone',
      'casebook-cell-frame',
      'casebook-go-cells',
      'casebook-go-programs',
      'casebook-go-frame',
      'casebook-go-tools',
    ]);
  });

  test('refuse another Markdown processor, by its name', async () => {
    await expect(setUp(cells(), toConfig('remark'))).rejects.toThrow(
      "cells need Astro's own Markdown processor, not remark",
    );
  });

  test('have their pages in the built site', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'casebook-cells-'));
    build.mockResolvedValue({ output: [{ type: 'chunk', code: 'frame()' }] });
    const integration = cells();
    await setUp(integration, toConfig('satteri'));
    const { info } = await callHook(integration, 'astro:build:done', { dir: pathToFileURL(`${dir}/`) });
    expect(info).toEqual([
      expect.stringMatching(/^notebook-frame\/: [\d.]+ k?B compressed$/i),
      expect.stringMatching(/^notebook-frame\/go\/: [\d.]+ k?B compressed$/i),
    ]);
    for (const page of ['notebook-frame', 'notebook-frame/go']) {
      expect(await readFile(join(dir, page, 'index.html'), 'utf8')).toContain('<script>frame()</script>');
    }
    await rm(dir, { recursive: true });
  });
});

test('islands have directives whose scripts are there, and one language of texts', async () => {
  const { directives, plugins } = await setUp(islands(), {});
  expect([...directives.keys()]).toEqual(['near', 'now', 'asked']);
  for (const entrypoint of directives.values()) expect(existsSync(join(root, entrypoint))).toBe(true);
  expect(plugins).toEqual(['casebook-one-language']);
});

describe('the worker of a built site', () => {
  test.each([
    ['/', '/offline-worker.js?v=1'],
    ['/casebook/', '/casebook/offline-worker.js'],
  ])('below %s is answered with one that takes the other away', async (base, path) => {
    const server = new DevServer();
    await callHook(offline(), 'astro:server:setup', { server: Object.assign(server, { config: { base } }) });
    expect(await server.ask('/another.js')).toBe('next');
    const { type, body } = (await server.ask(path)) as { type: string; body: string };
    expect(type).toBe('text/javascript');
    expect(await runLeaving(body)).toEqual({
      left: ['casebook-site-http://host/other/', 'of somebody else'],
      calls: ['skipWaiting', 'unregister', 'navigate http://host/casebook/open/'],
    });
  });

  async function runLeaving(script: string): Promise<{ left: string[]; calls: string[] }> {
    const left = [
      'casebook-site-http://host/casebook/',
      'casebook-site-http://host/other/',
      'of somebody else',
    ];
    const calls: string[] = [];
    const hears = new Map<string, (event: { waitUntil(done: Promise<void>): void }) => void>();
    const globals = {
      addEventListener: (type: string, hear: never) => hears.set(type, hear),
      self: { skipWaiting: () => calls.push('skipWaiting') },
      registration: { scope: 'http://host/casebook/', unregister: async () => calls.push('unregister') },
      caches: {
        keys: async () => [...left],
        delete: async (name: string) => left.splice(left.indexOf(name), 1),
      },
      clients: {
        matchAll: async () => [
          {
            url: 'http://host/casebook/open/',
            navigate: async (url: string) => calls.push(`navigate ${url}`),
          },
        ],
      },
    };
    // oxlint-disable-next-line no-new-func -- the worker, as a browser runs it
    new Function(...Object.keys(globals), script)(...Object.values(globals));
    let done: Promise<void> | undefined;
    for (const type of ['install', 'activate'])
      hears.get(type)?.({ waitUntil: (waited) => void (done = waited) });
    await done;
    return { left, calls };
  }
});
