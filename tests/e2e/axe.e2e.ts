import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { dropBytes, dropFiles, expectAlive } from './drop.ts';
import { expect, test } from './fixtures.ts';

test.use({ contextOptions: { reducedMotion: 'reduce' } });
// None needs another: they fill what time the browsers have.
// axe takes its time where a page is long and the machine does other tests besides.
test.describe.configure({ mode: 'parallel', timeout: 90_000 });

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
      await page.goto(`${index % 2 ? '/zh-cn' : ''}/open/#v=2&open=site:${name}`);
      // A profile may have nothing to draw, and says so.
      await expect(page.locator('.cb-open-view :is(h3, .cb-prof-empty)').first()).toBeVisible();
      await expectAccessible(page, name);
    });
  }

  for (const [index, [name, link]] of Object.entries(views).entries()) {
    // The other way about than the samples of the same kinds.
    const prefix = index % 2 ? '' : '/zh-cn';
    test(`${name}${prefix && ', in Chinese'}`, async ({ page }) => {
      await page.goto(`${prefix}/open/#${link.includes('v=') ? '' : 'v=2&'}${link}`);
      await expect(page.locator('.cb-open-view h3').first()).toBeVisible();
      await expect(page.locator('.cb-loading')).toHaveCount(0);
      await openAll(page);
      await expectAccessible(page, name);
    });
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
}
