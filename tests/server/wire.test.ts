import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Service } from '#server/service.ts';
import { readSettings } from '#server/settings.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects } from '#store/disk.ts';
import { readSources } from '../../scripts/api-docs/read-types.ts';

const wire = join(import.meta.dirname, '..', '..', 'src', 'api', 'wire.ts');
const sources = readSources([wire]);
let folder: string;
let service: Service;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-wire-'));
  service = new Service({
    settings: readSettings({ CASEBOOK_STORE: folder }),
    store: new CaptureStore(new DiskObjects(folder)),
    log: () => {},
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = (path: string, init: RequestInit = {}, incoming?: AsyncIterable<Uint8Array>) => ({
  request: new Request(`http://localhost${path}`, {
    ...init,
    headers: { ...init.headers, Accept: 'application/json' },
  }),
  address: '192.0.2.1',
  incoming,
});

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** An answer with the keys that its type has: none beside them, and none that must be there is missing. */
async function expectAnswer(answer: Promise<Response>, type: string): Promise<Record<string, unknown>> {
  const json = (await (await answer).json()) as Record<string, unknown>;
  const { members } = sources.findType(type);
  const missing = members.filter(({ name, optional }) => !optional && !(name in json));
  expect({ type, missing: missing.map(({ name }) => name) }).toEqual({ type, missing: [] });
  const known = members.map(({ name }) => name);
  expect({ type, unknown: Object.keys(json).filter((key) => !known.includes(key)) }).toEqual({
    type,
    unknown: [],
  });
  return json;
}

test('what the server answers is what its types, and so the guide, say', async () => {
  await expectAnswer(service.info(ask('/api/store')), 'StoreInfo');
  const put = (text: string, length: boolean) =>
    service.put(
      ask(
        '/api/captures/t/crash.log',
        { method: 'PUT', headers: length ? { 'Content-Length': String(text.length) } : {} },
        bytes(text),
      ),
      't',
      'crash.log',
    );
  const { id, key } = await expectAnswer(put('panic: boom\n', true), 'StoreReceipt');
  expect(key).toMatch(/^\w{26}$/);
  const headers = { 'Casebook-Key': String(key) };
  await expectAnswer(service.stat(ask(`/api/captures/${id}`), String(id)), 'StoreStat');
  const body = JSON.stringify({ name: 'other.log' });
  const renamed = await expectAnswer(
    service.rename(ask(`/api/captures/${id}`, { method: 'PATCH', headers, body }, bytes(body)), String(id)),
    'StoreStat',
  );
  expect(renamed).toMatchObject({ name: 'other.log', state: 'complete', idleMs: 0, stalled: false });
  const list = await expectAnswer(service.list(ask('/api/tags/t?limit=1'), 't'), 'StoreList');
  const known = sources.findType('StoreCapture').members.map(({ name }) => name);
  expect(known).toEqual(expect.arrayContaining(Object.keys((list['captures'] as object[])[0] ?? {})));
  const refused = await expectAnswer(
    service.remove(ask(`/api/captures/${id}`, { method: 'DELETE' }), String(id)),
    'StoreRefusal',
  );
  expect(refused).toMatchObject({ error: { code: 'bad-key', message: expect.any(String) } });
  expect(
    await expectAnswer(
      service.remove(ask(`/api/captures/${id}`, { method: 'DELETE', headers }), String(id)),
      'StoreRemoval',
    ),
  ).toEqual({ deleted: id, noted: true });
});
