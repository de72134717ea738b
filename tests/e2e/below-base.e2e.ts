import { existsSync } from 'node:fs';
import { chart, outlines } from './chart.ts';
import { openEditor, replaceText, waitUntilAlive } from './cells.ts';
import { dropFiles } from './drop.ts';
import { expect, test } from './fixtures.ts';
import { belowBase } from './sites.ts';

// The site as it is built for project pages: everything lies below /casebook/, and nothing else is asked for.
test.use({ baseURL: belowBase.url });

test.beforeEach(async ({ context, trouble }) => {
  if (!existsSync(belowBase.folder)) throw new Error('npm run build:below-base first');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  context.on('request', (request) => {
    const { protocol, pathname } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !pathname.startsWith('/casebook/')) {
      trouble.add(`out of the base: ${request.url()}`);
    }
  });
});

test('a case: its links, its chart, its cells as they are and edited', async ({ page }) => {
  await page.goto('zh-cn/cases/');
  await page.getByRole('main').getByRole('link', { name: /内存/ }).first().click();
  await expect(page).toHaveURL(/\/casebook\/zh-cn\/cases\/[\w-]+\/$/);
  await page.goto('cases/madv-free/');
  await page.getByRole('combobox', { name: 'Select language' }).first().selectOption({ label: '简体中文' });
  await expect(page).toHaveURL(/\/casebook\/zh-cn\/cases\/madv-free\/$/);
  await page.goBack();

  const figure = page.locator('#capture-heap-release');
  await figure.scrollIntoViewIfNeeded();
  await page.mouse.move(300, 300);
  await figure.getByRole('button', { name: /^heap-free \d+$/ }).click();
  await expect(page).toHaveURL(/#v=2&/);

  await waitUntilAlive(page, 'gogc-chart');
  await page.goto('cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'html`<p>edited: ${interval * 2}</p>`');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.frameLocator('iframe').frameLocator('iframe').getByText('edited: 20')).toBeVisible();
});

test('the search finds, and leads below the base', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('button', { name: /^Search/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').or(dialog.getByRole('searchbox')).fill('mallocgc');
  const first = dialog.getByRole('link').first();
  await expect(first).toHaveAttribute('href', /^\/casebook\//);
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('links of a site without a base open, and what is shared here says none', async ({ page }) => {
  const { own, ofSite } = {
    own: 'open/#v=2&open=url:/captures/topid-crash-1.log',
    ofSite: 'open/#v=2&open=site:topid-crash-1',
  };
  const reason = 's.allocCount != s.nelems && freeIndex == s.nelems';
  for (const link of [own, ofSite]) {
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByText(reason).first()).toBeVisible();
  }
  await page.goto('about:blank');
  await page.goto('open/#v=2&open=url:/casebook/captures/topid-crash-1.log');
  await expect(page.getByText(reason).first()).toBeVisible();
  await expect(page).toHaveURL(/#v=2&open=url:\/captures\/topid-crash-1\.log/);
  await expect(page.getByRole('link', { name: 'More in the guide' }).first()).toHaveAttribute(
    'href',
    /^\/casebook\/guides\/crashes\//,
  );
  await page.getByRole('button', { name: 'Share…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Copy link/ })
    .first()
    .click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('/casebook/open/#v=2&open=url:/captures/topid-crash-1.log');
});

test('a file is dropped, shared as a page of one file, uploaded, and opened by its page', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('./');
  await dropFiles(page, ['tests/fixtures/table/valid/plain.csv']);
  await expect(page).toHaveURL(/\/casebook\/open\//);
  await expect(chart(page, 'CPU')).toBeVisible();
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save HTML file' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.html$/);

  await dialog.getByRole('textbox', { name: 'Tag' }).fill('below-base');
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  const field = dialog.getByRole('textbox', { name: 'Link' });
  await expect(field).toBeVisible();
  const link = await field.inputValue();
  expect(link).toMatch(new RegExp(`^${baseURL}c/\\w{26}#v=2`));

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  expect(await outlines(other, 'Memory')).toEqual(await outlines(page, 'Memory'));
  await other.getByRole('link', { name: 'below-base' }).click();
  await expect(other).toHaveURL(`${baseURL}t/below-base/`);
  await expect(other.getByRole('row', { name: /plain\.csv/ }).first()).toBeVisible();
  await elsewhere.close();
});

test('it can be installed, and is there without network', async ({ browser, trouble }) => {
  test.slow();
  // What a browser says of a network that is not there.
  trouble.allow(/net::ERR_|Failed to load resource/);
  const context = await browser.newContext({ serviceWorkers: 'allow', baseURL: belowBase.url });
  const page = await context.newPage();
  await page.goto('guides/links/');
  await expect(page.locator('.cb-offline')).toContainText('Available offline', { timeout: 45_000 });
  const devtools = await context.newCDPSession(page);
  expect(await devtools.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
  const { url, errors, data } = await devtools.send('Page.getAppManifest');
  expect([url, errors]).toEqual([`${belowBase.url}app.webmanifest`, []]);
  const manifest = JSON.parse(data ?? '') as { start_url: string; file_handlers: { action: string }[] };
  expect([manifest.start_url, manifest.file_handlers[0]?.action]).toEqual(['/casebook/', '/casebook/open/']);

  await context.setOffline(true);
  await page.goto('zh-cn/cases/topid-crash/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.goto('open/');
  await dropFiles(page, ['public/captures/topid-crash-1.log']);
  await expect(page.getByText('s.allocCount != s.nelems').first()).toBeVisible();
  await context.close();
});
