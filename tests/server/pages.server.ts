import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: RunningServer;
const ids: Record<string, string> = {};
const session = '20261123-ugqwfehh';

beforeAll(async () => {
  folder = await makeFolder();
  server = await startServer({
    CASEBOOK_STORE: join(folder.path, 'data'),
    CASEBOOK_URL: 'https://casebook.example.net',
    CASEBOOK_LIST_TOKEN: 'show-me',
    CASEBOOK_UPLOAD_TOKEN: 'let-me-in',
    CASEBOOK_FRAME_ANCESTORS: "'self' https://wiki.example.net",
  });
  for (const path of [
    'topid-crash-1.log',
    ...['info', 'process', 'snapshot'].map((part) => `build-host/${part}-${session}.data`),
  ]) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const response = await fetch(`${server.url}/api/captures/board-7/${name}`, {
      method: 'PUT',
      body: await readFile(join('public/captures', path)),
      headers: { Authorization: 'Bearer let-me-in' },
    });
    ids[name] = /https:\/\/casebook\.example\.net\/c\/(\w{26})\n/.exec(await response.text())?.[1] ?? '';
  }
});
afterAll(async () => {
  await server?.stop();
  await folder.remove();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const metaOf = (html: string, property: string) =>
  new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html)?.[1];
const withToken = { Authorization: `Basic ${btoa(':show-me')}` };

test('the page of a capture unfolds in a chat: title, summary, picture', async () => {
  const id = ids['topid-crash-1.log'];
  const response = await get(`/c/${id}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self'.*; frame-ancestors 'self' https:\/\/wiki\.example\.net$/,
  );
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  const html = await response.text();
  expect(html).toContain('<title>topid-crash-1.log · board-7');
  expect(metaOf(html, 'og:title')).toBe('topid-crash-1.log · board-7');
  expect(metaOf(html, 'og:description')).toContain('s.allocCount != s.nelems');
  expect(metaOf(html, 'og:url')).toBe(`https://casebook.example.net/c/${id}`);
  const picture = metaOf(html, 'og:image') ?? '';
  expect(picture).toBe(`https://casebook.example.net/api/captures/${id}/picture.png`);
  const png = await get(new URL(picture).pathname);
  expect(png.headers.get('content-type')).toBe('image/png');
  expect((await png.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
});

test('in Chinese below /zh-cn/', async () => {
  const html = await (await get(`/zh-cn/c/${ids['topid-crash-1.log']}`)).text();
  expect(html).toContain('<html lang="zh-CN"');
  expect(html).toContain('嵌入到 wiki');
  expect(html).toContain('href="/zh-cn/t/board-7/"');
  expect((await get('/zh-cn/t/board-7/', withToken)).status).toBe(200);
});

test('the files of a session open as one', async () => {
  expect((await get(`/t/board-7/${session}`)).status).toBe(401);
  const html = await (await get(`/t/board-7/${session}`, withToken)).text();
  expect(html).toContain(`<title>${session} · board-7`);
  for (const part of ['info', 'process', 'snapshot']) expect(html).toContain(ids[`${part}-${session}.data`]);
  // Where that takes a busy machine too long, the page goes out without, and the next has it.
  const describe = async () => {
    const page = await get(`/t/board-7/${session}`, withToken);
    return metaOf(await page.text(), 'og:description');
  };
  await expect.poll(describe, { timeout: 30_000 }).toContain('337 samples');
  expect((await get('/t/board-7/19700101-none', withToken)).status).toBe(404);
});

test('no list without the token, in the API and on the page', async () => {
  for (const path of ['/t/board-7/', '/api/tags/board-7']) {
    const refused = await get(path);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
      401,
      'Basic realm="Casebook", charset="UTF-8"',
    ]);
    expect(await refused.text()).not.toContain('topid-crash-1.log');
    expect((await get(path, { Authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await get(path, withToken)).status).toBe(200);
  }
});

test('the list of a tag: newest first, what each is, search', async () => {
  const html = await (await get('/t/board-7/', withToken)).text();
  const order = [...html.matchAll(/<a href="\/c\/(\w{26})"/g)].map(([, id]) => id);
  expect(order).toEqual(Object.values(ids).reverse());
  expect(html).toContain('Crash log');
  expect(html).toContain(`href="/t/board-7/${session}"`);
  const found = await (await get('/t/board-7/?search=allocCount', withToken)).text();
  expect(found).toContain('topid-crash-1.log');
  expect(found).not.toContain('process-');
  expect(await (await get('/t/board-7/?search=%22%3E%3Cimg%20src%3Dx%3E', withToken)).text()).not.toContain(
    '"><img src=x',
  );
  expect((await get('/t/..%2f..%2fetc/', withToken)).status).toBe(400);
});

test('no upload without the token, by curl or by tus', async () => {
  const put = await fetch(`${server.url}/api/captures/t/a.log`, { method: 'PUT', body: 'x' });
  expect(put.status).toBe(401);
  const tus = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: { 'Tus-Resumable': '1.0.0' },
  });
  expect(tus.status).toBe(401);
});

test('embedded: framed by whom the setting names, and nothing else is', async () => {
  const id = ids['topid-crash-1.log'];
  const embedded = await get(`/c/${id}?embed`);
  expect(embedded.headers.get('content-security-policy')).toContain(
    "frame-ancestors 'self' https://wiki.example.net",
  );
  const page = await (await get(`/c/${id}`)).text();
  expect(page).toContain(`&lt;iframe src=&quot;https://casebook.example.net/c/${id}?embed&quot;`);
});

test('a link that leads nowhere says why, in the reader’s language', async () => {
  const missing = await get(`/c/${'0'.repeat(26)}`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('There is no such capture here. Was the link copied whole?');
  expect((await get('/c/nonsense')).status).toBe(400);
  const chinese = await (await get('/zh-cn/c/nonsense')).text();
  expect(chinese).toContain('没有可显示的内容');
});

test('what a page of the server holds of a name is text', async () => {
  const response = await fetch(`${server.url}/api/captures/board-7/${encodeURIComponent("a'&amp#x.log")}`, {
    method: 'PUT',
    body: 'x',
    headers: { Authorization: 'Bearer let-me-in' },
  });
  const id = /\/c\/(\w{26})/.exec(await response.text())?.[1];
  expect(await (await get(`/c/${id}`)).text()).toContain('&amp;amp#x.log');
});
