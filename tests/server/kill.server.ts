import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CaptureUpload, type UploadBody } from '#api/store-upload.ts';
import { Random } from '../fuzz/random.ts';
import { findFreePort } from '../store/s3-server.ts';
import { makeFolder, startServer } from './start-server.ts';
import { noise } from '../noise.ts';

const uploads = 100;
const atOnce = 6;

test(
  `kill -9 at random moments during ${uploads} uploads: nothing acknowledged is lost, and all finish`,
  { timeout: 300_000 },
  async () => {
    const seed = Number(process.env['CASEBOOK_FUZZ_SEED'] ?? Date.now() % 2 ** 31);
    console.log(`kills and sizes by seed ${seed}`);
    const random = new Random(seed);
    const folder = await makeFolder();
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { CASEBOOK_STORE: join(folder.path, 'data'), CASEBOOK_DESCRIBE: '0' };
    let server = await startServer(env, port);
    const acknowledged: { id: string; sha256: string }[] = [];
    let kills = 0;
    const ending = new AbortController();
    // By how far the uploads are, not by the clock: a fast machine is killed as often as a slow one.
    const killing = (async () => {
      for (let done = 0; done < uploads; done += 10) {
        while (acknowledged.length < done && !ending.signal.aborted) await sleep(5);
        await sleep(random.below(300));
        if (ending.signal.aborted) return;
        await server.kill();
        kills++;
        server = await startServer(env, port);
      }
    })();

    const sendByTus = async (n: number, bytes: Buffer, sha256: string) => {
      const path = join(folder.path, `tus-${n}.data`);
      await writeFile(path, bytes);
      const spec = { server: url, tag: 'killed', name: `tus-${n}.data`, sizeBytes: bytes.length, sha256 };
      for (;;) {
        try {
          const body = createReadStream(path) as unknown as UploadBody;
          const { id } = await new CaptureUpload(body, spec, {
            retryDelays: Array.from<number>({ length: 100 }).fill(100),
          }).start();
          acknowledged.push({ id, sha256 });
          return;
        } catch (error) {
          // A creation whose answer was lost is created anew; nothing else may fail.
          expect(error).toMatchObject({ code: 'unreachable' });
        }
      }
    };
    const sendByPut = async (n: number, bytes: Buffer<ArrayBuffer>, sha256: string) => {
      for (;;) {
        try {
          const response = await fetch(`${url}/api/captures/killed/put-${n}.data`, {
            method: 'PUT',
            body: bytes,
          });
          const receipt = await response.text();
          if (response.status === 201) {
            acknowledged.push({ id: /\/c\/(\w{26})/.exec(receipt)?.[1] ?? '', sha256 });
            return;
          }
          expect(response.status).toBe(503);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
        await sleep(50);
      }
    };

    const queue = Array.from({ length: uploads }, (_, n) => n).values();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const n of queue) {
          const bytes = noise(1000 + Math.floor(random.below(1000) ** 2 * 8), n);
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          await (n % 2 ? sendByTus : sendByPut)(n, bytes, sha256);
        }
      }),
    );
    ending.abort();
    await killing;

    expect(acknowledged).toHaveLength(uploads);
    expect(kills).toBeGreaterThan(3);
    for (const { id, sha256 } of acknowledged) {
      const hash = createHash('sha256');
      const response = await fetch(`${url}/api/captures/${id}/bytes`);
      expect(response.status).toBe(200);
      for await (const chunk of response.body!) hash.update(chunk);
      expect(hash.digest('hex')).toBe(sha256);
    }
    // Whatever was begun and not acknowledged is not to be seen.
    const listed = await fetch(`${url}/api/tags/killed?limit=200`, {
      headers: { Accept: 'application/json' },
    });
    const { captures } = (await listed.json()) as { captures: { state: string }[] };
    expect(captures.length).toBeGreaterThanOrEqual(uploads);
    expect(captures.filter(({ state }) => state !== 'complete')).toEqual([]);
    expect((await readdir(join(folder.path, 'data'))).sort()).toContain('captures');
    console.log(`${kills} kills during ${uploads} uploads`);
    await server.stop();
    await folder.remove();
  },
);
