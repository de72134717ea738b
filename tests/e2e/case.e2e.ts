import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dropFiles } from './drop.ts';
import { expect, test } from './fixtures.ts';

test('a reader drops an own file on a chart, shares the view, and goes back to the case’s own', async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/cases/madv-free/');
  const figure = page.locator('#capture-heap-release');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: /^heap-free \d+$/ })).toBeVisible();

  const folder = 'public/captures/cli-before';
  const process = readdirSync(folder).find((file) => file.startsWith('process-')) as string;
  await dropFiles(page, [join(folder, process)], '#capture-heap-release .cb-drop');
  await expect(figure.getByText(`Your file: ${process}`)).toBeVisible();
  await expect(figure.getByRole('button', { name: /^heap-free \d+$/ })).toBeHidden();

  await figure.getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('button', { name: 'Copy link: Link with the data' }).click();
  await expect(page.getByText('Link copied, the data in it.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await other.locator('#capture-heap-release').scrollIntoViewIfNeeded();
  await expect(other.getByText(`Your file: ${process}`)).toBeVisible();
  await elsewhere.close();
  await page.keyboard.press('Escape');

  await figure.getByRole('button', { name: /^Back to the case/ }).click();
  await expect(figure.getByRole('button', { name: /^heap-free \d+$/ })).toBeVisible();
  await expect(page).not.toHaveURL(/open=/);
});

test('the three crashes of the case stand side by side, with the frames they share', async ({ page }) => {
  await page.goto('/cases/topid-crash/');
  const figure = page.locator('figure[id^="capture-topid-crash-1"]').first();
  await figure.scrollIntoViewIfNeeded();
  for (const name of ['topid-crash-1', 'topid-crash-2', 'topid-crash-3']) {
    await expect(figure.getByText(name).first()).toBeVisible();
  }
  await expect(figure.getByText('s.allocCount != s.nelems && freeIndex == s.nelems').first()).toBeVisible();
});

test('a profile without samples says so in as much room as that takes', async ({ page }) => {
  await page.goto('/cases/go-prompt-timer/');
  const figure = page.locator('#capture-prompt-blocking');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByText('No samples in this profile')).toBeVisible();
  expect((await figure.boundingBox())!.height).toBeLessThan(300);
  expect((await page.locator('#capture-prompt-polling').boundingBox())!.height).toBeGreaterThan(400);
});

test('what the author noted on a recording is numbered in its only chart and listed below', async ({
  page,
}) => {
  await page.goto('/cases/madv-free/');
  const figure = page.getByRole('figure').filter({ has: page.getByText('heap-release', { exact: true }) });
  await figure.scrollIntoViewIfNeeded();
  const notes = figure.getByRole('list', { name: 'Notes of the author, by the numbers in the charts' });
  await expect(notes.getByRole('listitem')).toHaveText([
    /^held .*17:12:22 – .*17:12:31$/,
    /^all have dropped it; heap-freeosmem has returned it .*17:12:32$/,
    /^heap-dontneed has returned it .*17:12:35$/,
    /^heap-reclaim: reclaimed .*17:13:23$/,
  ]);
  await expect(figure.getByRole('heading', { name: /^Memory/ })).toBeVisible();
  await expect(figure.getByRole('heading', { name: /^CPU/ })).toHaveCount(0);
  // Alive, it has the same.
  await expect(figure.getByRole('slider', { name: /Memory/ })).toBeVisible({ timeout: 15_000 });
  await expect(notes.getByRole('listitem')).toHaveCount(4);
});

test('without script the raw logs of the case can be read', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await page.goto('/zh-cn/cases/topid-crash/');
  await page
    .locator('summary', { hasText: /^日志原文/ })
    .first()
    .click();
  const raw = page.locator('.cb-figure-raw pre', { hasText: 'runtime.(*mcache).nextFree(0x7f82a2a6d0' });
  await expect(raw.first()).toBeVisible();
  await context.close();
});

test('every heading, command and quotation of the notes stands in the Chinese cases', async ({ page }) => {
  const { readFileSync } = await import('node:fs');
  let text = '';
  for (const path of ['go-prompt-timer', 'madv-free', 'topid-crash']) {
    await page.goto(`/zh-cn/cases/${path}/`);
    text += await page.locator('main').evaluate((main) => main.textContent ?? '');
  }
  const squeeze = (raw: string) => raw.replaceAll(/[\s`>*\\]/g, '');
  const all = squeeze(text);
  const missing = readFileSync('tests/e2e/notes-sentences.txt', 'utf8')
    .split('\n')
    .filter((line) => line.trim() && !all.includes(squeeze(line)));
  expect(missing).toEqual([]);
});
