import { readFile } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import type { Page } from '@playwright/test';
import { findViolations } from './accessible.ts';
import { expect, test } from './fixtures.ts';

/** A board that sends a recording as it makes it. */
class Board {
  readonly #request: ClientRequest;
  readonly path: Promise<string>;
  #time = 1_763_900_000;

  constructor(server: string) {
    this.#request = request(`${server}/api/captures/live/?keep=1&name=board.csv`, { method: 'PUT' });
    this.path = new Promise((resolve, reject) => {
      this.#request.on('error', reject);
      this.#request.on('response', (response) => {
        response.on('data', (chunk: Buffer) => {
          const found = /\/c\/\w{26}/.exec(chunk.toString());
          if (found) resolve(found[0]);
        });
        response.on('error', () => {});
      });
    });
    this.#request.write('time,pid,name,ucpu,scpu,mem_kb\n');
  }

  sample(count: number): void {
    for (let n = 0; n < count; n++) {
      this.#request.write(`${this.#time},654,board_app,${20 + (this.#time % 7)},3,20480\n`);
      this.#time += 3;
    }
  }

  end(): void {
    this.#request.end();
  }

  vanish(): void {
    this.#request.on('error', () => {});
    this.#request.destroy();
  }
}

async function store(server: string, tag: string, file: string): Promise<{ path: string; key: string }> {
  const response = await fetch(`${server}/api/captures/${tag}/${file}?keep=1`, {
    method: 'PUT',
    body: await readFile(`public/captures/${file}`),
  });
  const receipt = await response.text();
  return {
    path: /\/c\/\w{26}/.exec(receipt)?.[0] ?? '',
    key: /Casebook-Key: (\w+)/.exec(receipt)?.[1] ?? '',
  };
}

const uniqueTag = (name: string) => `${name}-${Date.now()}`;

test('a recording is drawn as it grows; a reload loses nothing; its end is told', async ({
  page,
  baseURL,
}) => {
  const board = new Board(baseURL ?? '');
  board.sample(3);
  await page.goto(await board.path);
  await expect(page.getByText('Live: drawn as it is sent.')).toBeVisible();
  await expect(page.getByText('Recording, 3 samples')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Memory' })).toBeVisible();
  board.sample(4);
  await expect(page.getByText('Recording, 7 samples')).toBeVisible({ timeout: 10_000 });
  await page.reload();
  await expect(page.getByText('Recording, 7 samples')).toBeVisible();
  board.sample(2);
  board.end();
  await expect(page.getByText('Complete: its sender has ended it.')).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText('Recording, 9 samples')).toBeVisible();
});

test('a board that vanishes: what came is there, and that it was cut off is told', async ({
  page,
  baseURL,
}) => {
  const board = new Board(baseURL ?? '');
  board.sample(5);
  await page.goto(await board.path);
  await expect(page.getByText('Recording, 5 samples')).toBeVisible();
  board.vanish();
  await expect(page.getByText('Cut off: its sender went away.')).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText('Recording, 5 samples')).toBeVisible();
});

test('the link of a stored capture opens the same view elsewhere', async ({ page, browser, baseURL }) => {
  const { path } = await store(baseURL ?? '', 'e2e', 'topid-crash-1.log');
  await page.goto(path);
  const reason = 's.allocCount != s.nelems && freeIndex == s.nelems';
  await expect(page.getByText(reason).first()).toBeVisible();
  await expect(page).toHaveURL(/open=store:\w{26}:topid-crash-1\.log/);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await expect(other.getByText(reason).first()).toBeVisible();
  // On the open page too: the link names the capture, wherever it stands.
  await other.goto(`/open/${new URL(page.url()).hash}`);
  await expect(other.getByText(reason).first()).toBeVisible();
  await elsewhere.close();
});

test('a stored capture that is gone says so on a page that still names it', async ({
  page,
  baseURL,
  trouble,
}) => {
  const { path, key } = await store(baseURL ?? '', 'e2e', 'topid-crash-2.log');
  const id = path.slice('/c/'.length);
  await fetch(`${baseURL}/api/captures/${id}`, { method: 'DELETE', headers: { 'Casebook-Key': key } });
  trouble.allow(/410 \(Gone\)/);
  await page.goto(`/open/#v=2&open=store:${id}:topid-crash-2.log`);
  await expect(page.getByText('This capture was removed at').first()).toBeVisible();
});

test('the list of a tag: search, rename and delete with the key', async ({ page, baseURL, trouble }) => {
  trouble.allow(/403 \(Forbidden\)/);
  const tag = uniqueTag('list');
  await store(baseURL ?? '', tag, 'topid-crash-1.log');
  const { key } = await store(baseURL ?? '', tag, 'topid-crash-2.log');
  await page.goto(`/t/${tag}/`);
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('topid-crash-2.log');
  expect(await findViolations(page)).toEqual([]);
  const desktop = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  // The table scrolls, not the page.
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.setViewportSize(desktop);

  await page.getByRole('searchbox', { name: 'Search names and summaries' }).fill('crash-1');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await expect(rows).toHaveCount(1);
  await page.goto(`/t/${tag}/`);

  const manage = rows.filter({ hasText: 'topid-crash-2.log' });
  await manage.getByText('Rename, move, delete').click();
  await manage.getByLabel('Deletion key').fill('wrong');
  await manage.getByLabel('New name').fill('kept.log');
  const refused = page.waitForEvent('console', (message) => message.text().includes('403'));
  await manage.getByRole('button', { name: 'Rename' }).click();
  await refused;
  await expect(manage.getByRole('alert')).toHaveText('This is not the capture’s deletion key.');
  await manage.getByLabel('Deletion key').fill(key);
  await manage.getByRole('button', { name: 'Rename' }).click();
  const renamed = rows.filter({ hasText: 'kept.log' });
  await expect(renamed).toHaveCount(1);

  await renamed.getByText('Rename, move, delete').click();
  await renamed.getByLabel('Deletion key').fill(key);
  page.once('dialog', (dialog) => void dialog.accept());
  await renamed.getByRole('button', { name: 'Delete' }).click();
  await expect(rows).toHaveCount(1);
});

test('embedded: the capture and nothing around it', async ({ page, baseURL }) => {
  const { path } = await store(baseURL ?? '', 'e2e', 'topid-crash-3.log');
  await page.goto(`${path}?embed`);
  await expect(page.getByText('s.allocCount != s.nelems').filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Choose files…' })).toHaveCount(0);
});

test('a profile in the store: a line and a picture of it, its view, and embedded', async ({
  page,
  baseURL,
}) => {
  const response = await fetch(`${baseURL}/api/captures/e2e/cpu.pb.gz?keep=1`, {
    method: 'PUT',
    body: await readFile('tests/fixtures/pprof/valid/cpu-labels.pb.gz'),
  });
  const path = /\/c\/\w{26}/.exec(await response.text())?.[0] ?? '';
  const state = async (): Promise<{ summary?: string; picture: boolean }> =>
    (await (
      await fetch(`${baseURL}/api/captures/${path.slice('/c/'.length)}`, {
        headers: { Accept: 'application/json' },
      })
    ).json()) as { summary?: string; picture: boolean };
  await expect.poll(state, { timeout: 20_000 }).toMatchObject({ picture: true });
  expect((await state()).summary).toMatch(/^CPU profile, 1\.4 s, 76 samples/);
  await page.goto(path);
  await expect(page.getByRole('tree', { name: /^Flame graph/ })).toBeVisible();
  await page.goto(`${path}?embed`);
  await expect(page.getByRole('tree', { name: /^Flame graph/ })).toBeVisible();
  await expect(page.getByRole('banner')).toBeHidden();
});

/** As in a frame of another site: whoever touches storage is answered with an error. */
function denyStorage(): void {
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('Access is denied for this document.', 'SecurityError');
      },
    });
  }
}

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme']);

test('where storage is denied an embedded capture is drawn all the same, in the wiki’s theme', async ({
  page,
  baseURL,
}) => {
  const { path } = await store(baseURL ?? '', 'e2e', 'topid-crash-1.log');
  await page.addInitScript(denyStorage);
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme === 'light' ? 'dark' : 'light' });
    await page.goto(`${path}?embed&theme=${theme}`);
    await expect(page.getByText('s.allocCount != s.nelems').filter({ visible: true }).first()).toBeVisible();
    expect(await themeOf(page)).toBe(theme);
  }
  await page.goto(`${path}?embed`);
  await expect(page.getByText('s.allocCount != s.nelems').filter({ visible: true }).first()).toBeVisible();
  expect(await themeOf(page)).toBe('light');
});

test('nor does any other page end with an error there; the theme can be chosen for as long as it is open', async ({
  page,
}) => {
  await page.addInitScript(denyStorage);
  for (const path of ['/', '/open/', '/zh-cn/cases/topid-crash/', '/cases/madv-free/', '/guides/share/']) {
    await page.goto(path);
    await expect(page.locator('astro-island[ssr][client="now"]')).toHaveCount(0);
    await page.mouse.wheel(0, 3000);
  }
  const select = page.getByRole('combobox', { name: 'Select theme' }).first();
  for (const theme of ['dark', 'light']) {
    await select.selectOption(theme);
    expect(await themeOf(page)).toBe(theme);
  }
});

test('a theme in the address is for that page alone', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/guides/share/?theme=dark');
  expect(await themeOf(page)).toBe('dark');
  await expect(page.getByRole('combobox', { name: 'Select theme' }).first()).toHaveValue('dark');
  await page.goto('/guides/share/?theme=pink');
  expect(await themeOf(page)).toBe('light');
  await page.getByRole('combobox', { name: 'Select theme' }).first().selectOption('dark');
  await page.goto('/guides/share/');
  expect(await themeOf(page)).toBe('dark');
  await page.goto('/guides/share/?theme=light');
  expect(await themeOf(page)).toBe('light');
});

test('words of a log run nothing and break nothing: the theme works, no script but the page’s own runs', async ({
  page,
  baseURL,
}) => {
  const log = await readFile('tests/fixtures/store/panic-script.log', 'utf8');
  const hostile = [
    log,
    log.replace('bad template <script> in page', '<script>alert(1)</script>'),
    log.replace('<script>', '</title><script>alert(1)</script><img src=x onerror=alert(2)>'),
  ];
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const list = ((window as unknown as { broken: string[] }).broken ??= []);
      list.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
  for (const [index, body] of hostile.entries()) {
    const response = await fetch(`${baseURL}/api/captures/e2e/hostile-${index}.log?keep=1`, {
      method: 'PUT',
      body,
    });
    const path = /\/c\/\w{26}/.exec(await response.text())?.[0] ?? '';
    for (const address of [path, `/zh-cn${path}`, '/t/e2e/']) {
      await page.goto(address);
      await expect(page.locator('astro-island[ssr][client="now"]')).toHaveCount(0);
      const select = page.getByRole('combobox', { name: /Select theme|选择主题/ }).first();
      for (const theme of ['light', 'dark']) {
        await select.selectOption(theme);
        expect(await themeOf(page)).toBe(theme);
      }
      expect(await page.evaluate(() => (window as unknown as { broken?: string[] }).broken ?? [])).toEqual(
        [],
      );
    }
  }
  expect(dialogs).toBe(0);
});

test('the page of a stream says in its title how it stands', async ({ page, baseURL }) => {
  const board = new Board(baseURL ?? '');
  board.sample(3);
  const path = await board.path;
  await page.goto(path);
  await expect(page).toHaveTitle(/^board\.csv · live · live/);
  await expect(page.getByText('Live: drawn as it is sent.')).toBeVisible({ timeout: 10_000 });
  const whileLive = await (await fetch(`${baseURL}${path}`)).text();
  board.end();
  await expect(page.getByText('Complete: its sender has ended it.')).toBeVisible({ timeout: 10_000 });
  await expect(page).toHaveTitle(/^board\.csv · live · ended/);
  await page.reload();
  await expect(page).toHaveTitle(/^board\.csv · live · ended/);
  const about = await page.locator('meta[property="og:description"]').getAttribute('content');
  expect(about).toMatch(/^Its sender has ended it\. 3 samples/);
  // A page that was made while it was live, and comes to life when it is not any more.
  await page.route(`**${path}`, (route) => route.fulfill({ body: whileLive, contentType: 'text/html' }));
  await page.reload();
  await expect(page).toHaveTitle(/^board\.csv · live · ended/);
});
