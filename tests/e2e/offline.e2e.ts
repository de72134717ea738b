import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { openEditor, replaceText, toCell } from './cells.ts';
import { chart } from './chart.ts';
import { dropFiles, expectKept } from './drop.ts';
import { expect, test } from './fixtures.ts';
import { Gateway } from './gateway.ts';
import { atRoot } from './sites.ts';

const port = 4333;
const log = 'public/captures/topid-crash-1.log';

test.use({ baseURL: `http://localhost:${port}` });

let gateway: Gateway;
let context: BrowserContext;
test.beforeEach(async ({ browser, trouble }) => {
  gateway = await Gateway.open(atRoot.url, port);
  context = await openBrowser(browser);
  // What a browser says of a server that is not there.
  trouble.allow(/net::ERR_|Failed to load resource/);
});
test.afterEach(async () => {
  await context.close();
  await gateway.close();
});

/** One that has never seen the site, and may keep it. */
const openBrowser = (browser: Browser) => browser.newContext({ serviceWorkers: 'allow' });

/** Where the site was built without Go there is nothing that could run. */
const hasPrograms = readFileSync('dist/client/guides/go-in-a-cell/index.html', 'utf8').includes(
  'data-program=',
);

async function runGo(page: Page): Promise<void> {
  const cell = await toCell(page, 'hello');
  await cell.getByRole('button', { name: 'Run cell hello' }).click();
  await expect(cell.getByRole('status')).toHaveText(/^Exit code 0/);
}

const status = (page: Page) => page.locator('.cb-offline');

async function visit(path = '/'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await expect(status(page)).toContainText('Available offline', { timeout: 45_000 });
  return page;
}

test('after one visit the site is there without its server: cases, cells, search, dropped files', async () => {
  test.slow();
  const page = await visit('/guides/go-in-a-cell/');
  // A program of Go is here once it has run.
  if (hasPrograms) await runGo(page);
  gateway.takeDown();
  if (hasPrograms) {
    await page.reload();
    await runGo(page);
  }

  await page.goto('/cases/go-prompt-timer/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('main figure svg').first()).toBeVisible();
  // What runs what a reader writes is sealed, and is there.
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'html`<p>edited: ${interval * 2}, ${self.origin}</p>`');
  await page.keyboard.press('Shift+Enter');
  await expect(
    cell.frameLocator('iframe').frameLocator('iframe').getByText('edited: 20, null'),
  ).toBeVisible();

  // A page by the name of its file.
  await page.goto('/index.html');
  await expect(page).toHaveTitle(/Casebook/);
  await page.goto('/zh-cn/cases/index.html?theme=dark');
  await expect(page.getByRole('heading', { level: 1, name: '案例' })).toBeVisible();
  await page.getByRole('button', { name: '搜索' }).click();
  const search = page.getByRole('dialog', { name: '搜索' });
  await search.getByRole('textbox', { name: '搜索' }).fill('topid');
  await expect(search.getByText(/^topid：\d+ 个结果$/)).toBeVisible();

  await page.goto('/open');
  await dropFiles(page, [log]);
  await expect(page.getByText('s.allocCount != s.nelems').first()).toBeVisible();
  // Its address names the file, which the browser has kept.
  await expect(page).toHaveURL(/\/open\/#/);
  await expectKept(page, 1);
  await page.reload();
  await expect(page.getByText('s.allocCount != s.nelems').first()).toBeVisible();
  await page.goto('/open/#');
  await page.getByRole('button', { name: /^Open sample: .*MADV_FREE/ }).click();
  await expect(chart(page, 'Memory')).toBeVisible();

  // As another app hands files to the installed one.
  await page.goto('/cases/');
  const text = await readFile(log, 'utf8');
  await page.evaluate((text) => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action: '/open/' });
    form.innerHTML = '<input type="file" name="files">';
    const files = new DataTransfer();
    files.items.add(new File([text], 'shared.log'));
    (form.firstElementChild as HTMLInputElement).files = files.files;
    document.body.append(form);
    form.submit();
  }, text);
  await expect(page.getByRole('region', { name: 'shared.log' })).toBeVisible();

  await page.goto('/c/aaaaaaaaaaaaaaaaaaaaaaaaaa');
  await expect(page.getByRole('heading', { level: 1, name: 'Not available offline' })).toBeVisible();
});

test('a newer version is offered, taken in one tab when its reader says so, and told in the other', async () => {
  const one = await visit();
  const other = await context.newPage();
  await other.goto('/cases/');
  await expect(status(other)).toContainText('Available offline');
  gateway.isNewer = true;

  await one.goto('/guides/links/');
  await expect(status(one)).toContainText('A newer version of this site is here', { timeout: 45_000 });
  await expect(one).not.toHaveTitle(/^Newer/);
  await expect(status(other)).toContainText('A newer version of this site is here');
  await status(one).getByRole('button', { name: 'Reload with it' }).press('Enter');
  await expect(one).toHaveTitle(/^Newer/);
  await expect(status(one)).toContainText('Available offline');

  await expect(status(other)).toContainText('Another tab now shows a newer version of this site');
  await expect(other).not.toHaveTitle(/^Newer/);
  await status(other).getByRole('button', { name: 'Reload' }).click();
  await expect(other).toHaveTitle(/^Newer/);

  // A site that is served without the worker again has nothing left of it in the browser.
  await other.close();
  gateway.hasWorker = false;
  await one.goto('/cases/');
  const findRest = () =>
    one.evaluate(async () => [
      ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
      ...(await caches.keys()),
    ]);
  await expect.poll(findRest).toEqual([]);
});

test('a stored capture is kept where its reader asks for it, and gone when the store has it no more', async () => {
  const api = `${atRoot.url}api/captures/`;
  const answer = await fetch(`${api}offline/board.log?keep=1`, { method: 'PUT', body: await readFile(log) });
  const receipt = await answer.text();
  const path = /\/c\/\w{26}/.exec(receipt)?.[0] ?? '';
  const key = /Casebook-Key: (\w+)/.exec(receipt)?.[1] ?? '';
  const page = await visit(path);
  // By the page's script, which reads the bytes: the server's own text has the reason too.
  const isShown = () =>
    expect(page.locator('.cb-crash').getByText('s.allocCount != s.nelems').first()).toBeVisible();
  const isNotKept = () =>
    expect(page.getByRole('heading', { level: 1, name: 'Not available offline' })).toBeVisible();
  await isShown();

  gateway.takeDown();
  await page.goto(path);
  await isNotKept();

  gateway.bringUp();
  await page.getByRole('link', { name: 'Try this page again' }).click();
  await page.getByRole('button', { name: 'Keep for offline use' }).click();
  await expect(page.getByText('Kept in this browser for offline use')).toBeVisible();
  gateway.takeDown();
  await page.goto(`${path}?theme=dark`);
  await isShown();
  await expect(page.getByRole('button', { name: 'Remove from this browser' })).toBeVisible();

  // Deleted from elsewhere: any page of the site learns of it.
  const id = path.slice(3);
  expect((await fetch(api + id, { method: 'DELETE', headers: { 'Casebook-Key': key } })).ok).toBe(true);
  gateway.bringUp();
  await page.goto('/cases/');
  const isKept = () =>
    page.evaluate(async (id) => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        if ((await cache.keys()).some(({ url }) => url.includes(id))) return true;
      }
      return false;
    }, id);
  await expect.poll(isKept).toBe(false);
  gateway.takeDown();
  await page.goto(path);
  await isNotKept();
});
