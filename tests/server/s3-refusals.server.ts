import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canStartS3, findFreePort, startS3, type S3Server } from '../store/s3-server.ts';
import { startServer } from './start-server.ts';

describe.runIf(await canStartS3())('a bucket that refuses', () => {
  let s3: S3Server;
  beforeAll(async () => {
    s3 = await startS3();
    await s3.makeBucket('captures');
  }, 600_000);
  afterAll(() => s3?.stop());

  const right = () => ({
    AWS_ACCESS_KEY_ID: s3.spec.credentials?.accessKeyId ?? '',
    AWS_SECRET_ACCESS_KEY: s3.spec.credentials?.secretAccessKey ?? '',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const address = (bucket: string, endpoint = s3.spec.endpoint) =>
    `s3://${bucket}?endpoint=${encodeURIComponent(endpoint)}`;

  test.each([
    [
      'a key id that is not known',
      () => ({ AWS_ACCESS_KEY_ID: 'nobody' }),
      'captures',
      'InvalidAccessKeyId',
      'AWS_ACCESS_KEY_ID is not known',
    ],
    [
      'a wrong secret',
      () => ({ AWS_SECRET_ACCESS_KEY: 'wrong' }),
      'captures',
      'SignatureDoesNotMatch',
      'AWS_SECRET_ACCESS_KEY does not belong',
    ],
    ['a bucket that is not there', () => ({}), 'elsewhere', 'NoSuchBucket', 'There is no such bucket'],
  ])(
    '%s is told at the start and at each refusal',
    async (_, wrong, bucket, cause, hint) => {
      const server = await startServer({ ...right(), ...wrong(), CASEBOOK_STORE: address(bucket) });
      try {
        const find = (event: string) => server.log().filter((line) => line['event'] === event);
        await expect.poll(() => find('store-unusable').length, { timeout: 20_000 }).toBe(1);
        const expected = {
          cause: expect.stringContaining(cause) as string,
          hint: expect.stringContaining(hint) as string,
        };
        expect(find('store-unusable')[0]).toMatchObject(expected);
        const put = await fetch(`${server.url}/api/captures/t/a.log`, { method: 'PUT', body: 'x' });
        expect(put.status).toBe(503);
        const tus = await fetch(`${server.url}/api/uploads`, {
          method: 'POST',
          headers: {
            'Tus-Resumable': '1.0.0',
            'Upload-Length': '1',
            'Upload-Metadata': 'filename YQ==,tag YQ==',
          },
        });
        expect(tus.status).toBe(503);
        expect((await fetch(`${server.url}/c/${'0'.repeat(26)}`)).status).toBe(503);
        expect((await fetch(`${server.url}/t/t/`)).status).toBe(503);
        expect(find('error').length).toBe(4);
        for (const line of find('error'))
          expect(line).toMatchObject({ code: 'store-unavailable', ...expected });
        // What is wrong with the keys is for the log alone, and the keys are not even for that.
        expect(await put.text()).not.toContain(cause);
        expect(server.said()).not.toContain(right().AWS_SECRET_ACCESS_KEY);
      } finally {
        await server.stop();
      }
    },
    120_000,
  );

  test('an endpoint where nothing listens', async () => {
    const nowhere = `http://127.0.0.1:${await findFreePort()}`;
    const server = await startServer({ ...right(), CASEBOOK_STORE: address('captures', nowhere) });
    try {
      await expect
        .poll(() => server.log().find(({ event }) => event === 'store-unusable'), { timeout: 30_000 })
        .toMatchObject({
          cause: expect.stringContaining('ECONNREFUSED') as string,
          hint: expect.stringContaining('endpoint in CASEBOOK_STORE cannot be reached') as string,
        });
    } finally {
      await server.stop();
    }
  }, 120_000);
});
