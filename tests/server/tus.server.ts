import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  findStore,
  followCapture,
  listCaptures,
  removeCapture,
  renameCapture,
  statCapture,
} from '#api/store-client.ts';
import {
  CaptureUpload,
  type KeptUpload,
  type KeptUploads,
  toStoreName,
  type UploadBody,
  type UploadSpec,
} from '#api/store-upload.ts';
import { canStartS3, type S3Server, startS3 } from '../store/s3-server.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';
import { noise } from '../noise.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
beforeAll(async () => {
  folder = await makeFolder();
});
afterAll(() => folder.remove());

class KeptInMemory implements KeptUploads {
  readonly uploads = new Map<string, KeptUpload>();
  async find(fingerprint: string) {
    return this.uploads.get(fingerprint);
  }
  async keep(fingerprint: string, upload: KeptUpload) {
    this.uploads.set(fingerprint, upload);
  }
  async forget(fingerprint: string) {
    this.uploads.delete(fingerprint);
  }
}

async function makeFile(name: string, sizeBytes: number) {
  const bytes = noise(sizeBytes, name);
  const path = join(folder.path, name);
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const spec = (server: string): UploadSpec => ({ server, tag: 'tus', name, sizeBytes, sha256 });
  return { path, spec, sha256, body: () => createReadStream(path) as unknown as UploadBody };
}

const hashOf = async (server: string, id: string) => {
  const response = await fetch(`${server}/api/captures/${id}/bytes`);
  return createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
};

/** Stands between client and server and lets through so many bytes, then drops all connections. */
async function startBadLine(to: string): Promise<{
  url: string;
  cutAfter: (bytes: number) => void;
  /** Lets through so many bytes and then nothing more, as if the network was gone. */
  holdAfter: (bytes: number) => void;
  close: () => void;
}> {
  const target = new URL(to);
  const open = new Set<Socket>();
  let left = Infinity;
  let then: 'cut' | 'hold' = 'cut';
  const line: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      left -= chunk.length;
      if (left > 0) upstream.write(chunk);
      else if (then === 'hold') client.pause();
      else {
        left = Infinity;
        for (const socket of open) socket.destroy();
      }
    });
    upstream.pipe(client);
  });
  await new Promise<void>((listening) => line.listen(0, '127.0.0.1', listening));
  const { port } = line.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    cutAfter: (bytes) => ([left, then] = [bytes, 'cut']),
    holdAfter: (bytes) => ([left, then] = [bytes, 'hold']),
    close: () => {
      for (const socket of open) socket.destroy();
      line.close();
    },
  };
}

describe('tus, on a disk', () => {
  let server: RunningServer;
  const env = () => ({ CASEBOOK_STORE: join(folder.path, 'data'), CASEBOOK_MAX_SIZE: '64MiB' });

  beforeAll(async () => {
    server = await startServer(env());
  });
  afterAll(() => server?.stop());

  test('uploads, with progress, and gives link and key', async () => {
    const file = await makeFile('plain.data', 3_000_000);
    const progress: number[] = [];
    const upload = new CaptureUpload(
      file.body(),
      { ...file.spec(server.url), kind: 'recording', summary: '3 samples', keep: 7 },
      { onProgress: (sent) => progress.push(sent) },
    );
    const receipt = await upload.start();
    expect(receipt.link).toBe(`${server.url}/c/${receipt.id}`);
    expect(progress.at(-1)).toBe(3_000_000);
    expect(await statCapture(server.url, receipt.id)).toMatchObject({
      name: 'plain.data',
      state: 'complete',
      sha256: file.sha256,
      kind: 'recording',
      summary: '3 samples',
    });
    expect(await hashOf(server.url, receipt.id)).toBe(file.sha256);
    const { captures } = await listCaptures(server.url, 'tus', { search: '3 samples' });
    expect(captures.map(({ id }) => id)).toEqual([receipt.id]);
    await renameCapture(server.url, receipt.id, receipt.key, { name: 'other.data' });
    await removeCapture(server.url, receipt.id, receipt.key);
    await expect(statCapture(server.url, receipt.id)).rejects.toMatchObject({ status: 410, code: 'gone' });
  });

  test('a lost line is taken up again where it was', async () => {
    const file = await makeFile('bad-line.data', 8_000_000);
    const line = await startBadLine(server.url);
    const retries: string[] = [];
    const upload = new CaptureUpload(file.body(), file.spec(line.url), {
      retryDelays: [0, 100, 200],
      onRetry: (error) => retries.push(error.code),
      onBegun: () => line.cutAfter(2_000_000),
    });
    const { id } = await upload.start();
    line.close();
    expect(retries).toContain('unreachable');
    expect(await hashOf(server.url, id)).toBe(file.sha256);
  });

  test('pauses and goes on; another client goes on with it as after a reload', async () => {
    const file = await makeFile('paused.data', 20_000_000);
    const line = await startBadLine(server.url);
    const kept = new KeptInMemory();
    let done = false;
    const first = new CaptureUpload(file.body(), file.spec(line.url), {
      kept,
      onBegun: () => line.holdAfter(6_000_000),
    });
    void first.start().then(() => (done = true));
    await expect.poll(async () => [...kept.uploads.values()].length).toBe(1);
    const { id: paused = '', uploadUrl = '' } = [...kept.uploads.values()][0] ?? {};
    await sleep(300);
    await first.pause();
    const address = uploadUrl.replace(line.url, server.url);
    await expect.poll(() => offsetOf(address), { timeout: 10_000 }).toBeGreaterThan(1_000_000);
    expect(done).toBe(false);
    line.cutAfter(Infinity);
    let resumed = false;
    const second = new CaptureUpload(file.body(), file.spec(line.url), {
      kept,
      onResumed: () => (resumed = true),
    });
    const { id, key } = await second.start();
    expect(resumed).toBe(true);
    expect(id).toBe(paused);
    expect(key).toMatch(/^[0-9a-z]{26}$/);
    expect(await hashOf(server.url, id)).toBe(file.sha256);
    expect(kept.uploads.size).toBe(0);
    line.close();
  });

  test('goes on after kill -9 of the server, on the same port', async () => {
    const file = await makeFile('killed.data', 40_000_000);
    const port = Number(new URL(server.url).port);
    let killed = false;
    const upload = new CaptureUpload(file.body(), file.spec(server.url), {
      retryDelays: Array.from<number>({ length: 100 }).fill(100),
      onProgress: (sent) => {
        if (killed || sent < 10_000_000) return;
        killed = true;
        void server.kill().then(async () => {
          server = await startServer(env(), port);
        });
      },
    });
    const { id } = await upload.start();
    expect(killed).toBe(true);
    expect(await statCapture(server.url, id)).toMatchObject({ state: 'complete', sha256: file.sha256 });
    expect(await hashOf(server.url, id)).toBe(file.sha256);
  });

  test('a stop of the server keeps what has come of an upload', async () => {
    const port = Number(new URL(server.url).port);
    const before = await readdir(join(folder.path, 'data', 'incoming'));
    await server.stop();
    server = await startServer({ ...env(), CASEBOOK_STOP: '1' }, port);
    const again = await createByHand(server.url, 1_000_000);
    let second!: ReadableStreamDefaultController<Uint8Array>;
    const sendingAgain = fetch(again.address, {
      method: 'PATCH',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': '0',
        'Content-Type': 'application/offset+octet-stream',
      },
      body: new ReadableStream<Uint8Array>({ start: (given) => (second = given) }),
      duplex: 'half',
    } as RequestInit).catch(() => undefined);
    second.enqueue(noise(300_000));
    await sleep(500);
    expect(await server.stop()).toBe(0);
    await sendingAgain;
    server = await startServer(env(), port);
    expect(await offsetOf(again.address)).toBe(300_000);
    expect(await readdir(join(folder.path, 'data', 'incoming'))).toEqual(before);
  });

  test('a wrong offset, a wrong checksum, too large, no tag: each told', async () => {
    const { address } = await createByHand(server.url, 10);
    const patch = (offset: number, body: string) =>
      fetch(address, {
        method: 'PATCH',
        headers: {
          'Tus-Resumable': '1.0.0',
          'Upload-Offset': String(offset),
          'Content-Type': 'application/offset+octet-stream',
          Accept: 'application/json',
        },
        body,
      });
    expect((await patch(5, 'x')).status).toBe(409);
    const beyond = await patch(0, '01234567890');
    expect(beyond.status).toBe(413);
    expect(await beyond.json()).toMatchObject({
      error: {
        code: 'too-long',
        message: 'This is more than the length that the upload was begun with.',
      },
    });
    expect((await patch(0, '01234')).status).toBe(204);
    expect((await patch(0, '01234')).status).toBe(409);
    expect(await offsetOf(address)).toBe(5);

    const file = await makeFile('damaged.data', 1000);
    const spec = { ...file.spec(server.url), sha256: '0'.repeat(64) };
    await expect(new CaptureUpload(file.body(), spec).start()).rejects.toMatchObject({
      status: 422,
      code: 'wrong-checksum',
    });
    const large = { ...file.spec(server.url), sizeBytes: 65 * 1024 * 1024 };
    await expect(new CaptureUpload(file.body(), large).start()).rejects.toMatchObject({
      status: 413,
      code: 'too-large',
      message: 'Too large: the limit is 64 MiB.',
    });
    await expect(
      new CaptureUpload(file.body(), { ...file.spec(server.url), tag: '../x' }).start(),
    ).rejects.toMatchObject({ status: 400, code: 'bad-tag' });
    await expect(
      new CaptureUpload(file.body(), { ...file.spec(server.url), keep: 1e6 }).start(),
    ).rejects.toMatchObject({ status: 400, code: 'bad-keep' });
    expect((await fetch(`${server.url}/api/uploads/${'0'.repeat(26)}`, head)).status).toBe(404);
  });

  test('a client can take back what it began, not what is complete', async () => {
    const { address, id } = await createByHand(server.url, 10);
    const remove = (url: string) => fetch(url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } });
    expect((await remove(address)).status).toBe(204);
    expect((await fetch(`${server.url}/api/captures/${id}`)).status).toBe(404);
    expect((await remove(address)).status).toBe(404);
    const kept = new KeptInMemory();
    let uploadUrl = '';
    const file = await makeFile('kept.data', 10);
    const upload = new CaptureUpload(file.body(), file.spec(server.url), {
      kept,
      onBegun: () => ([{ uploadUrl = '' } = {}] = [...kept.uploads.values()]),
    });
    const { id: complete } = await upload.start();
    expect((await remove(uploadUrl)).status).toBe(400);
    expect(await hashOf(server.url, complete)).toBe(file.sha256);
    // Who has not heard of the end still does; nothing can be added.
    expect(await offsetOf(uploadUrl)).toBe(10);
    const more = await fetch(uploadUrl, {
      method: 'PATCH',
      headers: { ...patchHeaders, 'Upload-Offset': '10' },
      body: 'more',
    });
    expect([409, 413]).toContain(more.status);
    expect(await hashOf(server.url, complete)).toBe(file.sha256);
  });

  test('follows a recording from its first byte to its end over a line that breaks', async () => {
    const line = await startBadLine(server.url);
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (given) => (controller = given) });
    // fetch sends its headers with the first bytes of the body.
    controller.enqueue(new TextEncoder().encode('first\n'));
    const response = await fetch(`${server.url}/api/captures/live/`, {
      method: 'PUT',
      body,
      duplex: 'half',
    } as RequestInit);
    const reader = response.body!.getReader();
    const id = /\/c\/(\w+)/.exec(new TextDecoder().decode((await reader.read()).value))?.[1] ?? '';
    let seen = '';
    const states: string[] = [];
    const following = (async () => {
      for await (const { bytes, state } of followCapture(line.url, id)) {
        seen += new TextDecoder().decode(bytes);
        states.push(state);
      }
    })();
    const sent = ['first\n'];
    for (let n = 0; n < 6; n++) {
      sent.push(`line ${n}\n`);
      controller.enqueue(new TextEncoder().encode(sent.at(-1)));
      if (n === 2) line.cutAfter(1);
      // Line by line, as a board writes it: what is sent in one go may be followed in one.
      await vi.waitFor(() => expect(seen).toBe(sent.join('')), { timeout: 20_000, interval: 20 });
    }
    controller.close();
    await following;
    line.close();
    expect(seen).toBe(sent.join(''));
    expect(states.at(-1)).toBe('complete');
    expect(states.filter((state) => state === 'growing').length).toBeGreaterThan(1);
  });

  test('a static host has no store', async () => {
    expect(await findStore(server.url)).toMatchObject({ maxBytes: 64 * 1024 * 1024, tokenNeeded: false });
    expect(await findStore(`${server.url}/open`)).toBeUndefined();
    expect(await findStore('http://127.0.0.1:9')).toBeUndefined();
  });
});

test.each([
  ['../../etc/passwd', 'etc_passwd'],
  ['.bashrc', 'bashrc'],
  ['a<b>"c|.log', 'a_b__c_.log'],
  ['😀.log', '😀.log'],
  ['记录.csv', '记录.csv'],
  ['name. .', 'name'],
  ['', 'capture'],
])('%j is stored as %j', (name, stored) => {
  expect(toStoreName(name)).toBe(stored);
});

describe.runIf(await canStartS3())('two servers over one bucket', () => {
  let s3: S3Server;
  let servers: [RunningServer, RunningServer];

  beforeAll(async () => {
    s3 = await startS3();
    await s3.makeBucket('shared');
    const env = {
      CASEBOOK_STORE: `s3://shared/casebook?endpoint=${encodeURIComponent(s3.spec.endpoint)}`,
      AWS_ACCESS_KEY_ID: s3.spec.credentials?.accessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: s3.spec.credentials?.secretAccessKey ?? '',
    };
    servers = [await startServer(env), await startServer(env)];
  });
  afterAll(async () => {
    await Promise.all(servers?.map((server) => server.stop()) ?? []);
    await s3?.stop();
  });

  test('an upload begun on one goes on at the other after kill -9, and both serve it', async () => {
    // Much more is left to send than a server can take in the moment of being killed.
    const file = await makeFile('moved.data', 120_000_000);
    const [one, other] = servers;
    const kept = new KeptInMemory();
    let killed: Promise<void> | undefined;
    const first = new CaptureUpload(file.body(), file.spec(one.url), {
      kept,
      retryDelays: [],
      onProgress: (sent) => {
        if (sent > 40_000_000) killed ??= one.kill();
      },
    });
    await expect(first.start()).rejects.toMatchObject({ code: 'unreachable' });
    await killed;
    const [[fingerprint = '', begun] = []] = [...kept.uploads];
    expect(begun).toBeDefined();
    const uploadUrl = begun!.uploadUrl.replace(one.url, other.url);
    await kept.keep(fingerprint.replace(one.url, other.url), { ...begun!, uploadUrl });
    expect(await offsetOf(uploadUrl)).toBeGreaterThan(0);
    const second = new CaptureUpload(file.body(), file.spec(other.url), { kept });
    const { id } = await second.start();
    expect(await hashOf(other.url, id)).toBe(file.sha256);
  });

  test('a recording that comes in through one is followed through the other', async () => {
    const [, other] = servers;
    const third = await startServer({
      CASEBOOK_STORE: `s3://shared/casebook?endpoint=${encodeURIComponent(s3.spec.endpoint)}`,
      AWS_ACCESS_KEY_ID: s3.spec.credentials?.accessKeyId ?? '',
      AWS_SECRET_ACCESS_KEY: s3.spec.credentials?.secretAccessKey ?? '',
    });
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (given) => (controller = given) });
    controller.enqueue(new TextEncoder().encode('first\n'));
    const response = await fetch(`${other.url}/api/captures/live/`, {
      method: 'PUT',
      body,
      duplex: 'half',
    } as RequestInit);
    const reader = response.body!.getReader();
    const id = /\/c\/(\w+)/.exec(new TextDecoder().decode((await reader.read()).value))?.[1] ?? '';
    const waiting = fetch(`${third.url}/api/captures/${id}/bytes?from=6&wait=10`);
    controller.enqueue(new TextEncoder().encode('time,pid,name\n'));
    expect(await (await waiting).text()).toBe('time,pid,name\n');
    controller.close();
    await expect
      .poll(async () => (await statCapture(third.url, id)).state, { timeout: 5000 })
      .toBe('complete');
    const { captures } = await listCaptures(third.url, 'live');
    expect(captures.map(({ id: found }) => found)).toContain(id);
    await third.stop();
  });

  test('a bucket that does not answer: not ready, and uploads are told to come back', async () => {
    const lost = await startServer({
      CASEBOOK_STORE: `s3://missing?endpoint=${encodeURIComponent(s3.spec.endpoint)}`,
      AWS_ACCESS_KEY_ID: 'wrong',
      AWS_SECRET_ACCESS_KEY: 'wrong',
    });
    expect((await fetch(`${lost.url}/api/health`)).status).toBe(200);
    expect((await fetch(`${lost.url}/api/ready`)).status).toBe(503);
    const refused = await fetch(`${lost.url}/api/captures/t/a.log`, { method: 'PUT', body: 'x' });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await refused.text()).toBe('The object store does not answer or refuses. Try again later.\n');
    await lost.stop();
  });
});

const head = { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } };

const patchHeaders = { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream' };

async function offsetOf(address: string): Promise<number> {
  const response = await fetch(address, head);
  return Number(response.headers.get('upload-offset') ?? Number.NaN);
}

async function createByHand(
  server: string,
  sizeBytes: number,
): Promise<{ address: string; id: string; key: string }> {
  const metadata = { filename: 'by-hand.data', tag: 'tus' };
  const created = await fetch(`${server}/api/uploads`, {
    method: 'POST',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(sizeBytes),
      'Upload-Metadata': Object.entries(metadata)
        .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    },
  });
  const link = created.headers.get('casebook-link') ?? '';
  return {
    address: created.headers.get('location') ?? '',
    id: link.slice(link.lastIndexOf('/') + 1),
    key: created.headers.get('casebook-key') ?? '',
  };
}
