import { readdirSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const pages = readdirSync('dist/client', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('index.html') && !file.startsWith('notebook-frame/'))
  .map((file) => `/${file.replace(/index\.html$/, '')}`)
  .sort();

test('no page breaks its policy or asks another origin for anything', async ({ page }) => {
  test.setTimeout(180_000);
  expect(pages.length).toBeGreaterThan(50);
  await page.addInitScript(() => {
    addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) => {
        const broken = JSON.parse(sessionStorage.getItem('broken') ?? '[]') as string[];
        broken.push(
          `${location.pathname}: ${effectiveDirective} ${blockedURI} ${sourceFile ?? ''}:${lineNumber}`,
        );
        sessionStorage.setItem('broken', JSON.stringify(broken));
      },
    );
  });
  for (const path of pages) {
    await page.goto(path);
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]'), path).toHaveCount(1);
    await page.mouse.move(200, 200);
    await page.mouse.wheel(0, 10_000);
  }
  const broken = await page.evaluate(() => JSON.parse(sessionStorage.getItem('broken') ?? '[]') as string[]);
  expect(broken).toEqual([]);
});

test('nor do cells that run and are edited, the search, and the theme', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { broken: string[] }).broken ??= [];
      (window as unknown as { broken: string[] }).broken.push(
        `${event.effectiveDirective} ${event.blockedURI}`,
      );
    });
  });
  await page.goto('/cases/madv-free/');
  const cell = page.locator('[data-cell="gogc-rule"]');
  await cell.scrollIntoViewIfNeeded();
  await page.mouse.move(300, 300);
  await expect(page.locator('.cb-cell-root').first()).toBeAttached();
  await cell.getByRole('button', { name: 'Edit cell gogc-rule' }).click();
  await cell.getByRole('textbox').click();
  await page.keyboard.press('Shift+Enter');
  await expect(cell.frameLocator('iframe').getByRole('img').first()).toBeVisible();
  const theme = page.getByRole('combobox', { name: 'Select theme' }).first();
  for (const value of ['light', 'dark']) {
    await theme.selectOption(value);
    await expect(cell.frameLocator('iframe').locator('html')).toHaveAttribute('data-theme', value);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox').or(page.getByPlaceholder('Search')).first().fill('madvise');
  await expect(page.getByRole('link', { name: /memory/i }).first()).toBeVisible();
  const broken = await page.evaluate(() => (window as unknown as { broken?: string[] }).broken ?? []);
  expect(broken).toEqual([]);
});
