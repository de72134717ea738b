import { EventEmitter } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { toFaultMark } from '#build/fault-mark.ts';
import { devOverlay } from '#integrations/faults/dev-overlay.ts';
import { makeProject, toCase } from './project.ts';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A development server with these sources, that answers each address so. */
async function serve(files: Record<string, string>, answer: RequestListener, base = '') {
  const made = await makeProject(files);
  type Middleware = (request: unknown, response: unknown, next: () => void) => void;
  const middlewares: Middleware[] = [];
  const plugin = devOverlay({ project: made.project, base, isAnswered: (path) => path === '/open/' });
  const watcher = new EventEmitter();
  (plugin.configureServer as unknown as (server: object) => void)({
    watcher,
    middlewares: { use: (one: Middleware) => middlewares.push(one) },
  });
  const server = createServer((request, response) => {
    middlewares[0]?.(request, response, () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, accept = 'text/html,*/*') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept } });
    return response.text();
  };
  const change = (file: string) => watcher.emit('all', 'change', join(made.root, file));
  return { ask, change, root: made.root };
}

const page: RequestListener = (_, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.write('<!doctype html><p>');
  response.end(`页</p>${toFaultMark('src/content/docs/cases/a.mdx:30:1', '<Usage>: height: no')}`);
};
const toMessages = (html: string) =>
  html.includes('<dialog')
    ? [...html.matchAll(/<li>(.*)<\/li>/g)].map(([, text = '']) =>
        text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
      )
    : undefined;
const zh = { 'src/content/docs/zh-cn/cases/a.mdx': toCase('## 原因\n') };

describe('under the development server', () => {
  test('what is wrong with a page stands over it: sources, links and what was drawn', async () => {
    const text =
      '## The cause\n\n[1](/gone/) [2](#the-cause) [3](#fix) [4](/zh-cn/cases/a/#原因) [5](/open/) [6](#cell-x)\n';
    const { ask } = await serve({ 'src/content/docs/cases/a.mdx': toCase(text), ...zh }, page);
    const html = await ask('/cases/a/');
    expect(html).toMatch(/^<!doctype html><p>页<\/p>/);
    expect(html).toContain('3 faults of this page');
    // What is said is text, whatever it has of HTML.
    expect(html).toContain(':30:1: &lt;Usage&gt;: height: no</li>');
    expect(toMessages(html)).toEqual([
      'src/content/docs/cases/a.mdx:15:1: the link /gone/ leads nowhere: there is no page /gone/',
      'src/content/docs/cases/a.mdx:15:29: the link #fix leads to no place of its page: there is no #fix',
      'src/content/docs/cases/a.mdx:30:1: <Usage>: height: no',
    ]);
  });

  test('a mended page has nothing over it; wrong frontmatter has', async () => {
    const file = 'src/content/docs/cases/a.mdx';
    // Without its frontmatter the page has no captures: what that makes wrong is not said besides.
    const bodies = [toFaultMark(`${file}:20:1`, 'cell x: RangeError: capture'), '<p>good</p>'];
    const good: RequestListener = (_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(bodies.shift());
    };
    const { ask, root } = await serve({ [file]: toCase('A\n').replace('open', 'opend'), ...zh }, good);
    expect(toMessages(await ask('/cases/a/'))).toEqual([
      expect.stringMatching(/a\.mdx:5:11: case\.status: /),
    ]);
    await writeFile(join(root, file), toCase('A\n'));
    expect(await ask('/cases/a/')).toBe('<p>good</p>');
  });

  test('a page that was drawn while its source changed finds out, and is loaded again', async () => {
    const file = 'src/content/docs/cases/a.mdx';
    let change: (changed: string) => void = () => {};
    const served = await serve({ [file]: toCase('A\n'), ...zh }, (request, response) => {
      if (request.url?.includes('changing')) change('.astro/data-store.json');
      page(request, response);
    });
    ({ change } = served);
    const { ask } = served;
    const known = async (path: string) => / !== '(\d+)'\) location\.reload/.exec(await ask(path))?.[1];
    const now = () => ask('/@casebook-changes', '*/*');
    expect(await known('/cases/a/')).toBe(await now());
    expect(await known('/cases/a/?changing')).not.toBe(await now());
    // What no page is drawn from is no reason to load one again.
    const before = await now();
    for (const other of ['node_modules/.vite/deps/a.js', 'src/viewer/a.ts', '.astro/types.d.ts'])
      change(other);
    expect(await now()).toBe(before);
    change(file);
    change('public/captures/a.log');
    expect(Number(await now())).toBe(Number(before) + 2);
  });

  test('links are those of the site, below a base too, and what is no page is left as it is', async () => {
    const text = '[1](/cases/a/) [2](/gone/)\n';
    const answer: RequestListener = (request, response) => {
      const isData = request.url?.endsWith('.json');
      response.setHeader('content-type', isData ? 'application/json' : 'text/html');
      response.setHeader('content-length', 2);
      response.end('{}');
    };
    const { ask } = await serve({ 'src/content/docs/cases/a.mdx': toCase(text), ...zh }, answer, '/casebook');
    const html = await ask('/casebook/cases/a/');
    expect(toMessages(html)).toEqual([
      'src/content/docs/cases/a.mdx:13:16: the link /casebook/gone/ leads nowhere: there is no page /casebook/gone/',
    ]);
    expect(await ask('/casebook/data.json')).toBe('{}');
    expect(await ask('/casebook/cases/a/', 'application/json')).toBe('{}');
  });
});
