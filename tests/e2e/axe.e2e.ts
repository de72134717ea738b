import { readdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropBytes, dropFiles, expectAlive } from './drop.ts';
import { framesPassed } from './address.ts';
import { expect, test } from './fixtures.ts';

// A trace of each step costs more than what is looked at here.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

/** Every page of the built site by its address: `/cases/madv-free/`. */
const pages = readdirSync('dist/client', { recursive: true, encoding: 'utf8' })
  .map((file) => `/${file.replaceAll('\\', '/')}`)
  // The page that edited cells run in is empty by itself.
  .filter((file) => file.endsWith('/index.html') && !file.startsWith('/notebook-frame/'))
  .map((file) => file.slice(0, -'index.html'.length))
  // The pages of crash messages are prose of one make: a few stand for all.
  .filter(
    (path) =>
      !path.includes('/guides/crashes/') || /crashes\/(?:span-accounting\/|sigquit-dump\/)?$/.test(path),
  )
  .sort();

/** What axe finds, each with the place and what would mend it. */
async function findViolations(page: Page, rules?: string[]): Promise<string[]> {
  // There are no frames; so axe runs once in the page, and not again in another to sum up.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary = '' }) =>
      [id, target.join(' '), html.slice(0, 200), failureSummary.replaceAll(/\s+/g, ' ')].join(' | '),
    ),
  );
}

/** All rules in the dark theme, and in the light one what depends on colour. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const setTheme = (theme: string) =>
    page.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme);
  // A colour on its way from one theme to the other is neither's.
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important; }' });
  await setTheme('dark');
  expect.soft(await findViolations(page), `${what}, dark`).toEqual([]);
  await setTheme('light');
  const ofColour = ['color-contrast', 'link-in-text-block'];
  expect.soft(await findViolations(page, ofColour), `${what}, light`).toEqual([]);
}

/** Brings what is drawn only when it comes into sight: every chart of the page. */
async function drawAll(page: Page): Promise<void> {
  const waiting = page.locator('astro-island[ssr]');
  await expect
    .poll(
      async () => {
        // One may begin of itself while the others are brought.
        await waiting
          .first()
          .scrollIntoViewIfNeeded({ timeout: 500 })
          .catch(() => {});
        return waiting.count();
      },
      { timeout: 20_000 },
    )
    .toBe(0);
  await expect(page.locator('.cb-loading')).toHaveCount(0, { timeout: 20_000 });
}

test.describe('axe finds nothing', () => {
  test('on the built site’s pages there is something to look at', () => {
    expect(pages).toContain('/cases/madv-free/');
    expect(pages).toContain('/zh-cn/open/');
  });

  for (const path of pages) {
    test(`on ${path}`, async ({ page }) => {
      await page.goto(path);
      await drawAll(page);
      await expectAccessible(page, path);
    });
  }

  test('on a page that is not there', async ({ page, trouble }) => {
    trouble.allow(/404/);
    await page.goto('/no/such/page/');
    await expectAccessible(page, '404');
  });

  test('on a phone: a case, the open page, the menu', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/cases/madv-free/');
    await drawAll(page);
    await expectAccessible(page, 'case');
    await page.getByRole('button', { name: 'Menu' }).click();
    await expectAccessible(page, 'menu');
    await page.goto('/open/#v=1&open=site:build-host');
    await expect(page.getByRole('region', { name: /^CPU: / }).first()).toBeVisible();
    await expectAccessible(page, 'recording');
  });

  test('in the search', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('textbox', { name: 'Search' }).fill('mallocgc');
    await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
    await expectAccessible(page, 'search');
  });
});

/** Views of the open page, by what is in their links. */
const views: Record<string, string> = {
  recording: 'open=site:heap-release',
  'recording, stacked, with the machine’s own rows, its information, a snapshot and pins':
    'open=site:build-host&build-host.chart=stack&build-host.system&build-host.info&build-host.snapshot=0' +
    '&build-host.pins=time:20,text:Look%20here&build-host.pins=time:5,until:9,text:And%20here',
  'recording, shares, user and system apart':
    'open=site:gogc&gogc.chart=share&gogc.cpu=split&gogc.clock=elapsed',
  'recordings compared':
    'open=site:cli-before&open=site:cli-after&cli-before.compare=cli-after,start&cli-before.chart=lines',
  'crash log': 'open=site:topid-crash-1&topid-crash-1.line=3,5&topid-crash-1.pins=line:4,text:Here',
  'crash logs side by side':
    'open=site:topid-crash-1&open=site:topid-crash-2&open=site:topid-crash-3' +
    '&topid-crash-1.beside=topid-crash-2,topid-crash-3',
  'what a link names and lacks, and what of it cannot be read': `open=file:gone.data,300,${'5'.repeat(64)}&v=99&what=ever`,
};

test.describe('axe finds nothing on the open page', () => {
  const samples = readdirSync('src/content/captures').map((file) => file.replace(/\.yaml$/, ''));
  for (const [index, name] of samples.entries()) {
    test(`sample ${name}`, async ({ page }) => {
      // In both languages, by turns.
      await page.goto(`${index % 2 ? '/zh-cn' : ''}/open/#v=1&open=site:${name}`);
      await expect(page.locator('.cb-open-view h3').first()).toBeVisible();
      await expectAccessible(page, name);
    });
  }

  for (const [name, link] of Object.entries(views)) {
    for (const prefix of ['', '/zh-cn']) {
      test(`${name}${prefix && ', in Chinese'}`, async ({ page }) => {
        await page.goto(`${prefix}/open/#${link.includes('v=') ? '' : 'v=1&'}${link}`);
        await expect(page.locator('.cb-open-view h3').first()).toBeVisible();
        await expect(page.locator('.cb-loading')).toHaveCount(0);
        await openAll(page);
        await expectAccessible(page, name);
      });
    }
  }

  test('with what cannot be read, and what is read in part', async ({ page }) => {
    await page.goto('/open/');
    await expectAlive(page);
    const base64 = Buffer.from('\0\0\0\0nothing').toString('base64');
    await dropBytes(page, [{ name: 'noise.bin', base64 }]);
    await expect(page.getByRole('alert')).toBeVisible();
    await dropFiles(page, ['tests/fixtures/table/valid/bad-rows.csv']);
    await expect(page.getByText('table: line').first()).toBeAttached();
    await openAll(page);
    await expectAccessible(page, 'notices');
  });

  test('with the panels to paste, to give an address, and to share', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/open/');
    await expectAlive(page);
    await page.getByRole('button', { name: 'From an address' }).click();
    await expectAccessible(page, 'address');
    await page.getByRole('button', { name: 'Paste text' }).click();
    await expectAccessible(page, 'paste');
    await dropFiles(page, ['public/captures/topid-crash-1.log']);
    await page.getByRole('button', { name: 'Share…' }).click();
    await expect(page.getByRole('button', { name: 'Copy link: Link with the data' })).toBeVisible();
    await expectAccessible(page, 'share dialog');
    await page.getByRole('checkbox', { name: 'Redact first' }).check();
    await expect(page.getByText(/^Preview/)).toBeVisible();
    await expectAccessible(page, 'redaction');
    await page.getByRole('button', { name: 'Copy link: Link without the data' }).click();
    await expect(page.getByText(/^Link copied without the data/)).toBeVisible();
    await expectAccessible(page, 'link copied');
  });
});

/** Unfolds everything that can be. */
async function openAll(page: Page): Promise<void> {
  await page.locator('main details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  // What is in it may be drawn only then.
  await framesPassed(page);
}
