import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { pushFiles } from '#command-line/push.ts';
import { noise } from '../noise.ts';

let folder: string;
let file: string;
let server: Server;
let origin: string;
let asked: string[];
let came: Buffer;
let said: string;
/** What happens to what has come, before the server says what it has. */
let meddle: () => Promise<void>;
/** After so many bytes the connection is lost, once. */
let losesAfter: number;

/** As much of tus as an upload needs. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-push-test-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.spyOn(console, 'error').mockImplementation((line: string) => void (said += line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (said += line));
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    asked.push(`${method} ${url}`);
    if (method === 'POST') {
      const [link, key] = [`${origin}/c/${'i'.repeat(26)}`, 'k'.repeat(26)];
      response
        .writeHead(201, { Location: `${origin}/api/uploads/a`, 'Casebook-Link': link, 'Casebook-Key': key })
        .end();
    } else if (method === 'HEAD') {
      response.writeHead(200, {
        'Upload-Offset': came.length,
        'Upload-Length': (await readFile(file)).length,
      });
      response.end();
    } else if (method === 'PATCH') {
      expect(Number(headers['upload-offset'])).toBe(came.length);
      for await (const chunk of request) {
        came = Buffer.concat([came, chunk as Buffer]);
        if (came.length < losesAfter) continue;
        // What came last is not kept, and has to be sent again.
        came = came.subarray(0, losesAfter - 100_000);
        losesAfter = Infinity;
        request.destroy();
        return;
      }
      await meddle();
      response.writeHead(204, { 'Upload-Offset': came.length }).end();
    } else {
      const sha256 = createHash('sha256').update(came).digest('hex');
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ sha256 }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  [asked, came, said, losesAfter] = [[], Buffer.alloc(0), '', Infinity];
  meddle = async () => {};
  file = join(folder, 'board.bin');
  await writeFile(file, noise(3_000_000, 'board'));
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const push = () => pushFiles([file, '--tag', 'board', '--to', origin]);

test('what is sent twice over a bad line is hashed once, and the whole is compared', async () => {
  losesAfter = 1_500_000;
  expect(await push()).toBe(0);
  expect(came.equals(await readFile(file))).toBe(true);
  expect(asked).toEqual([
    'POST /api/uploads',
    'PATCH /api/uploads/a',
    'HEAD /api/uploads/a',
    'PATCH /api/uploads/a',
    `GET /api/captures/${'i'.repeat(26)}`,
  ]);
});

test.each([
  ['what came to the server is not what is in the file', () => void (came[7]! ^= 1)],
  ['the file was changed while it was sent', () => utimes(file, 1, 1)],
])('%s: it is taken back', async (why, change) => {
  meddle = async () => void (await change());
  expect(await push()).toBe(1);
  expect(said).toContain(`${why}; nothing is kept of it. Push it again.`);
  expect(asked.at(-1)).toBe(`DELETE /api/captures/${'i'.repeat(26)}`);
});
