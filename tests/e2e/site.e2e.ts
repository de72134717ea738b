import { expect, test } from './fixtures.ts';

const pages = [
  '/',
  '/cases/',
  '/cases/go-prompt-timer/',
  '/cases/madv-free/',
  '/cases/topid-crash/',
  '/open/',
  '/guides/open-a-file/',
  '/guides/record-with-topid/',
  '/guides/file-formats/',
  '/guides/links/',
  '/guides/write-a-case/',
  '/guides/crashes/',
];

for (const path of pages) {
  test(`${path} stands in both languages and links to its twin`, async ({ page }) => {
    for (const [own, lang] of [
      [path, 'en'],
      [`/zh-cn${path}`, 'zh-CN'],
    ] as const) {
      const response = await page.goto(own);
      expect(response?.status()).toBe(200);
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await page.goto(path);
    await page.getByRole('combobox', { name: 'Select language' }).first().selectOption({ label: '简体中文' });
    await expect(page).toHaveURL(`/zh-cn${path}`);
  });
}

test('no page scrolls sideways on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of pages.flatMap((one) => [one, `/zh-cn${one}`])) {
    await page.goto(path);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('the case index filters by status and tag, and the filter is in the link', async ({ page, context }) => {
  await page.goto('/cases/');
  const list = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(list).toHaveCount(3);
  await page.getByRole('radio', { name: 'memory' }).check({ force: true });
  await expect(page.getByRole('status')).toHaveText('2 of 3 cases');
  await page.getByRole('radio', { name: 'Open', exact: true }).check({ force: true });
  await expect(page.getByRole('status')).toHaveText('1 of 3 cases');
  await expect(page.getByRole('main').getByRole('link', { name: /topid fails to allocate/ })).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('status')).toHaveText('1 of 3 cases');
  await other.getByRole('radio', { name: 'timer' }).check({ force: true });
  await expect(other.getByText('No case has this status and this tag.')).toBeVisible();
  await other.getByRole('button', { name: 'Show all cases' }).click();
  await expect(other.getByRole('status')).toHaveText('3 of 3 cases');
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

test('a page that is not there says so, in its language', async ({ page, trouble }) => {
  trouble.allow(/404/);
  expect((await page.goto('/no-such-page/'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
