import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Service } from '#server/service.ts';
import { readSettings } from '#server/settings.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-service-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function open(store: string, env: Record<string, string> = {}) {
  const events: Record<string, unknown>[] = [];
  const service = new Service({
    settings: readSettings({ CASEBOOK_STORE: store, ...env }),
    store: new CaptureStore(new DiskObjects(store)),
    log: (event, fields) => void events.push({ event, ...fields }),
  });
  return { service, events };
}

const call = (path: string, init: RequestInit = {}, incoming?: AsyncIterable<Uint8Array>) => ({
  request: new Request(`http://localhost${path}`, init),
  address: '192.0.2.1',
  incoming,
});

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(10);
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
}

test('a folder that cannot be written: told at the start, 503 in words, the cause in the log', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, 'not a folder');
  const { service, events } = open(join(file, 'data'));
  service.start();
  const response = await service.put(
    call('/api/captures/t/a.log', { method: 'PUT' }, breaking()),
    't',
    'a.log',
  );
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('30');
  expect(await response.text()).toBe('The store cannot be written now. Try again later.\n');
  await expect.poll(() => events.some(({ event }) => event === 'store-unusable')).toBe(true);
  const hint = 'A part of the path in CASEBOOK_STORE is a file, not a folder.';
  for (const event of ['store-unusable', 'error']) {
    expect(events.find((one) => one['event'] === event)).toMatchObject({ hint });
  }
  service.stop();
});

test('a sender who goes away in the middle is no error, and leaves nothing', async () => {
  const { service, events } = open(join(folder, 'aborts'));
  const headers = { 'Content-Length': '1000' };
  const response = await service.put(
    call('/api/captures/t/a.log', { method: 'PUT', headers }, breaking()),
    't',
    'a.log',
  );
  expect(response.status).toBe(499);
  expect(events).toMatchObject([{ event: 'request', what: 'put', status: 499, reason: 'client-gone' }]);
  expect(await service.store.list('t')).toEqual({ captures: [] });
});

test('a change without a key, or of what is not here, is refused before its body is read', async () => {
  const { service } = open(join(folder, 'changes'));
  const id = '0'.repeat(26);
  const body = { read: 0 };
  async function* watched(): AsyncGenerator<Uint8Array> {
    body.read++;
    yield new Uint8Array(10);
  }
  for (const [headers, status] of [
    [{}, 403],
    [{ 'Casebook-Key': 'x' }, 404],
  ] as const) {
    const response = await service.rename(
      call(`/api/captures/${id}`, { method: 'PATCH', headers }, watched()),
      id,
    );
    expect(response.status).toBe(status);
  }
  expect(body.read).toBe(0);
});

test('a picture that is not made yet is 503 and kept nowhere; one that cannot be is 404', async () => {
  const { service } = open(join(folder, 'pictures'));
  const { capture } = await service.store.create({ tag: 't', name: 'live.csv', live: true });
  const early = await service.picture(call(`/api/captures/${capture.id}/picture.png`), capture.id);
  expect([early.status, early.headers.get('cache-control')]).toEqual([503, 'no-store']);
  async function* noise() {
    yield new Uint8Array(2000).map((_, at) => (at * 7919) % 251);
  }
  await service.store.append(capture.id, 0, noise());
  await service.store.complete(capture.id);
  const never = await service.picture(call(`/api/captures/${capture.id}/picture.png`), capture.id);
  expect([never.status, never.headers.get('cache-control')]).toEqual([404, 'no-store']);
});

test('whoever is wrong about the token too often is refused with the right one too, and nobody else is', async () => {
  const { service } = open(join(folder, 'tokens'), {
    CASEBOOK_LIST_TOKEN: 'let-me-in',
    CASEBOOK_WRONG_TOKENS: '3',
  });
  const list = async (token: string | undefined, address: string) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const request = new Request('https://casebook.test/api/tags/t', { headers });
    return (await service.list({ request, address }, 't')).status;
  };
  const one = '192.0.2.1';
  // Without any nothing was guessed.
  for (let n = 0; n < 5; n++) expect(await list(undefined, one)).toBe(401);
  for (let n = 0; n < 3; n++) expect(await list('wrong', one)).toBe(401);
  expect(await list('let-me-in', one)).toBe(429);
  expect(await list('let-me-in', '192.0.2.2')).toBe(200);
});
