import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaptureUpload, type UploadBody } from '#api/store-upload.ts';
import { canStartS3, type S3Server, startS3 } from '../store/s3-server.ts';
import { isInstalled, run } from './run.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';
import { noise } from '../noise.ts';

const tusHeaders = { 'Tus-Resumable': '1.0.0' };
const patchHeaders = { ...tusHeaders, 'Content-Type': 'application/offset+octet-stream' };
const idPattern = /^[0-9a-hjkmnp-tv-z]{26}$/;

interface Begun {
  id: string;
  key: string;
  address: string;
}

async function begin(server: string, sizeBytes: number, tag = 'board-7'): Promise<Begun & Response> {
  const metadata = { filename: 'crash.log', tag };
  const response = await fetch(`${server}/api/uploads`, {
    method: 'POST',
    headers: {
      ...tusHeaders,
      'Upload-Length': String(sizeBytes),
      'Upload-Metadata': Object.entries(metadata)
        .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    },
  });
  const link = response.headers.get('casebook-link') ?? '';
  return Object.assign(response, {
    id: link.slice(link.lastIndexOf('/') + 1),
    key: response.headers.get('casebook-key') ?? '',
    address: response.headers.get('location') ?? '',
  });
}

const patch = (address: string, offset: number, body: Uint8Array<ArrayBuffer> | string) =>
  fetch(address, { method: 'PATCH', headers: { ...patchHeaders, 'Upload-Offset': String(offset) }, body });

/** A stream that is being sent, as `curl -T .` does. */
async function stream(server: string, tag = 'live') {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => (controller = given) });
  const send = (text: string | Uint8Array) =>
    controller.enqueue(typeof text === 'string' ? new TextEncoder().encode(text) : text);
  send('time,pid,name\n');
  const response = await fetch(`${server}/api/captures/${tag}/`, {
    method: 'PUT',
    body,
    duplex: 'half',
  } as RequestInit);
  const reader = response.body!.getReader();
  const receipt = new TextDecoder().decode((await reader.read()).value);
  const rest = (async () => {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done) return text;
      text += new TextDecoder().decode(value);
    }
  })();
  return {
    id: /\/c\/([0-9a-z]{26})$/m.exec(receipt)?.[1] ?? '',
    key: /Casebook-Key: ([0-9a-z]{26})/.exec(receipt)?.[1] ?? '',
    send,
    end: () => controller.close(),
    /** What the server said after the link. */
    rest,
  };
}

/** What is known of a capture, but for what the time alone changes. */
const stateOf = async (server: string, id: string) => {
  const response = await fetch(`${server}/api/captures/${id}`, { headers: { Accept: 'application/json' } });
  const { idleMs: _, ...state } = (await response.json()) as Record<string, unknown>;
  return state;
};

/** What a stranger who has the link alone, or guesses, may learn and do: nothing. */
function describeAttacks(
  name: string,
  start: (env?: Record<string, string>) => Promise<RunningServer>,
): void {
  describe(`a stranger and the store on ${name}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server?.stop());

    /** All that an answer says, but for the time. */
    const answerOf = async (method: string, id: string, body?: string) => {
      const response = await fetch(`${server.url}/api/uploads/${id}`, {
        method,
        headers: body === undefined ? tusHeaders : { ...patchHeaders, 'Upload-Offset': '0' },
        ...(body === undefined ? {} : { body }),
      });
      const headers = [...response.headers].filter(([header]) => header !== 'date');
      return { status: response.status, headers, text: (await response.text()).replaceAll(id, 'ID') };
    };

    test('id, upload address and key are three secrets', async () => {
      const { id, key, address } = await begin(server.url, 10);
      const upload = address.slice(address.lastIndexOf('/') + 1);
      for (const secret of [id, key, upload]) expect(secret).toMatch(idPattern);
      expect(new Set([id, key, upload]).size).toBe(3);
      expect(address).toBe(`${server.url}/api/uploads/${upload}`);
      // The key removes, and neither of the others does; nor does the key write.
      for (const wrong of [id, upload]) {
        const refused = await fetch(`${server.url}/api/captures/${id}`, {
          method: 'DELETE',
          headers: { 'Casebook-Key': wrong },
        });
        expect(refused.status).toBe(403);
      }
      expect((await patch(`${server.url}/api/uploads/${key}`, 0, 'x')).status).toBe(404);
      expect((await fetch(`${server.url}/api/captures/${upload}`)).status).toBe(404);
      expect((await fetch(`${server.url}/api/captures/${upload}/bytes`)).status).toBe(404);
    });

    test.each(['an upload', 'a stream', 'a complete capture', 'a complete upload', 'a removed one'])(
      'HEAD, PATCH and DELETE at the id of %s are answered as at one that never was',
      async (what) => {
        let id = '';
        let ending = () => {};
        if (what === 'an upload' || what === 'a complete upload') {
          const begun = await begin(server.url, 6);
          id = begun.id;
          await patch(begun.address, 0, what === 'an upload' ? 'abc' : 'abcdef');
        } else if (what === 'a stream') {
          const sent = await stream(server.url);
          id = sent.id;
          ending = sent.end;
        } else {
          const put = await fetch(`${server.url}/api/captures/t/a.log`, { method: 'PUT', body: 'panic: x' });
          const receipt = await put.text();
          id = /\/c\/([0-9a-z]{26})$/m.exec(receipt)?.[1] ?? '';
          const key = /Casebook-Key: ([0-9a-z]{26})/.exec(receipt)?.[1] ?? '';
          if (what === 'a removed one') {
            await fetch(`${server.url}/api/captures/${id}`, {
              method: 'DELETE',
              headers: { 'Casebook-Key': key },
            });
          }
        }
        expect(id).toMatch(idPattern);
        const before = what === 'a stream' ? undefined : await stateOf(server.url, id);
        for (const [method, body] of [['HEAD'], ['PATCH', 'foreign'], ['DELETE']] as const) {
          const known = await answerOf(method, id, body);
          expect(known.status).toBe(404);
          expect(known).toEqual(await answerOf(method, '0'.repeat(26), body));
        }
        if (before) expect(await stateOf(server.url, id)).toEqual(before);
        else expect((await stateOf(server.url, id))['state']).toBe('growing');
        ending();
      },
    );

    test('an upload comes to its end whatever strangers send to its id meanwhile', async () => {
      const bytes = noise(400_000);
      const { id, address } = await begin(server.url, bytes.length);
      for (let at = 0; at < bytes.length; at += 100_000) {
        const [own] = await Promise.all([
          patch(address, at, bytes.subarray(at, at + 100_000)),
          patch(`${server.url}/api/uploads/${id}`, at, noise(100_000, 2)),
          fetch(`${server.url}/api/uploads/${id}`, { method: 'DELETE', headers: tusHeaders }),
        ]);
        expect(own.status).toBe(204);
      }
      const stored = await fetch(`${server.url}/api/captures/${id}/bytes`);
      expect(
        createHash('sha256')
          .update(new Uint8Array(await stored.arrayBuffer()))
          .digest('hex'),
      ).toBe(createHash('sha256').update(bytes).digest('hex'));
    });

    test('an upload that is removed by its key while it is sent leaves nothing, and its sender hears so', async () => {
      const { id, key, address } = await begin(server.url, 1000);
      await patch(address, 0, 'abc');
      await fetch(`${server.url}/api/captures/${id}`, { method: 'DELETE', headers: { 'Casebook-Key': key } });
      const more = await patch(address, 3, 'def');
      expect([404, 410]).toContain(more.status);
      expect((await stateOf(server.url, id))['error']).toMatchObject({ code: 'gone' });
    });

    test('a stream that is removed by its key while it runs ends, and is not listed', async () => {
      const sent = await stream(server.url, 'removed');
      await expect
        .poll(async () => (await stateOf(server.url, sent.id))['sizeBytes'], { timeout: 10_000 })
        .toBe(14);
      await fetch(`${server.url}/api/captures/${sent.id}`, {
        method: 'DELETE',
        headers: { 'Casebook-Key': sent.key },
      });
      sent.send('1,7,board_app\n');
      expect(await sent.rest).toContain('This capture was removed at ');
      expect(await (await fetch(`${server.url}/api/tags/removed`)).text()).toBe('');
      expect((await fetch(`${server.url}/api/captures/${sent.id}`)).status).toBe(410);
    });
  });

  test(`eight uploads side by side stay within the total, on ${name}`, async () => {
    const total = 2_000_000;
    const server = await start({ CASEBOOK_MAX_TOTAL: String(total), CASEBOOK_DESCRIBE: '0' });
    const each = 900_000;
    const sendByTus = async () => {
      const begun = await begin(server.url, each);
      return begun.status === 201 ? (await patch(begun.address, 0, noise(each))).status : begun.status;
    };
    const sendByPut = async (n: number) => {
      const body = noise(each);
      // Who is refused while it still sends may see the line go dead before the answer.
      return fetch(`${server.url}/api/captures/full/${n}.data`, { method: 'PUT', body }).then(
        ({ status }) => status,
        () => 507,
      );
    };
    const sendStream = async () => {
      const sent = await stream(server.url, 'full');
      for (let n = 0; n < 9; n++) sent.send(noise(each / 9));
      sent.end();
      return sent.rest;
    };
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map((n) => (n % 2 ? sendByPut(n) : sendByTus())));
    expect(answers.filter((status) => status === 201 || status === 204)).toHaveLength(2);
    expect(answers.filter((status) => status === 507)).toHaveLength(4);
    await Promise.all([sendStream(), sendStream()]);
    if (await isInstalled('curl')) {
      const { out } = await run('curl', ['-sSN', '-T', '.', `${server.url}/api/captures/full/`], {
        input: noise(each),
      });
      expect(out).toContain('The store is full: it holds at most 2 MB.');
    }
    // A line that a refused upload was sent on may still be thought to be good.
    const list = async (tag: string): Promise<Response> => {
      const ask = () => fetch(`${server.url}/api/tags/${tag}`, { headers: { Accept: 'application/json' } });
      return ask().catch(ask).catch(ask);
    };
    let sum = 0;
    for (const response of [await list('full'), await list('board-7')]) {
      const { captures } = (await response.json()) as { captures: { tag: string; sizeBytes: number }[] };
      for (const { sizeBytes } of captures) sum += sizeBytes;
    }
    expect(sum).toBeGreaterThanOrEqual(2 * each);
    expect(sum).toBeLessThanOrEqual(total);
    await server.stop();
  });
}

let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  folder = await makeFolder();
});
afterAll(() => folder.remove());

test('an upload that was begun with layout 1 is ended in words, and begun anew by its client', async () => {
  const { known, objects } = JSON.parse(await readFile('tests/fixtures/store/layout-1.json', 'utf8')) as {
    known: Record<'upload' | 'growing', { id: string }>;
    objects: Record<string, string>;
  };
  const data = join(folder.path, 'layout-1');
  for (const [key, text] of Object.entries(objects)) {
    await mkdir(dirname(join(data, key)), { recursive: true });
    await writeFile(join(data, key), text);
  }
  const server = await startServer({ CASEBOOK_STORE: data });
  const uploadUrl = `${server.url}/api/uploads/${known.upload.id}`;
  const more = await patch(uploadUrl, 5, '56789');
  expect([more.status, await more.text()]).toEqual([
    410,
    'This upload was begun before the server was renewed, and cannot be gone on with. Begin it anew.\n',
  ]);
  expect((await stateOf(server.url, known.upload.id))['sizeBytes']).toBe(5);
  expect((await patch(`${server.url}/api/uploads/${known.growing.id}`, 135, 'x')).status).toBe(404);

  const path = join(folder.path, 'upload.data');
  await writeFile(path, '0123456789');
  const sha256 = createHash('sha256').update('0123456789').digest('hex');
  const spec = { server: server.url, tag: 'board-7', name: 'upload.data', sizeBytes: 10, sha256 };
  const kept = { id: known.upload.id, link: `${server.url}/c/${known.upload.id}`, key: 'old', uploadUrl };
  const upload = new CaptureUpload(createReadStream(path) as unknown as UploadBody, spec, {
    kept: { find: async () => kept, keep: async () => {}, forget: async () => {} },
  });
  const { id } = await upload.start();
  expect(id).not.toBe(known.upload.id);
  expect(await stateOf(server.url, id)).toMatchObject({ state: 'complete', sha256 });
  await server.stop();
});

test('a server does not start over what a later one has laid out', async () => {
  const data = join(folder.path, 'layout-3');
  await mkdir(data);
  await writeFile(join(data, 'layout'), '{"version":3}');
  await expect(startServer({ CASEBOOK_STORE: data })).rejects.toThrow(
    'What is stored here has layout 3, and this Casebook knows up to 2: it needs a newer Casebook.',
  );
});

let stores = 0;
describeAttacks('a disk', (env = {}) =>
  startServer({ CASEBOOK_STORE: join(folder.path, `data-${++stores}`), ...env }),
);

describe.runIf(await canStartS3())('a real S3 server', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3();
  });
  afterAll(() => s3?.stop());
  describeAttacks('S3', async (env = {}) => {
    const bucket = `attacked-${++stores}`;
    await s3.makeBucket(bucket);
    return startServer({
      CASEBOOK_STORE: `s3://${bucket}/casebook?endpoint=${encodeURIComponent(s3.spec.endpoint)}`,
      AWS_ACCESS_KEY_ID: s3.spec.credentials?.accessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: s3.spec.credentials?.secretAccessKey ?? '',
      ...env,
    });
  });
});
