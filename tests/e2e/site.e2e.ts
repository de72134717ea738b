import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** How many cases a filter leaves; the foot of the page says something of its own. */
const countOf = (page: Page) =>
  page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /cases$/ });

test('the case index filters by status and tag, and the filter is in the link', async ({ page, context }) => {
  await page.goto('/cases/');
  const list = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(list).toHaveCount(3);
  await page.getByRole('radio', { name: 'memory' }).check({ force: true });
  await expect(countOf(page)).toHaveText('2 of 3 cases');
  await page.getByRole('radio', { name: 'Open', exact: true }).check({ force: true });
  await expect(countOf(page)).toHaveText('1 of 3 cases');
  await expect(page.getByRole('main').getByRole('link', { name: /topid fails to allocate/ })).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(countOf(other)).toHaveText('1 of 3 cases');
  await other.getByRole('radio', { name: 'timer' }).check({ force: true });
  await expect(other.getByText('No case has this status and this tag.')).toBeVisible();
  await other.getByRole('button', { name: 'Show all cases' }).click();
  await expect(countOf(other)).toHaveText('3 of 3 cases');
});

for (const [path, query, expected] of [
  ['/zh-cn/', '火焰图', /go-prompt/],
  ['/zh-cn/', '内存还给', /内存/],
  ['/', 'mallocgc', /topid/],
  ['/', 'MADV_FREE', /memory|MADV/i],
  ['/zh-cn/', 'mallocgc', /topid/],
] as const) {
  test(`search on ${path} finds ${query}`, async ({ page }) => {
    await page.goto(path);
    await page.getByRole('button', { name: /^(Search|搜索)/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').or(dialog.getByRole('searchbox')).fill(query);
    const first = dialog.getByRole('link').first();
    await expect(first).toBeVisible();
    await expect(dialog.getByRole('link').filter({ hasText: expected }).first()).toBeVisible();
    const href = await first.getAttribute('href');
    expect(href?.startsWith('/zh-cn/')).toBe(path === '/zh-cn/');
  });
}

for (const [path, query] of [
  ['/', 'memory'],
  ['/', 'topid'],
  ['/zh-cn/', '内存'],
] as const) {
  test(`the first that search on ${path} finds for ${query} is a case`, async ({ page }) => {
    await page.goto(path);
    await page.getByRole('button', { name: /^(Search|搜索)/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').or(dialog.getByRole('searchbox')).fill(query);
    await expect(dialog.getByRole('link').first()).toHaveAttribute('href', new RegExp(`^${path}cases/.`));
  });
}

for (const path of ['/', '/cases/', '/zh-cn/cases/']) {
  test(`each case of ${path} has a small chart`, async ({ page }) => {
    await page.goto(path);
    const charts = page.getByRole('img', { name: /^(Chart in small: |缩略图：)./ });
    await expect(charts).toHaveCount(3);
    for (const chart of await charts.all()) expect((await chart.boundingBox())?.width).toBeGreaterThan(150);
  });
}

test('the search of a Chinese page speaks Chinese', async ({ page }) => {
  await page.goto('/zh-cn/');
  await page.getByRole('button', { name: '搜索' }).click();
  const search = page.getByRole('dialog', { name: '搜索' }).getByRole('search', { name: '站内搜索' });
  await search.getByRole('textbox', { name: '搜索' }).fill('topid');
  await expect(search.getByText(/^topid：\d+ 个结果$/)).toBeVisible();
  await expect(search.getByRole('button', { name: '更多结果' })).toBeVisible();
  await search.getByRole('button', { name: '清除' }).click();
  await search.getByRole('textbox', { name: '搜索' }).fill('☃');
  await expect(search.getByText('没有找到 ☃')).toBeVisible();
});
