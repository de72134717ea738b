import { mkdir, mkdtemp, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSiteServer } from '../../src/site/site-server.ts';
import { precompressFolder } from '../../src/integrations/precompress.ts';

const page = `<!doctype html><title>火焰图</title>${'<p>a case</p>\n'.repeat(200)}`;
let outside: string;
let folder: string;
let server: Server;

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'serve-'));
  await writeFile(join(outside, 'secret.txt'), 'secret');
  folder = join(outside, 'dist');
  for (const path of ['_astro', 'go-tools/1b2c', 'cases', 'zh-cn', 'captures', '.hidden', 'empty']) {
    await mkdir(join(folder, path), { recursive: true });
  }
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'cases', 'index.html'), page);
  await writeFile(join(folder, '404.html'), '<title>no such page</title>');
  await writeFile(join(folder, 'zh-cn', '404.html'), '<title>没有这一页</title>');
  await writeFile(join(folder, 'go-tools', '1b2c', 'tools.wasm'), 'tools');
  await writeFile(join(folder, 'go-tools', 'status.json'), '{}');
  await writeFile(join(folder, '_astro', 'app.B1x9.js'), 'export const a = 1;\n'.repeat(200));
  await writeFile(join(folder, 'captures', 'crash 1.log'), 'panic: 你好\n'.repeat(200));
  await writeFile(join(folder, 'captures', 'board.data.gz'), gzipSync('board'));
  await writeFile(join(folder, '.hidden', 'index.html'), 'secret');
  await precompressFolder(folder);
  server = createSiteServer(folder);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await rm(outside, { recursive: true });
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** As it is written: fetch would mend the path before it sends it. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('compression', () => {
  test.each([
    ['br', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    ['*, br;q=0', 'gzip'],
    ['identity', undefined],
    ['br;q=0.0, gzip;q=0', undefined],
    ['', undefined],
  ])('to %j answers in %s', async (accept, encoding) => {
    const { headers, body } = await ask('/cases/', { 'accept-encoding': accept });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers['content-length']).toBe(String(body.length));
    expect(headers.vary).toBe('Accept-Encoding');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const plain =
      encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
    expect(plain.toString()).toBe(page);
    expect(body.length < page.length / 2).toBe(encoding !== undefined);
  });

  test('a capture that is gzipped itself comes as it is', async () => {
    const { headers, body } = await ask('/captures/board.data.gz', { 'accept-encoding': 'gzip, br' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-type']).toBe('application/gzip');
    expect(gunzipSync(body).toString()).toBe('board');
  });
});

describe('keeping', () => {
  test('an asset with a hash in its name is kept for ever, anything else checked each time', async () => {
    const asset = await ask('/_astro/app.B1x9.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    // The compiler's folder has a hash in its name; how far it is is asked again each time.
    expect((await ask('/go-tools/1b2c/tools.wasm')).headers['cache-control']).toMatch(/immutable/);
    expect((await ask('/go-tools/status.json')).headers['cache-control']).toBe('no-cache');
    expect((await ask('/_astro/gone.js')).headers['cache-control']).toBe('no-cache');
  });

  test('what the reader has is not sent again, until it changes', async () => {
    const first = await ask('/cases/', { 'accept-encoding': 'br' });
    const etag = first.headers.etag ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await ask('/cases/', { 'accept-encoding': 'br', 'if-none-match': known });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    }
    // The same page in another encoding is other bytes.
    expect((await ask('/cases/', { 'accept-encoding': 'gzip', 'if-none-match': etag })).status).toBe(200);
    await utimes(join(folder, 'cases', 'index.html.br'), 1, 1);
    expect((await ask('/cases/', { 'accept-encoding': 'br', 'if-none-match': etag })).status).toBe(200);
  });
});

describe('paths', () => {
  test('names with blanks and their text in UTF-8', async () => {
    const { status, headers, body } = await ask('/captures/crash%201.log');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body.toString()).toContain('你好');
  });

  test('a folder without its slash leads to it, on this site', async () => {
    const { status, headers } = await ask('/cases?filter=2,10,10,20');
    expect([status, headers.location]).toEqual([301, '/cases/?filter=2,10,10,20']);
    // `//cases/` would be a host.
    expect((await ask('//cases')).headers.location).toBe('/cases/');
  });

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/..%2Fsecret.txt',
    '/%2e%2e/secret.txt',
    '/cases/../../secret.txt',
    '/cases/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%2e%2e%5csecret.txt',
    '//../secret.txt',
    '/secret.txt%00.html',
    '/%c0%ae%c0%ae/secret.txt',
    '/.hidden/',
    '/%2ehidden/index.html',
    '/empty/',
    '/index.html/',
    '/%',
  ])('%s finds nothing', async (path) => {
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body.toString()).toBe('<title>no such page</title>');
  });

  test('what is not there gets the page for it, in the language of the path', async () => {
    const english = await ask('/cases/none/', { 'if-none-match': '*' });
    expect([english.status, english.body.toString()]).toEqual([404, '<title>no such page</title>']);
    const chinese = await ask('/zh-cn/cases/none/');
    expect([chinese.status, chinese.body.toString()]).toEqual([404, '<title>没有这一页</title>']);
  });
});

test('says what browsers should not guess or tell', async () => {
  for (const path of ['/', '/none', '/_astro/app.B1x9.js']) {
    const { headers } = await ask(path);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  }
});

test('HEAD gives the headers alone, and nothing is to be changed', async () => {
  const head = await ask('/cases/', {}, 'HEAD');
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
    200,
    String(page.length + 6),
    0,
  ]);
  const post = await ask('/cases/', {}, 'POST');
  expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('outlives a file that goes away while it is asked for', async () => {
  const path = join(folder, 'going.txt');
  await writeFile(path, 'x'.repeat(2_000_000));
  const asked = Array.from({ length: 20 }, () => ask('/going.txt').catch(() => undefined));
  await unlink(path);
  await Promise.all(asked);
  expect((await ask('/going.txt')).status).toBe(404);
  expect((await ask('/')).status).toBe(200);
});

describe('addresses and frames', () => {
  test('two slashes are one: the page has one address', async () => {
    for (const [path, to] of [
      ['//cases/', '/cases/'],
      ['/cases//', '/cases/'],
      ['//cases/?a=1', '/cases/?a=1'],
    ] as const) {
      const { status, headers } = await ask(path);
      expect([status, headers.location]).toEqual([301, to]);
    }
    expect((await ask('//example.net/')).status).toBe(404);
  });

  test('an upload to a site without a store is refused in words', async () => {
    const { status, headers, body } = await ask('/api/captures/t/a.log', {}, 'PUT');
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(body.toString()).toContain('There is only a file to be read here');
    expect(body.toString()).toContain('this server keeps no captures');
    const read = await ask('/api/store', { Accept: 'application/json' });
    expect([read.status, JSON.parse(read.body.toString())]).toMatchObject([
      404,
      { error: { code: 'no-store' } },
    ]);
    expect((await ask('/api')).body.toString()).toBe('This server keeps no captures.\n');
    const asJson = await ask('/cases/', { Accept: 'application/json' }, 'POST');
    expect(JSON.parse(asJson.body.toString())).toMatchObject({ error: { code: 'no-such-method' } });
  });

  test.each([
    ["'none'", "'self'"],
    ['https://wiki.example.net', "'self' https://wiki.example.net"],
    ["'self' https://wiki.example.net", "'self' https://wiki.example.net"],
  ])('framed by %s; the page that cells run in by the site’s own too', async (ancestors, ofCells) => {
    const other = createSiteServer(folder, { frameAncestors: ancestors });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const base = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      const policyOf = async (path: string) =>
        (await fetch(base + path)).headers.get('content-security-policy');
      for (const path of ['/', '/cases/', '/nothing/', '/_astro/app.B1x9.js']) {
        expect(await policyOf(path), path).toBe(`frame-ancestors ${ancestors}`);
      }
      expect(await policyOf('/notebook-frame/')).toBe(`frame-ancestors ${ofCells}`);
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });
});

describe('a body that is refused half-way', () => {
  let refusing: Server;
  beforeAll(async () => {
    refusing = createSiteServer(folder, {
      app: async (asked, response) => {
        // Enough is known after the first chunk.
        for await (const _ of asked.iterator({ destroyOnReturn: false })) break;
        response.writeHead(413).end('too much');
      },
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    refusing.closeAllConnections();
    refusing.close();
  });

  const head = (length: number) =>
    `PUT /api/captures/t/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`;

  test('leaves the connection good for the next request, where its rest comes', async () => {
    const socket = connect((refusing.address() as AddressInfo).port, '127.0.0.1');
    let said = '';
    const heard = (what: RegExp) =>
      vi.waitFor(() => expect(said).toMatch(what), { timeout: 10_000, interval: 10 });
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    socket.on('error', () => {});
    // More than the connection holds between the two.
    const length = 8 * 1024 * 1024;
    socket.write(head(length));
    socket.write(Buffer.alloc(length, 'x'));
    await heard(/too much/);
    socket.write('GET /cases/ HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await heard(/HTTP\/1\.1 200 OK/);
    socket.destroy();
  });

  test('is not waited for, where it does not come to its end', async () => {
    const socket = connect((refusing.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.resume();
    socket.write(`${head(1_000_000)}only the beginning`);
    await closed;
  });
});
