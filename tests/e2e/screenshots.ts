/**
 * Pictures of pages, for authors to look at: each at the width of a phone and of a desk, light and dark.
 *
 *     npm run build && node tests/e2e/screenshots.ts /tmp/shots /cases/topid-crash/ /zh-cn/open/
 *     node tests/e2e/screenshots.ts --base http://localhost:4321 /tmp/shots /open/     of `npm run dev`
 *
 * A path may have a fragment, the view of a link. Says what went wrong on a page besides.
 */
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { createSiteServer } from '../../src/site/site-server.ts';
import { findBrowser, toLaunchOptions } from './browser.ts';

const widths = [390, 1440];
const themes = ['light', 'dark'] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string' }, 'max-height': { type: 'string', default: '8000' } },
});
const [folder, ...paths] = positionals;
const maxHeight = Number(values['max-height']);
if (!folder || paths.length === 0 || !(maxHeight > 0)) {
  console.error('usage: node tests/e2e/screenshots.ts [--base URL] [--max-height 8000] FOLDER PATH...');
  process.exit(2);
}
await mkdir(folder, { recursive: true });

const server = createSiteServer(join(import.meta.dirname, '..', '..', 'dist', 'client'));
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve);
});
const base = values.base ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const browser = await chromium.launch(toLaunchOptions(await findBrowser()));
try {
  for (const path of paths) {
    for (const width of widths) for (const theme of themes) await shoot(browser, folder, path, width, theme);
  }
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
}

async function shoot(
  browser: Browser,
  folder: string,
  path: string,
  width: number,
  theme: (typeof themes)[number],
): Promise<void> {
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width, height: 900 },
    colorScheme: theme,
    deviceScaleFactor: width < 600 ? 2 : 1,
    reducedMotion: 'reduce',
  });
  // What Starlight's switch of themes keeps.
  await context.addInitScript((chosen) => localStorage.setItem('starlight-theme', chosen), theme);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') console.log(`  console: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.log(`  uncaught: ${error.message}`));
  const response = await page.goto(new URL(path, base).href, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  const size = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    width: document.documentElement.scrollWidth,
  }));
  const name =
    path
      .replace(/[#?].*$/, '')
      .replace(/^\/|\/$/g, '')
      .replaceAll('/', '-') || 'index';
  const view = /#/.test(path)
    ? `-${path
        .replace(/^[^#]*#/, '')
        .replace(/[^\w.-]+/g, '_')
        .slice(0, 60)}`
    : '';
  const file = join(folder, `${name}${view}-${width}-${theme}.png`);
  await page.screenshot({
    path: file,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(size.height, maxHeight) },
  });
  const sideways = size.width > width ? `, scrolls sideways: ${size.width} px wide` : '';
  const cut = size.height > maxHeight ? `, cut at ${maxHeight} of ${size.height} px` : '';
  console.log(`${file}  ${response?.status() ?? ''}${sideways}${cut}`);
  await context.close();
}
