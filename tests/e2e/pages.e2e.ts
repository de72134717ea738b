import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { drawAll, expectAccessible, expectPressable, frame } from './accessible.ts';
import { expect, test } from './fixtures.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
// None needs another: they fill what time the browsers have.
// axe takes its time where a page is long and the machine does other tests besides.
test.describe.configure({ mode: 'parallel', timeout: 90_000 });

/** Every page of the built site by its address: `/cases/madv-free/`. */
const everyPage = readdirSync('dist/client', { recursive: true, encoding: 'utf8' })
  .map((file) => `/${file.replaceAll('\\', '/')}`)
  // The page that edited cells run in is empty by itself, and that of a wrong address stands at any.
  .filter((file) => file.endsWith('/index.html') && !/^\/notebook-frame\/|\/404\//.test(file))
  .map((file) => file.slice(0, -'index.html'.length))
  .sort();

/** The pages of crash messages are prose of one make: a few stand for all. */
const pages = everyPage.filter(
  (path) =>
    !path.includes('/guides/crashes/') || /crashes\/(?:span-accounting\/|sigquit-dump\/)?$/.test(path),
);

/** Where the header and the list of pages are looked at too. */
const withFrame = new Set(['/', '/zh-cn/', '/cases/madv-free/', '/zh-cn/cases/madv-free/']);

/** How long a case may be at most that tells of three logs, in CSS pixels: half of what it was when it said all at once. */
const longest: Record<string, { desk: number; phone: number }> = {
  '/cases/topid-crash/': { desk: 5424, phone: 8675 },
  '/zh-cn/cases/topid-crash/': { desk: 5424, phone: 8675 },
};

declare global {
  interface Window {
    broken: string[];
  }
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    window.broken = [];
    addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
        window.broken.push(`${effectiveDirective} ${blockedURI} ${sourceFile ?? ''}:${lineNumber}`),
    );
  });
});

const findBroken = (page: Page) => page.evaluate(() => window.broken);
/** How long a page is once all of it is laid out. */
const findLength = async (page: Page): Promise<number> => {
  await page.addStyleTag({ content: '.sl-markdown-content > * { content-visibility: visible !important; }' });
  return page.evaluate(() => document.documentElement.scrollHeight);
};
/** Parts that are not laid out yet and are higher than was guessed for them, or by far not as high. */
const findWrongGuesses = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>("[style*='--cb-n']")].filter(
      (part) => getComputedStyle(part).contentVisibility === 'auto' && part.offsetHeight > 0,
    );
    if (parts.length < 20) return [`only ${parts.length} parts`];
    for (const part of parts) part.style.contentVisibility = 'hidden';
    const guesses = parts.map((part) => part.offsetHeight);
    for (const part of parts) part.style.contentVisibility = 'visible';
    return parts.flatMap((part, at) => {
      const [guess, real] = [guesses[at]!, part.offsetHeight];
      if (real <= guess + 1 && guess <= real * 1.5 + 40) return [];
      return [
        `${part.localName}.${part.className}: ${real}, guessed ${guess}: ${part.textContent.slice(0, 60)}`,
      ];
    });
  });
/** How far a page can be scrolled sideways, in CSS pixels. */
const findOverflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('on the built site’s pages there is something to look at', () => {
  expect(pages).toContain('/cases/madv-free/');
  expect(pages).toContain('/zh-cn/open/');
  expect(everyPage.length).toBeGreaterThan(100);
});

for (const path of pages) {
  test(`${path} stands in its language, keeps to its policy and its width, and axe finds nothing`, async ({
    page,
  }) => {
    const isChinese = path.startsWith('/zh-cn/');
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await expect(page.locator('html')).toHaveAttribute('lang', isChinese ? 'zh-CN' : 'en');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
    const twin = isChinese ? path.slice('/zh-cn'.length) : `/zh-cn${path}`;
    expect(everyPage, 'its twin in the other language').toContain(twin);
    const languages = page.locator('starlight-lang-select').first().locator('option');
    const addresses = await languages.evaluateAll((all) =>
      all.map((one) => (one as HTMLOptionElement).value),
    );
    expect(addresses.sort()).toEqual([path, twin].sort());

    await drawAll(page);
    expect(await findOverflow(page), 'overflow').toBeLessThanOrEqual(0);
    // Prose has the same headings, tables and colours in both languages; a part of ours has its own labels in each.
    if (!isChinese || (await page.locator('.sl-markdown-content [class^="cb-"]').count()) > 0) {
      await expectAccessible(page, path, {
        without: withFrame.has(path) ? [] : frame,
        themes: isChinese ? ['light'] : ['dark', 'light'],
      });
    }
    const length = longest[path];
    if (length) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await expect.poll(() => findLength(page), 'length').toBeLessThanOrEqual(length.desk);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    // The charts are drawn anew for the narrower page.
    await expect.poll(() => findOverflow(page), 'overflow on a phone').toBeLessThanOrEqual(0);
    if (length)
      await expect.poll(() => findLength(page), 'length on a phone').toBeLessThanOrEqual(length.phone);
    expect(await findBroken(page)).toEqual([]);
  });
}

test('axe finds nothing on a page that is not there, which says so in its language', async ({
  page,
  trouble,
}) => {
  trouble.allow(/404/);
  for (const [path, sentence] of [
    ['/no/such/page/', /^Page not found/],
    ['/zh-cn/no/such/page/', /^没有这个页面/],
  ] as const) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText(sentence)).toBeVisible();
    await expectAccessible(page, path);
  }
});

test('axe finds nothing on a phone: a case, the menu, a recording', async ({ page }) => {
  for (const path of ['/zh-cn/cases/topid-crash/', '/cases/madv-free/']) {
    const early = await page.context().newPage();
    await early.setViewportSize({ width: 412, height: 823 });
    // It never comes to what it lays out when nothing else is to do.
    await early.addInitScript(() => (window.requestIdleCallback = () => 0));
    await early.goto(path);
    await expectPressable(early, path);
    expect(await findWrongGuesses(early), path).toEqual([]);
    await early.close();
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/cases/madv-free/');
  await drawAll(page);
  // Where a finger is to press there is room for it: what Lighthouse asks of a phone.
  await expectAccessible(page, 'case', { pressed: true });
  await page.getByRole('button', { name: 'Menu' }).click();
  await expectAccessible(page, 'menu');
  await page.goto('/open/#v=2&open=site:build-host');
  await expect(page.getByRole('region', { name: /^CPU: / }).first()).toBeVisible();
  await expectAccessible(page, 'recording');
});

test('axe finds nothing in the search', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('textbox', { name: 'Search' }).fill('mallocgc');
  await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
  await expectAccessible(page, 'search');
});

test('the other language of a page is chosen by its name', async ({ page }) => {
  await page.goto('/cases/madv-free/');
  await page.getByRole('combobox', { name: 'Select language' }).first().selectOption({ label: '简体中文' });
  await expect(page).toHaveURL('/zh-cn/cases/madv-free/');
});

test('cells that run and are edited, the search, and the theme keep to the policy', async ({ page }) => {
  await page.goto('/cases/madv-free/');
  const cell = page.locator('[data-cell="gogc-rule"]');
  await cell.scrollIntoViewIfNeeded();
  await page.mouse.move(300, 300);
  await expect(page.locator('.cb-cell-root').first()).toBeAttached();
  await cell.getByRole('button', { name: 'Edit cell gogc-rule' }).click();
  await cell.getByRole('textbox').click();
  await page.keyboard.press('Shift+Enter');
  await expect(cell.frameLocator('iframe').frameLocator('iframe').getByRole('img').first()).toBeVisible();
  const theme = page.getByRole('combobox', { name: 'Select theme' }).first();
  for (const value of ['light', 'dark']) {
    await theme.selectOption(value);
    await expect(cell.frameLocator('iframe').frameLocator('iframe').locator('html')).toHaveAttribute(
      'data-theme',
      value,
    );
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first().fill('madvise');
  await expect(page.getByRole('link', { name: /memory/i }).first()).toBeVisible();
  expect(await findBroken(page)).toEqual([]);
});
