import { type Browser, chromium, type Page } from '@playwright/test';
import { findBrowser, toLaunchOptions } from '../../tests/e2e/browser.ts';
import { startServer } from '../../tests/server/start-server.ts';
import type { Missing } from '../scenario.ts';
import { findSite } from '../site.ts';

/** A site that is served, and a browser that looks at it. */
export interface Site {
  browser: Browser;
  /** Of the page that opens files. */
  address: string;
  close(): Promise<void>;
}

/** The built site; `URL=http://…` looks at one that runs already. */
export async function openSite(): Promise<Site | Missing> {
  const running = process.env['URL'];
  const missing = running === undefined ? findSite() : undefined;
  if (missing) return missing;
  const browser = await chromium.launch(toLaunchOptions(await findBrowser()));
  const server = running === undefined ? await startServer({ CASEBOOK_LOG: 'off' }) : undefined;
  return {
    browser,
    address: new URL('open/', `${running ?? server!.url}/`).href,
    async close() {
      await browser.close();
      await server?.stop();
    },
  };
}

/** The page that opens files, alive. */
export async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(address);
  // Before its script runs, what is drawn does nothing.
  await page.locator('astro-island[client="now"][ssr]').waitFor({ state: 'detached' });
  return page;
}
