/**
 * How long each page holds a reader's phone up while it is loaded: the page is opened in a browser that is slowed down
 * fourfold, as Lighthouse has it for a phone, and nobody touches it. For each page, the median of several times:
 *
 * - blocked: what its main thread's tasks took beyond 50 ms each, after the first drawing, in milliseconds (Lighthouse's
 *   total blocking time);
 * - before: the same before the first drawing;
 * - longest: the longest task, with what it went to;
 * - bytes and requests: what was loaded, as it was served.
 *
 * It needs a built site.
 *
 *   node bench/page-load.ts [/cases/topid-crash/ /open/ …]
 *
 * `RUNS=5` is how often each is opened, `URL=http://…` looks at a site that runs already, and `LIGHTHOUSE=folder` names a
 * folder where `npm i lighthouse` was done: its four scores stand beside. A task's time is its thread's, not the clock's:
 * what else the machine does is left out of it. A few pages of it stand in the table of `npm run bench -- page-load`.
 */
import { chromium } from '@playwright/test';
import { locales } from '#locale/locale.ts';
import { findBrowser, toLaunchOptions } from '../tests/e2e/browser.ts';
import { startServer } from '../tests/server/start-server.ts';
import { type LighthouseResult, runLighthouse } from './lighthouse.ts';
import { loadPage, type PageLoad } from './pages/load-page.ts';
import { toMedian } from './spread.ts';

const chosen = process.argv.slice(2);
const runs = Number(process.env['RUNS'] ?? 3);
const lighthouse = process.env['LIGHTHOUSE'];
const server = process.env['URL'] ? undefined : await startServer({ CASEBOOK_LOG: 'off' });
const site = process.env['URL'] ?? server!.url;
const found = await findBrowser();
const browser = await chromium.launch(toLaunchOptions(found));
try {
  const pages = chosen.length > 0 ? chosen : await findPages(site);
  console.log('blocked  before  longest  requests    bytes  page');
  for (const path of pages) await measurePage(path);
} finally {
  await browser.close();
  await server?.stop();
}

/** The landing page, the open page, all cases and the longest guides, in every language. */
async function findPages(from: string): Promise<string[]> {
  const weights = (await (await fetch(new URL('weights.json', `${from}/`))).json()) as { pages: object };
  const wanted = new RegExp(
    `^(?:/(?:${locales.join('|')}))?/(?:|open/|cases/.*|guides/(?:charts|capture|open-a-file)/)$`,
  );
  return Object.keys(weights.pages)
    .filter((path) => wanted.test(path))
    .toSorted();
}

async function measurePage(path: string): Promise<void> {
  const loads: PageLoad[] = [];
  for (let run = 0; run < runs; run++) loads.push(await loadPage(browser, `${site}${path}`));
  const median = (name: 'blocked' | 'before' | 'longest' | 'requests' | 'bytes') =>
    toMedian(loads.map((one) => one[name]));
  const numbers = [
    median('blocked').toFixed(0).padStart(7),
    median('before').toFixed(0).padStart(6),
    median('longest').toFixed(0).padStart(7),
    String(median('requests')).padStart(8),
    String(median('bytes')).padStart(7),
  ];
  const typical = loads.find(({ longest }) => longest === median('longest'));
  const went = typical?.parts.map(([part, ms]) => `${part} ${ms.toFixed(0)}`).join(', ') ?? '';
  const scores = lighthouse ? `  ${await toScores(lighthouse, path)}` : '';
  console.log(`${numbers.join('  ')}  ${path}${scores}  (${went})`);
}

/** `100/100/100/100, blocked 40`, each the median, and what keeps a page from that. */
async function toScores(folder: string, path: string): Promise<string> {
  const results: LighthouseResult[] = [];
  for (let run = 0; run < runs; run++) results.push(await runLighthouse(folder, found, `${site}${path}`));
  const names = Object.keys(results[0]?.scores ?? {});
  const scores = names.map((name) => toMedian(results.map((one) => one.scores[name] ?? 0)));
  const blocked = toMedian(results.map((one) => one.blocked));
  const failed = [...new Set(results.flatMap((one) => one.failed))];
  return [scores.join('/'), `blocked ${blocked.toFixed(0)}`, ...failed].join(', ');
}
