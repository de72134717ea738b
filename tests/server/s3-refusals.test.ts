import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Service } from '#server/service.ts';
import { readSettings } from '#server/settings.ts';
import { CaptureStore } from '#store/capture-store.ts';
import { S3Objects, type S3Spec } from '#store/s3.ts';
import { canStartS3, findFreePort, startS3, type S3Server } from '../store/s3-server.ts';

describe.runIf(await canStartS3())('a bucket that refuses', () => {
  let s3: S3Server;
  let spool: string;

  beforeAll(async () => {
    s3 = await startS3();
    await s3.makeBucket('captures');
    spool = await mkdtemp(join(tmpdir(), 'casebook-refusals-'));
  }, 600_000);
  afterAll(async () => {
    await s3?.stop();
    await rm(spool, { recursive: true, force: true });
  });

  function open(spec: Partial<S3Spec>) {
    const lines: Record<string, unknown>[] = [];
    const service = new Service({
      settings: readSettings({}),
      store: new CaptureStore(new S3Objects({ ...s3.spec, bucket: 'captures', spoolFolder: spool, ...spec })),
      log: (event, fields) => void lines.push({ event, ...fields }),
    });
    service.start();
    return { service, find: (event: string) => lines.filter((line) => line['event'] === event), lines };
  }

  async function* body() {
    yield new Uint8Array([120]);
  }
  const call = (path: string, init: RequestInit = {}) => ({
    request: new Request(`http://localhost${path}`, init),
    address: '192.0.2.1',
    incoming: body(),
  });

  const keys = () => s3.spec.credentials ?? { accessKeyId: '', secretAccessKey: '' };

  test.each<[string, () => Partial<S3Spec>, string, string]>([
    [
      'a key id that is not known',
      () => ({ credentials: { ...keys(), accessKeyId: 'nobody' } }),
      // AWS calls it InvalidAccessKeyId: see causes.test.ts.
      'XAdminUserNotFound',
      'AWS_ACCESS_KEY_ID is not known',
    ],
    [
      'a wrong secret',
      () => ({ credentials: { ...keys(), secretAccessKey: 'wrong-secret' } }),
      'SignatureDoesNotMatch',
      'AWS_SECRET_ACCESS_KEY does not belong',
    ],
    [
      'a bucket that is not there',
      () => ({ bucket: 'elsewhere' }),
      'NoSuchBucket',
      'There is no such bucket',
    ],
  ])('%s is told at the start and at each refusal', async (_, wrong, cause, hint) => {
    const { service, find, lines } = open(wrong());
    await expect.poll(() => find('store-unusable').length, { timeout: 20_000 }).toBe(1);
    const expected = {
      cause: expect.stringContaining(cause) as string,
      hint: expect.stringContaining(hint) as string,
    };
    expect(find('store-unusable')[0]).toMatchObject(expected);
    const id = '0'.repeat(26);
    const tus = {
      method: 'POST',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Length': '1',
        'Upload-Metadata': 'filename YQ==,tag YQ==',
      },
    };
    for (const response of [
      await service.put(call('/api/captures/t/a.log', { method: 'PUT' }), 't', 'a.log'),
      await service.tus(call('/api/uploads', tus)),
      await service.stat(call(`/api/captures/${id}`), id),
      await service.list(call('/api/tags/t'), 't'),
    ]) {
      expect(response.status).toBe(503);
      // What is wrong with the keys is for the log alone.
      expect(await response.text()).toBe('The object store does not answer or refuses. Try again later.\n');
    }
    expect(find('error')).toHaveLength(4);
    for (const line of find('error')) expect(line).toMatchObject({ code: 'store-unavailable', ...expected });
    // The secret is not even for that.
    expect(JSON.stringify(lines)).not.toContain(keys().secretAccessKey);
    expect(JSON.stringify(lines)).not.toContain('wrong-secret');
    service.stop();
  });

  test('an endpoint where nothing listens', async () => {
    const { service, find } = open({ endpoint: `http://127.0.0.1:${await findFreePort()}` });
    await expect
      .poll(() => find('store-unusable')[0], { timeout: 30_000 })
      .toMatchObject({
        cause: expect.stringContaining('ECONNREFUSED') as string,
        hint: expect.stringContaining('endpoint in CASEBOOK_STORE cannot be reached') as string,
      });
    service.stop();
  });
});
