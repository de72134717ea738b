import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { pushFiles } from '#command-line/push.ts';

let folder: string;
let server: Server;
let origin: string;
let asked: string[] = [];
let accepted: (string | undefined)[] = [];
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-push-test-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.stubEnv('CASEBOOK_URL', undefined);
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  // It refuses for good, so that nothing is tried again.
  server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url}`);
    accepted.push(headers.accept);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  [asked, accepted] = [[], []];
  said.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const file = 'public/captures/topid-crash-1.log';

test.each([
  ['', '/api/uploads'],
  ['/', '/api/uploads'],
  ['/casebook', '/casebook/api/uploads'],
  ['/casebook/', '/casebook/api/uploads'],
  ['/tools/casebook/', '/tools/casebook/api/uploads'],
])('a server at “%s” of its host is asked at %s, by --to and by CASEBOOK_URL', async (path, uploads) => {
  expect(await pushFiles([file, '--tag', 'board', '--to', origin + path])).toBe(1);
  vi.stubEnv('CASEBOOK_URL', origin + path);
  expect(await pushFiles([file, '--tag', 'board'])).toBe(1);
  vi.stubEnv('CASEBOOK_URL', undefined);
  expect(asked).toEqual([`POST ${uploads}`, `POST ${uploads}`]);
});

test.each(['casebook.example.net', 'ftp://casebook.example.net', 'https://', 'http://a/?b', 'http://a/b#c'])(
  '%s is no address of a server',
  async (to) => {
    expect(await pushFiles([file, '--tag', 'board', '--to', to])).toBe(2);
    expect(said.join('')).toContain(
      `casebook push: --to is an address such as https://casebook.example.net, not ${to}\n`,
    );
  },
);

test('an upload asks for JSON, to which a server answers without a challenge that a browser makes a dialog of', async () => {
  expect(await pushFiles([file, '--tag', 'board', '--to', origin])).toBe(1);
  expect(accepted).toEqual(['application/json']);
});
