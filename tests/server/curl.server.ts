import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInstalled, run } from './run.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';
import { noise } from '../noise.ts';

const crash = await readFile('public/captures/topid-crash-1.log');

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: RunningServer;

beforeAll(async () => {
  folder = await makeFolder();
  server = await startServer({
    CASEBOOK_STORE: join(folder.path, 'data'),
    CASEBOOK_MAX_SIZE: '2MiB',
    CASEBOOK_KEEP_MAX: 'never',
  });
});
afterAll(async () => {
  await server?.stop();
  await folder.remove();
});

const curl = (...args: string[]) => run('curl', ['-sS', ...args]);
const put = (tag: string, name: string, body: Uint8Array<ArrayBuffer> | string, query = '') =>
  fetch(`${server.url}/api/captures/${tag}/${encodeURIComponent(name)}${query}`, { method: 'PUT', body });
const idOf = (receipt: string) => /\/c\/([0-9a-z]{26})$/m.exec(receipt)?.[1] ?? expect.unreachable(receipt);
const keyOf = (receipt: string) =>
  /Casebook-Key: ([0-9a-z]{26})/.exec(receipt)?.[1] ?? expect.unreachable(receipt);
const statOf = async (id: string) =>
  (await (
    await fetch(`${server.url}/api/captures/${id}`, { headers: { Accept: 'application/json' } })
  ).json()) as Record<string, unknown>;

describe.runIf(await isInstalled('curl'))('curl', () => {
  test('is told in words where nothing is and which methods there are, and a program in JSON', async () => {
    for (const path of ['/api', '/api/', '/api/capture/x', '/api/tags', '/api/store/x']) {
      const { out } = await curl('-w', '%{http_code} %{content_type}', server.url + path);
      expect(out, path).toMatch(/^The API has no such address\. .*\n404 text\/plain; charset=utf-8$/);
      const asked = await fetch(server.url + path, { headers: { Accept: 'application/json' } });
      expect([asked.status, await asked.json()], path).toMatchObject([404, { error: { code: 'not-found' } }]);
    }
    const { out } = await curl('-i', '-X', 'POST', `${server.url}/api/store`);
    expect(out).toMatch(/^HTTP\/1\.1 405 /);
    expect(out).toMatch(/^allow: GET, HEAD\r$/im);
    expect(out).toContain('POST does nothing here: this address takes GET, HEAD.\n');
    // HEAD is what GET is, but for the body.
    const head = await fetch(`${server.url}/api/store`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'application/json; charset=utf-8',
      '',
    ]);
  });

  test('-T FILE is answered with the link on a line of its own', async () => {
    const file = join(folder.path, 'topid-crash-1.log');
    await writeFile(file, crash);
    const { out, code } = await curl('-T', file, `${server.url}/api/captures/board-7/`);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Visit below URL to get the chart:');
    expect(lines[1]).toBe(`${server.url}/c/${idOf(out)}`);
    const hash = createHash('sha256').update(crash).digest('hex');
    expect(await statOf(idOf(out))).toMatchObject({
      tag: 'board-7',
      name: 'topid-crash-1.log',
      state: 'complete',
      sizeBytes: crash.length,
      sha256: hash,
    });
    const saved = join(folder.path, 'saved.log');
    await curl('-o', saved, `${server.url}/api/captures/${idOf(out)}/bytes`);
    expect((await readFile(saved)).equals(crash)).toBe(true);
  });

  test('-T FILE of a name with spaces and Chinese', async () => {
    const file = join(folder.path, '记录 2.log');
    await writeFile(file, crash);
    const { out } = await curl('-T', file, `${server.url}/api/captures/board-7/`);
    expect(await statOf(idOf(out))).toMatchObject({ name: '记录 2.log' });
    const odd = idOf(await (await put('board-7', 'a#b&c=d,e+50%.log', 'x')).text());
    expect(await statOf(odd)).toMatchObject({ name: 'a#b&c=d,e+50%.log' });
    const { out: headers } = await curl('-I', '-X', 'GET', `${server.url}/api/captures/${idOf(out)}/bytes`);
    expect(headers).toContain(`filename="__ 2.log"; filename*=UTF-8''%E8%AE%B0%E5%BD%95%202.log`);
  });

  test('-N -T . prints the link at once, and what came before it is killed is kept', async () => {
    const child = spawn('curl', ['-sSN', '-T', '.', `${server.url}/api/captures/live/`]);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stdin.write('time,pid,name,ucpu,scpu,mem_kb\n');
    await expect.poll(() => out, { timeout: 5000 }).toContain('Casebook-Key');
    const id = idOf(out);
    child.stdin.write('1,7,board_app,1.5,0.5,2048\n');
    await expect.poll(async () => (await statOf(id))['sizeBytes'], { timeout: 5000 }).toBe(58);
    expect(await statOf(id)).toMatchObject({ state: 'growing', live: true, stalled: false });
    const list = await (await fetch(`${server.url}/api/tags/live`)).text();
    expect(list).toContain(id);
    child.stdin.write('2,7,board_app,1.5,0.5,2048\n');
    await expect.poll(async () => (await statOf(id))['sizeBytes'], { timeout: 5000 }).toBe(85);
    child.kill('SIGKILL');
    await expect.poll(async () => (await statOf(id))['state'], { timeout: 5000 }).toBe('cut');
    expect(await (await fetch(`${server.url}/api/captures/${id}/bytes`)).text()).toBe(
      'time,pid,name,ucpu,scpu,mem_kb\n1,7,board_app,1.5,0.5,2048\n2,7,board_app,1.5,0.5,2048\n',
    );
  });

  test('a stream that ends is complete and told its size', async () => {
    const { out } = await run('curl', ['-sSN', '-T', '.', `${server.url}/api/captures/live/?name=run.csv`], {
      input: 'time,pid,name\n',
    });
    expect(out).toMatch(/\nComplete: 14 B\n$/);
    expect(await statOf(idOf(out))).toMatchObject({ state: 'complete', name: 'run.csv' });
  });

  test('a stream that came damaged ends with the reason, and not as a whole answer does', async () => {
    const address = `${server.url}/api/captures/damaged-stream/?sha256=${'0'.repeat(64)}`;
    const { out, code } = await run('curl', ['-sS', '-T', '-', address], { input: 'time,pid,name\n' });
    expect(out).toContain('it was damaged on its way, and is not kept. Send it again.\n');
    // "Transferred a partial file".
    expect(code).toBe(18);
  });

  test('a file over the limit is refused with the limit named', async () => {
    const file = join(folder.path, 'large.data');
    await writeFile(file, noise(3 * 1024 * 1024));
    const { out } = await curl('-w', '%{http_code}', '-T', file, `${server.url}/api/captures/board-7/`);
    expect(out).toBe('Too large: the limit is 2 MiB.\n413');
  });

  test('a stream over the limit is told so and kept up to there as cut', async () => {
    const { out } = await run('curl', ['-sSN', '-T', '.', `${server.url}/api/captures/live/`], {
      input: noise(3 * 1024 * 1024),
    });
    expect(out).toContain('Too large: the limit is 2 MiB');
    const stored = await statOf(idOf(out));
    expect(stored).toMatchObject({ state: 'cut' });
    expect(stored['sizeBytes']).toBeLessThanOrEqual(2 * 1024 * 1024);
  });
});

test('a following reader hears of growth at once, and of the end', async () => {
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const body = new ReadableStream<Uint8Array>({ start: (given) => (controller = given) });
  const say = (text: string) => controller.enqueue(new TextEncoder().encode(text));
  say('one\n');
  const response = await fetch(`${server.url}/api/captures/live/`, {
    method: 'PUT',
    body,
    duplex: 'half',
  } as RequestInit);
  const reader = response.body!.getReader();
  const id = idOf(new TextDecoder().decode((await reader.read()).value));
  const follow = (from: number, wait: number) =>
    fetch(`${server.url}/api/captures/${id}/bytes?from=${from}&wait=${wait}`);
  const first = await follow(0, 10);
  expect(await first.text()).toBe('one\n');
  expect(first.headers.get('Casebook-State')).toBe('growing');
  const nothing = await follow(4, 0);
  expect(nothing.status).toBe(204);
  const waiting = follow(4, 10);
  say('two\n');
  expect(await (await waiting).text()).toBe('two\n');
  const last = follow(8, 20);
  controller.close();
  expect((await last).headers.get('Casebook-State')).toBe('complete');
  expect((await follow(9, 0)).status).toBe(416);
});

test('bytes are served as a download that is no page of this site', async () => {
  const id = idOf(await (await put('board-7', 'page.html', '<script>alert(1)</script>')).text());
  const { headers } = await fetch(`${server.url}/api/captures/${id}/bytes`);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="page\.html"/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
});

test('ranges and ETags', async () => {
  const id = idOf(await (await put('board-7', 'digits.txt', '0123456789')).text());
  const get = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/captures/${id}/bytes`, { headers });
  const etag = (await get({})).headers.get('etag') ?? '';
  expect(etag).toBe(`"${createHash('sha256').update('0123456789').digest('hex')}"`);
  expect((await get({ 'If-None-Match': etag })).status).toBe(304);
  for (const [range, text, where] of [
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=5-99', '56789', 'bytes 5-9/10'],
  ] as const) {
    const part = await get({ Range: range });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, text, where]);
  }
  for (const range of ['bytes=4-2', 'bytes=-', 'lines=1-2', 'bytes=0-1,3-4']) {
    expect(await (await get({ Range: range })).text()).toBe('0123456789');
  }
  expect((await get({ Range: 'bytes=10-' })).status).toBe(416);
  expect((await get({ Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200);
});

test('rename, move, delete: with the key', async () => {
  const receipt = await (await put('board-7', 'mine.log', 'panic: mine')).text();
  const [id, key] = [idOf(receipt), keyOf(receipt)];
  const change = (headers: Record<string, string>, body: string) =>
    fetch(`${server.url}/api/captures/${id}`, { method: 'PATCH', headers, body });
  expect((await change({}, '{"name":"x.log"}')).status).toBe(403);
  expect((await change({ 'Casebook-Key': key }, '{"name":"../x"}')).status).toBe(400);
  expect((await change({ 'Casebook-Key': key }, 'nonsense')).status).toBe(400);
  const renamed = await change(
    { 'Casebook-Key': key, Accept: 'application/json' },
    '{"name":"x.log","tag":"t2"}',
  );
  expect(await renamed.json()).toMatchObject({ name: 'x.log', tag: 't2' });
  expect(await (await fetch(`${server.url}/api/tags/t2`)).text()).toContain(id);
  const remove = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/captures/${id}`, { method: 'DELETE', headers });
  expect((await remove({ 'Casebook-Key': 'wrong' })).status).toBe(403);
  expect(await (await remove({ 'Casebook-Key': key })).text()).toBe('Deleted.\n');
  const gone = await fetch(`${server.url}/api/captures/${id}`, { headers: { Accept: 'application/json' } });
  expect(gone.status).toBe(410);
  expect(await gone.json()).toMatchObject({ error: { code: 'gone', params: { why: 'removed' } } });
});

test('what has expired is gone, and when is said in text and JSON', async () => {
  const id = idOf(await (await put('board-7', 'short.log', 'x', '?keep=0.00001')).text());
  await sleep(1100);
  for (const path of ['', '/bytes', '/picture.png']) {
    const gone = await fetch(`${server.url}/api/captures/${id}${path}`);
    expect(gone.status).toBe(410);
    expect(await gone.text()).toMatch(/^This capture expired at 20\d\d-\d\d-\d\dT[\d:.]+Z\.\n$/);
  }
});

test('keep: days, never, and nonsense', async () => {
  const stat = async (query: string) => statOf(idOf(await (await put('t', 'a.log', 'x', query)).text()));
  expect((await stat('?keep=never'))['expiresAt']).toBeUndefined();
  const week = await stat('?keep=7');
  expect(Date.parse(String(week['expiresAt'])) - Date.parse(String(week['createdAt']))).toBe(7 * 86_400_000);
  for (const keep of ['-1', '0', 'soon', '1e9', '%00']) {
    expect((await put('t', 'a.log', 'x', `?keep=${keep}`)).status).toBe(400);
  }
});

test('a SHA-256 that was said is checked, and damage is not kept', async () => {
  const digest = createHash('sha256').update('right').digest();
  const say = (body: string) =>
    fetch(`${server.url}/api/captures/damaged/a.log`, {
      method: 'PUT',
      body,
      headers: { 'Content-Digest': `sha-256=:${digest.toString('base64')}:` },
    });
  expect((await say('right')).status).toBe(201);
  const wrong = await say('wrong');
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain(digest.toString('hex'));
  const listed = await fetch(`${server.url}/api/tags/damaged`);
  expect((await listed.text()).trim().split('\n')).toHaveLength(1);
  expect((await put('damaged', 'a.log', 'x', '?sha256=12')).status).toBe(400);
});

test.each([
  ['/api/captures/..%2f..%2fetc/passwd', 400],
  ['/api/captures/t/..%2f..%2fetc%2fpasswd', 400],
  ['/api/captures/t/.bashrc', 400],
  ['/api/captures/t/a%0d%0aSet-Cookie:x', 400],
  ['/api/captures/t/%E2%80%AEgpj.exe', 400],
  ['/api/captures/a%20b/x.log', 400],
  [`/api/captures/${'t'.repeat(65)}/x.log`, 400],
  [`/api/captures/t/${'n'.repeat(201)}`, 400],
  ['/api/captures/t/x.log/more', 400],
])('a hostile address is refused: %s', async (path, status) => {
  const response = await fetch(server.url + path, { method: 'PUT', body: 'x' });
  expect(response.status).toBe(status);
});

test('an empty body, an unknown id, a wrong id, another method', async () => {
  const empty = await put('t', 'a.log', '');
  expect([empty.status, await empty.text()]).toEqual([400, 'Nothing was sent: the capture is empty.\n']);
  // The snapshots of a session that took none.
  const snapshots = await put('t', 'snapshot-20261126-qatbdmav.data', '');
  expect([snapshots.status, await snapshots.text()]).toEqual([
    200,
    'snapshot-20261126-qatbdmav.data is empty, as topid leaves it without -snapshot: nothing is kept of it.\n',
  ]);
  const unknown = await fetch(`${server.url}/api/captures/${'0'.repeat(26)}`);
  expect([unknown.status, await unknown.text()]).toEqual([
    404,
    'There is no such capture here. Was the link copied whole?\n',
  ]);
  const wrong = await fetch(`${server.url}/api/captures/abc`, { headers: { Accept: 'application/json' } });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({ error: { code: 'bad-id' } });
  expect((await fetch(`${server.url}/api/uploads`)).status).toBe(405);
});

test('an upload that breaks off leaves nothing behind', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write('PUT /api/captures/broken/a.log HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nonly this');
  await sleep(300);
  socket.destroy();
  await expect
    .poll(() => server.log().filter(({ what, status }) => what === 'put' && status === 500).length, {
      timeout: 5000,
    })
    .toBe(0);
  await expect
    .poll(async () => (await readdir(join(folder.path, 'data', 'incoming'))).length, { timeout: 5000 })
    .toBe(0);
  await expect
    .poll(async () => readdir(join(folder.path, 'data', 'open')).catch(() => []), { timeout: 5000 })
    .toEqual([]);
  expect(await (await fetch(`${server.url}/api/tags/broken`)).text()).toBe('');
});

test('a page of another origin may not change anything', async () => {
  const response = await fetch(`${server.url}/api/captures/t/a.log`, {
    method: 'PUT',
    body: 'x',
    headers: { Origin: 'https://elsewhere.example' },
  });
  expect([response.status, await response.text()]).toEqual([
    403,
    'Pages of https://elsewhere.example may not change what is stored here.\n',
  ]);
  const own = await fetch(`${server.url}/api/captures/t/a.log`, {
    method: 'PUT',
    body: 'x',
    headers: { Origin: server.url },
  });
  expect(own.status).toBe(201);
});

test('the log tells of uploads without names, contents, keys or whole ids', async () => {
  const receipt = await (await put('board-7', 'secret-name.log', 'secret-content')).text();
  await expect.poll(() => server.said(), { timeout: 5000 }).toContain(idOf(receipt).slice(0, 6));
  expect(server.log().some(({ event, tag }) => event === 'stored' && tag === 'board-7')).toBe(true);
  for (const secret of ['secret-name', 'secret-content', keyOf(receipt), idOf(receipt)]) {
    expect(server.said()).not.toContain(secret);
  }
});

test('what a capture is gets known, and its picture is made', async () => {
  const id = idOf(await (await put('board-7', 'crash.log', crash)).text());
  const picture = await fetch(`${server.url}/api/captures/${id}/picture.png`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  const png = new Uint8Array(await picture.arrayBuffer());
  expect(Buffer.from(png.subarray(16, 24)).toString('hex')).toBe('000004b000000276');
  expect(await statOf(id)).toMatchObject({
    kind: 'crash-log',
    summary: expect.stringContaining('s.allocCount != s.nelems && freeIndex == s.nelems') as string,
    picture: true,
  });
  const other = idOf(await (await put('board-7', 'noise.bin', noise(1000))).text());
  expect((await fetch(`${server.url}/api/captures/${other}/picture.png`)).status).toBe(404);
  expect(await statOf(other)).toMatchObject({ kind: 'unknown' });
});

test('health, readiness, and what a page may offer', async () => {
  expect(await (await fetch(`${server.url}/api/health`)).text()).toBe('ok\n');
  expect(await (await fetch(`${server.url}/api/ready`)).text()).toBe('ready\n');
  expect(await (await fetch(`${server.url}/api/store`)).json()).toEqual({
    store: 1,
    maxBytes: 2 * 1024 * 1024,
    keepDays: 30,
    keepChoices: [1, 7, 30, 365, 'never'],
    tokenNeeded: false,
    uploads: '/api/uploads',
  });
});
