import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listCaptures, statCapture } from '#api/store-client.ts';
import { run } from './run.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';
import { noise } from '../noise.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: RunningServer;
const env = () => ({ CASEBOOK_STORE: join(folder.path, 'data'), CASEBOOK_UPLOAD_TOKEN: 'let-me-in' });

beforeAll(async () => {
  folder = await makeFolder();
  server = await startServer(env());
});
afterAll(async () => {
  await server?.stop();
  await folder.remove();
});

const settings = () => ({ XDG_CACHE_HOME: join(folder.path, 'cache'), CASEBOOK_UPLOAD_TOKEN: 'let-me-in' });
const push = (...args: string[]) =>
  run(process.execPath, ['bin/casebook.ts', 'push', ...args], { env: settings() });

async function makeFile(name: string, sizeBytes: number) {
  const bytes = noise(sizeBytes, name);
  const path = join(folder.path, name);
  await writeFile(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}

test('a session without snapshots is pushed whole, its empty file left out', async () => {
  const folder = 'tests/fixtures/topid-session/plain';
  const files = ['info', 'process', 'snapshot'].map((part) => `${folder}/${part}-20261126-qatbdmav.data`);
  const { code, out, err } = await push(...files, '--to', server.url, '--tag', 'plain', '--json');
  expect(code).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { name: string }).name),
  ).toEqual(['info-20261126-qatbdmav.data', 'process-20261126-qatbdmav.data']);
  expect(err).toContain(
    'snapshot-20261126-qatbdmav.data: empty, as topid leaves it without -snapshot; not sent',
  );
  const alone = await push(files[2]!, '--to', server.url, '--tag', 'plain');
  expect([alone.code, alone.err]).toEqual([1, expect.stringContaining('the file is empty')]);
});

test('an upload goes on at the address it was begun at, whatever the server calls itself', async () => {
  const elsewhere = await startServer({
    CASEBOOK_STORE: join(folder.path, 'elsewhere'),
    CASEBOOK_URL: 'http://casebook.invalid',
  });
  const { path } = await makeFile('elsewhere.bin', 1000);
  const { code, out } = await push(path, '--to', elsewhere.url, '--tag', 'elsewhere');
  expect([code, out]).toEqual([0, expect.stringContaining('http://casebook.invalid/c/')]);
  const { captures } = await listCaptures(elsewhere.url, 'elsewhere');
  expect(captures).toMatchObject([{ name: 'elsewhere.bin', sizeBytes: 1000, state: 'complete' }]);
  await elsewhere.stop();
});

test('a folder is refused in words', async () => {
  const { code, err } = await push('tests/fixtures', '--to', server.url, '--tag', 'folders');
  expect([code, err]).toEqual([1, 'casebook push: tests/fixtures: a folder, not a file\n']);
});

test('pushes files with kind and summary, and prints their links', async () => {
  const { code, out, err } = await push(
    'public/captures/topid-crash-1.log',
    'public/captures/topid-crash-2.log',
    '--to',
    server.url,
    '--tag',
    'pushed',
    '--json',
  );
  expect([code, err]).toEqual([0, '']);
  const receipts = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; link: string; key: string });
  expect(receipts).toHaveLength(2);
  const first = await statCapture(server.url, receipts[0]?.id ?? '');
  expect(first).toMatchObject({
    name: 'topid-crash-1.log',
    kind: 'crash-log',
    link: receipts[0]?.link,
    summary: expect.stringContaining('s.allocCount != s.nelems') as string,
  });
  expect(receipts[0]?.key).toMatch(/^[0-9a-z]{26}$/);
});

test('a wrong token, a missing file, a wrong call', async () => {
  const to = ['--to', server.url, '--tag', 'pushed'];
  const refused = await push('public/captures/topid-crash-1.log', ...to, '--token', 'wrong');
  expect(refused.code).toBe(1);
  expect(refused.err).toBe(
    'casebook push: public/captures/topid-crash-1.log: the server does not take this token. Where there is another, ' +
      'give it with --token, or as CASEBOOK_UPLOAD_TOKEN in the environment.\n',
  );
  const without = await run(
    process.execPath,
    ['bin/casebook.ts', 'push', 'public/captures/topid-crash-1.log', ...to],
    { env: { ...settings(), CASEBOOK_UPLOAD_TOKEN: '' } },
  );
  expect([without.code, without.err]).toEqual([
    1,
    'casebook push: public/captures/topid-crash-1.log: the server takes uploads from those who have its token: ' +
      'give it with --token, or as CASEBOOK_UPLOAD_TOKEN in the environment.\n',
  ]);
  const missing = await push('/nonexistent/file', 'public/captures/topid-crash-3.log', ...to);
  expect(missing.code).toBe(1);
  expect(missing.err).toContain('/nonexistent/file');
  expect(missing.out).toContain('topid-crash-3.log');
  for (const args of [[], ['x.log'], ['x.log', '--to', 'nonsense', '--tag', 't'], ['x.log', '--bad']]) {
    expect((await push(...args)).code).toBe(2);
  }
  expect((await push('--help')).out).toContain('usage: casebook push');
});

test('resumes by itself while the server is killed and started again', async () => {
  const { path, sha256 } = await makeFile('killed.data', 150_000_000);
  const port = Number(new URL(server.url).port);
  const pushing = push(path, '--to', server.url, '--tag', 'resumed', '--json');
  await expect
    .poll(() => server.log().some(({ what, method }) => what === 'tus' && method === 'POST'), {
      timeout: 20_000,
    })
    .toBe(true);
  await sleep(150);
  await server.kill();
  server = await startServer(env(), port);
  const { code, out } = await pushing;
  expect(code).toBe(0);
  const { id } = JSON.parse(out) as { id: string };
  expect(await statCapture(server.url, id)).toMatchObject({ state: 'complete', sha256 });
});

test('goes on where it stopped after it was killed itself', async () => {
  const { path, sha256 } = await makeFile('own.data', 250_000_000);
  const args = ['bin/casebook.ts', 'push', path, '--to', server.url, '--tag', 'own', '--json'];
  const first = spawn(process.execPath, args, { env: { ...process.env, ...settings() }, stdio: 'ignore' });
  const kept = join(folder.path, 'cache/casebook/uploads.json');
  const readKept = async () =>
    Object.values(
      JSON.parse(await readFile(kept, 'utf8').catch(() => '{}')) as Record<string, { id: string }>,
    );
  await expect.poll(async () => (await readKept()).length, { timeout: 20_000, interval: 5 }).toBe(1);
  await sleep(100);
  first.kill('SIGKILL');
  const [begun] = await readKept();
  expect(begun).toBeDefined();
  const { code, out } = await push(path, '--to', server.url, '--tag', 'own', '--json');
  expect(code).toBe(0);
  expect((JSON.parse(out) as { id: string }).id).toBe(begun?.id);
  expect(await statCapture(server.url, begun?.id ?? '')).toMatchObject({ state: 'complete', sha256 });
  expect(await readKept()).toEqual([]);
  // Nothing of a first, broken try is to be seen beside it.
  const { captures } = await listCaptures(server.url, 'own');
  expect(captures).toHaveLength(1);
});

test('redacts before anything is sent: new names, and no secret among the bytes', async () => {
  const path = join(folder.path, 'zetaboard.log');
  await writeFile(
    path,
    'quentin@zetaboard:~$ ./app\npanic: boom at 10.182.105.138\n\ngoroutine 1 [running]:\nmain.main()\n\t/home/quentin/main.go:3 +0x1d\n',
  );
  const to = ['--to', server.url, '--tag', 'redacted', '--json'];
  const { code, out, err } = await push(path, '--redact', '--kinds', 'usual', ...to);
  expect(code).toBe(0);
  expect(err).toMatch(/^casebook push: taken out: 1 ip \(once\), /);
  const { id, name } = JSON.parse(out) as { id: string; name: string };
  expect(name).toMatch(/^crash-redacted-\w{8}\.log$/);
  const bytes = await (await fetch(`${server.url}/api/captures/${id}/bytes`)).text();
  expect(bytes).toContain('panic: boom at ip-1');
  expect(bytes).not.toMatch(/quentin|zetaboard|10\.182/);
  const wrong = await push(path, '--redact', '--kinds', 'nonsense', ...to);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('no kind is called nonsense')]);
  const alone = await push(path, '--kinds', 'all', ...to);
  expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('say --redact too')]);
});
