import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listBuilt, readBuilt } from './built-site.ts';
import { run } from './run.ts';
import { makeFolder, type RunningServer, startServer } from './start-server.ts';

/** As scripts/build-below-base.ts builds it, for /casebook/. */
const site = 'node_modules/.cache/casebook/below-base';
const client = join(site, 'client');

let folder: Awaited<ReturnType<typeof makeFolder>>;
let server: RunningServer;
let origin: string;

beforeAll(async () => {
  folder = await makeFolder();
  server = await startServer({ CASEBOOK_STORE: join(folder.path, 'data') }, 0, site);
  ({ origin } = new URL(server.url));
});
afterAll(async () => {
  await server?.stop();
  await folder.remove();
});

const unescape = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&#38;', '&').replaceAll('&amp;', '&');

/** Addresses in a page: of its elements, of what islands and notebooks are handed, of its styles. */
function findAddresses(html: string): string[] {
  // What stands in a tag, not what a text shows of one.
  const tags = [...html.matchAll(/<[a-z][^\s/>]*((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)]
    .map(([, tag]) => tag)
    .join(' ');
  const attributes = [
    ...tags.matchAll(
      /\s(?:href|src|action|poster|data-frame|component-url|renderer-url|before-hydration-url)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g,
    ),
  ].map(([, a, b, c]) => unescape(a ?? b ?? c ?? ''));
  const handed = [...tags.matchAll(/\s(?:props|data-captures)=(?:"([^"]*)"|'([^']*)')/g)].flatMap(
    ([, a, b]) =>
      [...unescape(a ?? b ?? '').matchAll(/"(?:url|href)":(?:\[0,)?"([^"]*)"/g)].map(([, url = '']) => url),
  );
  const styles = [...html.matchAll(/url\(["']?([^)"']+)/g)].map(([, url = '']) => unescape(url));
  return [...attributes, ...handed, ...styles];
}

/** Whose own addresses these are: root-relative, or by the server's name. */
function toOwn(addresses: Iterable<string>, page: string): Map<string, string> {
  const own = new Map<string, string>();
  for (const address of addresses) {
    const url = URL.parse(address, page);
    if (url?.origin === origin) own.set(url.pathname, address);
  }
  return own;
}

/** What of these leads out of the base, or nowhere. */
async function findLost(
  pages: readonly { address: string; html: string }[],
  leastAddresses: number,
): Promise<string[]> {
  const known = new Map<string, number>();
  const lost: string[] = [];
  for (const { address, html } of pages) {
    for (const [path, written] of toOwn(findAddresses(html), address)) {
      if (!path.startsWith('/casebook/')) lost.push(`${address}: ${written} leads out of the base`);
      if (!known.has(path)) {
        const response = await fetch(origin + path, { method: 'HEAD', redirect: 'manual' });
        known.set(path, response.status);
      }
      if (known.get(path) !== 200) lost.push(`${address}: ${written} is answered ${known.get(path)}`);
    }
  }
  expect(known.size).toBeGreaterThanOrEqual(leastAddresses);
  return lost;
}

test('every address in every page of the site stays below the base, and is there', async () => {
  const pages = listBuilt('.html', client).map((file) => ({
    address: `${origin}/casebook/${file.replace(/(?:^|(?<=\/))index\.html$/, '')}`,
    html: readBuilt(file, client),
  }));
  expect(pages.length).toBeGreaterThan(80);
  expect(await findLost(pages, 100)).toEqual([]);
});

test('every address in a style sheet, and what scripts load of their own', async () => {
  const styles = listBuilt('.css', client);
  const scripts = listBuilt('.js', client).filter((file) => file.startsWith('_astro/'));
  const pages = [...styles, ...scripts].map((file) => {
    const text = readBuilt(file, client);
    // Below the base already, or put there by the loader that the build brings along.
    const loaded = [...text.matchAll(/["'`]((?:\/[\w/-]*)?_astro\/[\w.-]+)["'`]/g)].map(([, url = '']) =>
      url.startsWith('/') ? url : `/casebook/${url}`,
    );
    const html = file.endsWith('.css') ? text : loaded.map((url) => `<a src="${url}">`).join('');
    return { address: `${origin}/casebook/${file}`, html };
  });
  expect(await findLost(pages, 10)).toEqual([]);
});

test('what is stored is answered with addresses below the base, and its pages lead nowhere else', async () => {
  const body = await readFile('public/captures/topid-crash-1.log');
  const receipt = await fetch(`${origin}/casebook/api/captures/board/a.log`, { method: 'PUT', body });
  const text = await receipt.text();
  const [, link = '', id = ''] = /^(http:\S+\/casebook\/c\/(\w{26}))$/m.exec(text) ?? [];
  expect(link).toBe(`${origin}/casebook/c/${id}`);
  expect(text).toContain(`${origin}/casebook/api/captures/${id}`);
  const pages = await Promise.all(
    [
      link,
      `${link}?embed`,
      `${origin}/casebook/zh-cn/c/${id}`,
      `${origin}/casebook/t/board/`,
      `${origin}/casebook/zh-cn/t/board/`,
    ].map(async (address) => {
      const response = await fetch(address);
      expect(response.status, address).toBe(200);
      return { address, html: await response.text() };
    }),
  );
  expect(await findLost(pages, 10)).toEqual([]);
  expect(pages[0]?.html).toContain(`<meta property="og:url" content="${link}"`);
  expect(pages[0]?.html).toContain(`${origin}/casebook/api/captures/${id}/picture.png`);
  expect(pages[2]?.html).toContain('lang="zh-CN"');
  const gone = await fetch(`${origin}/casebook/zh-cn/c/${'0'.repeat(26)}`);
  expect(gone.status).toBe(404);
  expect(await gone.text()).toContain('<a href="/casebook/zh-cn/">');
});

test('an upload that can be resumed has its address below the base', async () => {
  const info = (await (await fetch(`${origin}/casebook/api/store`)).json()) as { uploads: string };
  expect(info.uploads).toBe('/casebook/api/uploads');
  const encode = (value: string) => Buffer.from(value).toString('base64');
  const bytes = Buffer.from('panic: x\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n');
  const created = await fetch(origin + info.uploads, {
    method: 'POST',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(bytes.length),
      'Upload-Metadata': `filename ${encode('b.log')},tag ${encode('board')}`,
    },
  });
  expect(created.status).toBe(201);
  expect(created.headers.get('casebook-link')).toMatch(/\/casebook\/c\/\w{26}$/);
  const address = created.headers.get('location') ?? '';
  expect(address.startsWith(`${origin}/casebook/api/uploads/`)).toBe(true);
  const sent = await fetch(address, {
    method: 'PATCH',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
    },
    body: bytes,
  });
  expect(sent.status).toBe(204);
  const stored = await fetch(created.headers.get('casebook-link') ?? '');
  expect(await stored.text()).toContain('b.log');
});

test.each(['/casebook', '/casebook/'])(
  '`casebook push --to` takes the address with its path, %s',
  async (path) => {
    const file = 'public/captures/topid-crash-1.log';
    const { code, out, err } = await run(
      process.execPath,
      ['bin/casebook.ts', 'push', file, '--to', origin + path, '--tag', 'pushed'],
      { env: { XDG_CACHE_HOME: join(folder.path, 'cache') } },
    );
    expect([code, err]).toEqual([0, '']);
    const [, link = ''] = /^(http:\S+\/casebook\/c\/\w{26})$/m.exec(out) ?? [];
    expect((await fetch(link)).status).toBe(200);
  },
);

test('who comes to the root, or by an address of the time before, is led below the base', async () => {
  const to = async (path: string) => {
    const response = await fetch(origin + path, { redirect: 'manual' });
    return [response.status, response.headers.get('location')];
  };
  expect(await to('/')).toEqual([301, '/casebook/']);
  expect(await to('/cases/madv-free/')).toEqual([301, '/casebook/cases/madv-free/']);
  expect((await fetch(`${origin}/cases/madv-free/`)).status).toBe(200);
});
