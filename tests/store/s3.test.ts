import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CaptureStore } from '#store/capture-store.ts';
import { S3Objects } from '#store/s3.ts';
import { describeAttacks } from './attacks.ts';
import { describeStore } from './contract.ts';
import { describeLayouts } from './layout.ts';
import { canStartS3, findFreePort, startS3, type S3Server } from './s3-server.ts';

describe.runIf(await canStartS3())('a real S3 server', () => {
  let server: S3Server;
  let spool: string;
  let buckets = 0;

  beforeAll(async () => {
    server = await startS3();
    spool = await mkdtemp(join(tmpdir(), 'casebook-spool-'));
  }, 600_000);
  afterAll(async () => {
    await server?.stop();
    await rm(spool, { recursive: true, force: true });
  });

  const open = async ({
    prefix = '',
    pieceBytes,
  }: { prefix?: string; pieceBytes?: number | undefined } = {}) => {
    const bucket = `captures-${++buckets}`;
    await server.makeBucket(bucket);
    return new S3Objects({
      ...server.spec,
      bucket,
      prefix,
      spoolFolder: join(spool, bucket),
      ...(pieceBytes ? { pieceBytes } : {}),
    });
  };

  describeStore('S3', (pieceBytes) => open({ pieceBytes }));
  describeLayouts('S3', () => open());
  describeAttacks('S3', (pieceBytes) => open({ pieceBytes }), { rounds: 10, stream: 300, readers: 1 });
  describeStore('S3, under a prefix', (pieceBytes) => open({ pieceBytes, prefix: 'team/casebook/' }));

  test('a list goes on over several pages', async () => {
    const objects = await open();
    const keys = Array.from({ length: 1003 }, (_, n) => `many/${String(n).padStart(4, '0')}`);
    for (let at = 0; at < keys.length; at += 50) {
      await Promise.all(keys.slice(at, at + 50).map((key) => objects.put(key, new Uint8Array())));
    }
    const found: string[] = [];
    for await (const { key } of objects.list('many/')) found.push(key);
    expect(found).toEqual(keys);
    await objects.remove(keys);
    for await (const { key } of objects.list('many/')) expect.unreachable(key);
  });

  test('a server that refuses is told as such, without what it said', async () => {
    const wrong = { ...server.spec, credentials: { accessKeyId: 'someone', secretAccessKey: 'else' } };
    const store = new CaptureStore(new S3Objects({ ...wrong, bucket: 'captures-1', spoolFolder: spool }));
    await expect(store.check()).rejects.toMatchObject({
      code: 'store-unavailable',
      status: 503,
      message: 'The object store does not answer or refuses. Try again later.',
    });
    await expect(store.create({ tag: 't', name: 'x.log' })).rejects.toMatchObject({ status: 503 });
  });

  test('a server that is not there, or does not answer, is told as such', async () => {
    const endpoint = `http://127.0.0.1:${await findFreePort()}`;
    const away = new S3Objects({ ...server.spec, endpoint, bucket: 'b', spoolFolder: spool });
    await expect(new CaptureStore(away).check()).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});
