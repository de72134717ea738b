import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service } from '#server/service.ts';
import { readSettings } from '#server/settings.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { ask, routes } from './endpoints.ts';

let folder: string;
let service: Service;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-api-'));
  service = open('plain');
  await service.store.prepare();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** With no child process that describes what comes. */
function open(name: string, env: Record<string, string> = {}, base = ''): Service {
  const store = join(folder, name);
  return new Service({
    settings: readSettings({ CASEBOOK_STORE: store, CASEBOOK_DESCRIBE: '0', ...env }, base),
    store: new CaptureStore(new DiskObjects(store)),
    log: () => {},
  });
}

const asJson = { Accept: 'application/json' };

interface Receipt {
  id: string;
  key: string;
  link: string;
  name: string;
  tag: string;
  sizeBytes: number;
  state: string;
}

async function put(address: string, body: string, of = service): Promise<Receipt> {
  const response = await ask(of, 'PUT', address, { headers: asJson, body });
  expect(response.status).toBe(201);
  return (await response.json()) as Receipt;
}

describe('without a store', () => {
  test.each(routes.map(({ file }) => file))('%s says that there is none', async (file) => {
    const module = await routes.find((route) => route.file === file)?.load();
    const methods = Object.keys(module ?? {}).filter((name) => /^[A-Z]+$/.test(name));
    expect(methods.length).toBeGreaterThan(0);
    expect(module).toHaveProperty('prerender', false);
    const address = `/api/${file.replace(/(?:\/?index)?\.ts$/, '').replaceAll(/\[(?:\.\.\.)?\w+\]/g, 'x')}`;
    for (const method of methods) {
      const response = await ask(undefined, method === 'ALL' ? 'POST' : method, address);
      expect([response.status, await response.text()]).toEqual([404, 'This server keeps no captures.\n']);
    }
  });
});

describe('about the server', () => {
  test('it lives, it is ready until it is stopped', async () => {
    const stopped = open('stopped');
    expect(await (await ask(stopped, 'GET', '/api/health')).text()).toBe('ok\n');
    expect(await (await ask(stopped, 'GET', '/api/ready')).text()).toBe('ready\n');
    stopped.stop();
    const response = await ask(stopped, 'GET', '/api/ready', { headers: asJson });
    expect([response.status, await response.json()]).toEqual([
      503,
      { error: { code: 'stopping', params: { what: 'server' }, message: 'The server is being stopped.' } },
    ]);
    expect((await ask(stopped, 'GET', '/api/health')).status).toBe(200);
  });

  test('what a page asks before it offers to upload, below a base too', async () => {
    const ask1 = async (of: Service) => (await ask(of, 'GET', '/api/store')).json();
    expect(await ask1(open('a', { CASEBOOK_MAX_SIZE: '1MiB', CASEBOOK_KEEP: '7' }))).toEqual({
      store: 1,
      maxBytes: 2 ** 20,
      keepDays: 7,
      keepChoices: expect.arrayContaining([7]) as number[],
      tokenNeeded: false,
      uploads: '/api/uploads',
    });
    expect(await ask1(open('b', { CASEBOOK_UPLOAD_TOKEN: 'x' }, '/casebook'))).toMatchObject({
      tokenNeeded: true,
      uploads: '/casebook/api/uploads',
    });
  });
});

describe('where nothing is', () => {
  const message = 'The API has no such address. The guide “The store over HTTP” lists those that it has.';

  test.each(['/api/', '/api/nothing', '/api/nothing/at/all', '/api/tags', '/api/tags/t/u', '/api/store/x'])(
    '%s is answered as every other refusal, by any method',
    async (address) => {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const asText = await ask(service, method, address, { headers: { Accept: '*/*' } });
        expect([asText.status, await asText.text()], method).toEqual([404, `${message}\n`]);
        expect(asText.headers.get('content-type')).toBe('text/plain; charset=utf-8');
        const inJson = await ask(service, method, address, { headers: asJson });
        expect([inJson.status, await inJson.json()], method).toEqual([
          404,
          { error: { code: 'not-found', params: { what: 'address' }, message } },
        ]);
      }
    },
  );

  const id = '0'.repeat(26);
  test.each([
    ['/api/health', 'GET, HEAD', ['POST', 'PUT', 'DELETE', 'OPTIONS']],
    ['/api/ready', 'GET, HEAD', ['POST', 'PATCH']],
    ['/api/store', 'GET, HEAD', ['POST', 'PUT']],
    ['/api/tags/t', 'GET, HEAD', ['POST', 'PUT', 'DELETE']],
    [`/api/captures/${id}`, 'GET, HEAD, PUT, PATCH, DELETE', ['POST', 'OPTIONS']],
    [`/api/captures/${id}/bytes`, 'GET, HEAD, PUT', ['POST', 'PATCH', 'DELETE']],
    ['/api/uploads', 'POST, HEAD, PATCH, DELETE, OPTIONS', ['GET', 'PUT']],
  ])('%s takes %s, and says so to who comes with another method', async (address, allowed, others) => {
    for (const method of others) {
      const response = await ask(service, method, address, { headers: asJson });
      expect([response.status, response.headers.get('allow')], method).toEqual([405, allowed]);
      expect(await response.json()).toMatchObject({ error: { code: 'no-such-method' } });
    }
  });

  test('HEAD is asked of whoever answers GET', async () => {
    expect((await ask(service, 'HEAD', '/api/health')).status).toBe(200);
    expect((await ask(service, 'HEAD', '/api/store')).headers.get('content-type')).toContain('json');
    expect((await ask(service, 'HEAD', `/api/captures/${id}/bytes`)).status).toBe(404);
  });
});

describe('a capture', () => {
  test('put with its name, which is decoded once, whatever is in it', async () => {
    const { id, name, tag, sizeBytes, link } = await put('/api/captures/board/a%20%23%25%E4%BD%A0.log', 'x');
    expect({ name, tag, sizeBytes }).toEqual({ name: 'a #%你.log', tag: 'board', sizeBytes: 1 });
    expect(link).toBe(`http://localhost/c/${id}`);
    const stat = await ask(service, 'GET', `/api/captures/${id}`, { headers: asJson });
    expect(await stat.json()).toMatchObject({ id, name, tag, state: 'complete' });
  });

  test('put without a name gets one; asked for as a stream with ?name it has that', async () => {
    const { name } = await put('/api/captures/board/', 'x');
    expect(name).toMatch(/\S/);
    expect(await put('/api/captures/board/?name=b.log', 'x')).toMatchObject({ name: 'b.log' });
  });

  test('its receipt tells its size as every other place does, to the byte', async () => {
    const body = 'x'.repeat(1821);
    const file = await ask(service, 'PUT', '/api/captures/board/size.log', { body });
    expect(await file.text()).toMatch(/\nsize\.log, 1\.8 KB \(1,821 B\), SHA-256 [0-9a-f]{64}, kept until /);
    // Without a length, which makes a stream of it.
    const request = new Request('http://localhost/api/captures/board/', { method: 'PUT', body });
    const stream = await service.put({ request, address: '192.0.2.1' }, 'board', undefined);
    expect(await stream.text()).toMatch(/\nComplete: 1\.8 KB \(1,821 B\)\n$/);
  });

  test('its bytes, and part of them', async () => {
    const { id } = await put('/api/captures/board/bytes.log', '0123456789');
    const whole = await ask(service, 'GET', `/api/captures/${id}/bytes`);
    expect(await whole.text()).toBe('0123456789');
    expect(whole.headers.get('content-disposition')).toContain('bytes.log');
    const rest = await ask(service, 'GET', `/api/captures/${id}/bytes?from=7&wait=0`);
    expect(await rest.text()).toBe('789');
    expect(rest.headers.get('casebook-state')).toBe('complete');
    const range = await ask(service, 'GET', `/api/captures/${id}/bytes`, { headers: { Range: 'bytes=2-4' } });
    expect([range.status, await range.text()]).toEqual([206, '234']);
  });

  test('has no picture where nothing is drawn, and nothing else', async () => {
    const { id } = await put('/api/captures/board/c.log', 'x');
    expect((await ask(service, 'GET', `/api/captures/${id}/picture.png`)).status).toBe(404);
    const other = await ask(service, 'GET', `/api/captures/${id}/other`);
    expect([other.status, await other.text()]).toEqual([404, 'A capture has bytes and a picture.png.\n']);
    const inJson = await ask(service, 'GET', `/api/captures/${id}/other`, { headers: asJson });
    expect(await inJson.json()).toMatchObject({ error: { code: 'not-found', params: { what: 'part' } } });
  });

  test('is renamed and deleted by whoever has its key, and by nobody else', async () => {
    const { id, key } = await put('/api/captures/board/d.log', 'x');
    const address = `/api/captures/${id}`;
    const rename = (headers: Record<string, string>, body: string) =>
      ask(service, 'PATCH', address, { headers: { ...asJson, ...headers }, body });
    expect((await rename({}, '{"name":"e.log"}')).status).toBe(403);
    expect((await rename({ 'Casebook-Key': 'wrong' }, '{"name":"e.log"}')).status).toBe(403);
    expect((await rename({ 'Casebook-Key': key }, '{')).status).toBe(400);
    const renamed = await rename({ 'Casebook-Key': key }, '{"name":"e.log","tag":"other"}');
    expect(await renamed.json()).toMatchObject({ id, name: 'e.log', tag: 'other' });

    expect((await ask(service, 'DELETE', address)).status).toBe(403);
    const foreign = { 'Casebook-Key': key, Origin: 'https://elsewhere.example' };
    expect((await ask(service, 'DELETE', address, { headers: foreign })).status).toBe(403);
    const deleted = await ask(service, 'DELETE', address, { headers: { ...asJson, 'Casebook-Key': key } });
    expect(await deleted.json()).toEqual({ deleted: id, noted: true });
    expect((await ask(service, 'GET', address)).status).toBe(410);
    expect((await ask(service, 'GET', `${address}/bytes`)).status).toBe(410);
  });

  test('that never was is not found', async () => {
    for (const path of ['', '/bytes']) {
      const response = await ask(service, 'GET', `/api/captures/${'0'.repeat(26)}${path}`);
      expect(response.status, path).toBe(404);
    }
  });
});

describe('a tag', () => {
  test('lists its captures, the newest first, a page at a time', async () => {
    for (const name of ['one.log', 'two.log', 'six.log']) await put(`/api/captures/list/${name}`, name);
    const list = async (query: string) =>
      (await (await ask(service, 'GET', `/api/tags/list${query}`, { headers: asJson })).json()) as {
        captures: Receipt[];
        next?: string;
      };
    const first = await list('?limit=2');
    expect(first.captures.map(({ name }) => name)).toEqual(['six.log', 'two.log']);
    const second = await list(`?limit=2&after=${first.next}`);
    expect(second.captures.map(({ name }) => name)).toEqual(['one.log']);
    expect(second.next).toBeUndefined();
    expect((await list('?search=two')).captures.map(({ name }) => name)).toEqual(['two.log']);
    const plain = await (await ask(service, 'GET', '/api/tags/list')).text();
    expect(plain).toMatch(/^\S+\tsix\.log\t7\thttp:\/\/localhost\/c\/\w{26}\n/);
  });

  test('is shown to whoever has the token, where there is one', async () => {
    const closed = open('closed', { CASEBOOK_LIST_TOKEN: 'show-me' });
    expect((await ask(closed, 'GET', '/api/tags/list')).status).toBe(401);
    const headers = { ...asJson, Authorization: 'Bearer show-me' };
    expect(await (await ask(closed, 'GET', '/api/tags/list', { headers })).json()).toEqual({ captures: [] });
  });
});

describe('an upload that can be resumed', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const tus = { 'Tus-Resumable': '1.0.0' };
  const begin = (of: Service, address: string, length: number) =>
    ask(of, 'POST', address, {
      headers: {
        ...tus,
        'Upload-Length': String(length),
        'Upload-Metadata': `filename ${encode('a.log')},tag ${encode('tus')}`,
      },
    });

  test('is begun, goes on where it stands, and is a capture in the end', async () => {
    const begun = await begin(service, '/api/uploads', 6);
    expect(begun.status).toBe(201);
    const { pathname } = new URL(begun.headers.get('location') ?? '');
    const id = begun.headers.get('casebook-link')?.slice(-26);
    const patch = (offset: number, body: string) =>
      ask(service, 'PATCH', pathname, {
        headers: {
          ...tus,
          'Upload-Offset': String(offset),
          'Content-Type': 'application/offset+octet-stream',
        },
        body,
      });
    expect((await patch(0, 'abc')).status).toBe(204);
    const head = await ask(service, 'HEAD', pathname, { headers: tus });
    expect(head.headers.get('upload-offset')).toBe('3');
    expect((await patch(0, 'abc')).status).toBe(409);
    expect((await patch(3, 'def')).status).toBe(204);
    expect(await (await ask(service, 'GET', `/api/captures/${id}/bytes`)).text()).toBe('abcdef');
  });

  test('GET says how uploads are made', async () => {
    const response = await ask(service, 'GET', '/api/uploads', { headers: asJson });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('PATCH');
  });

  test('asks for the token, where there is one', async () => {
    const closed = open('closed', { CASEBOOK_UPLOAD_TOKEN: 'let-me-in' });
    expect((await begin(closed, '/api/uploads', 6)).status).toBe(401);
    expect((await ask(closed, 'PUT', '/api/captures/t/a.log', { body: 'x' })).status).toBe(401);
  });

  test('a browser’s own dialog asks for the token, but not over a script that asks for JSON', async () => {
    const closed = open('closed', { CASEBOOK_UPLOAD_TOKEN: 'let-me-in', CASEBOOK_LIST_TOKEN: 'show-me' });
    for (const [method, address] of [
      ['POST', '/api/uploads'],
      ['PUT', '/api/captures/t/a.log'],
      ['GET', '/api/tags/t'],
    ] as const) {
      const challenge = async (headers: Record<string, string>) =>
        (await ask(closed, method, address, { headers })).headers.get('www-authenticate');
      expect(await challenge({}), address).toBe('Basic realm="Casebook", charset="UTF-8"');
      expect(await challenge(asJson), address).toBe('Bearer realm="Casebook"');
    }
  });
});
