import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSiteServer, type SiteServerOptions } from '../../src/site/site-server.ts';

let folder: string;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'below-base-'));
  for (const path of ['_astro', 'cases', 'zh-cn', 'notebook-frame']) await mkdir(join(folder, path));
  await writeFile(join(folder, 'index.html'), 'home');
  await writeFile(join(folder, 'cases', 'index.html'), 'cases');
  await writeFile(join(folder, '_astro', 'a.js'), 'a');
  await writeFile(join(folder, 'notebook-frame', 'index.html'), 'frame');
  await writeFile(join(folder, '404.html'), 'none');
  await writeFile(join(folder, 'zh-cn', '404.html'), '没有');
});

afterAll(async () => {
  for (const server of servers) server.close();
  await rm(folder, { recursive: true });
});

/** A server below /casebook whose app answers with the address that it is asked for. */
async function start(options: SiteServerOptions = {}) {
  const server = createSiteServer(folder, {
    base: '/casebook',
    app: async (asked, response) => void response.end(`app ${asked.method} ${asked.url}`),
    ...options,
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number | undefined; to: string | undefined; text: string; policy: string }>(
      (resolve, reject) => {
        const asked = request(
          { host: '127.0.0.1', port, path, headers, method, agent: false },
          (response) => {
            let text = '';
            response.on('data', (chunk: Buffer) => (text += chunk.toString()));
            response.on('end', () =>
              resolve({
                status: response.statusCode,
                to: response.headers.location,
                text,
                policy: String(response.headers['content-security-policy']),
              }),
            );
          },
        );
        asked.on('error', reject);
        asked.end();
      },
    );
}

describe('below a base', () => {
  test.each(['', '/t/a/b.log'])('an upload to /api/captures%s is told where uploads go', async (path) => {
    const ask = await start();
    const { status, text } = await ask(`/casebook/api/captures${path}`, {}, 'PUT');
    expect([status, text]).toEqual([400, expect.stringContaining(' /casebook/api/captures/TAG/NAME')]);
  });

  test.each([
    ['/casebook/', 'home'],
    ['/casebook/cases/', 'cases'],
    ['/casebook/_astro/a.js', 'a'],
    ['/casebook/c/0?embed', 'app GET /casebook/c/0?embed'],
    ['/casebook/zh-cn/t/x/', 'app GET /casebook/zh-cn/t/x/'],
    ['/casebook/api//store', 'app GET /casebook/api/store'],
  ])('%s is answered', async (path, text) => {
    const ask = await start();
    expect(await ask(path)).toMatchObject({ status: 200, text });
  });

  test.each([
    ['/', '/casebook/'],
    ['/casebook', '/casebook/'],
    ['/casebook?x=1', '/casebook/?x=1'],
    ['/casebook/cases', '/casebook/cases/'],
    ['//casebook//cases/', '/casebook/cases/'],
    ['/casebook//c/0', '/casebook/c/0'],
    // Links of the time before it stood below a base.
    ['/cases/?x=1', '/casebook/cases/?x=1'],
    ['/c/0', '/casebook/c/0'],
    ['/casebooks/', '/casebook/casebooks/'],
    ['//elsewhere.example/', '/casebook/elsewhere.example/'],
    ['/\\elsewhere.example/', '/casebook/\\elsewhere.example/'],
  ])('%s leads to %s', async (path, to) => {
    const ask = await start();
    expect(await ask(path)).toMatchObject({ status: 301, to });
  });

  test('what is not there says so in its language, and what is sent elsewhere is refused with the address', async () => {
    const ask = await start();
    expect(await ask('/casebook/no/')).toMatchObject({ status: 404, text: 'none' });
    expect(await ask('/casebook/zh-cn/no/')).toMatchObject({ status: 404, text: '没有' });
    expect(await ask('/casebook/_astro/../../secret')).toMatchObject({ status: 404 });
    const refused = await ask('/api/captures/t/a', {}, 'PUT');
    expect(refused).toMatchObject({
      status: 405,
      text: expect.stringContaining('PUT /casebook/api/captures/TAG/NAME') as string,
    });
    expect(await ask('/casebook/api/captures/t/a', {}, 'PUT')).toMatchObject({
      status: 200,
      text: 'app PUT /casebook/api/captures/t/a',
    });
  });

  test('the page of edited cells may be framed by the site', async () => {
    const ask = await start({ frameAncestors: "'none'" });
    expect((await ask('/casebook/notebook-frame/')).policy).toBe("frame-ancestors 'self'");
    expect((await ask('/casebook/cases/')).policy).toBe("frame-ancestors 'none'");
  });
});

describe('behind a proxy that takes the base off', () => {
  const stripped = { 'X-Forwarded-Prefix': '/casebook/' };

  test('what it says that it took off counts as if it were there', async () => {
    const ask = await start({ hasProxy: true });
    expect(await ask('/', stripped)).toMatchObject({ status: 200, text: 'home' });
    expect(await ask('/cases', stripped)).toMatchObject({ status: 301, to: '/casebook/cases/' });
    expect(await ask('/c/0', stripped)).toMatchObject({ text: 'app GET /casebook/c/0' });
    expect(await ask('/api/captures/t/a', stripped, 'PUT')).toMatchObject({
      text: 'app PUT /casebook/api/captures/t/a',
    });
    // A tag may be called as the base is.
    expect(await ask('/casebook/', stripped)).toMatchObject({ status: 404 });
  });

  test('without a proxy, or of another base, the word counts for nothing', async () => {
    expect(await (await start())('/', stripped)).toMatchObject({ status: 301, to: '/casebook/' });
    const ask = await start({ hasProxy: true });
    expect(await ask('/', { 'X-Forwarded-Prefix': '/other' })).toMatchObject({ status: 301 });
    expect(await ask('/')).toMatchObject({ status: 301 });
  });
});
