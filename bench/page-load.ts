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
 * what else the machine does is left out of it.
 */
import { chromium, devices, type Browser } from '@playwright/test';
import { locales } from '#locale/locale.ts';
import { findBrowser, toLaunchOptions } from '../tests/e2e/browser.ts';
import { startServer } from '../tests/server/start-server.ts';
import { type LighthouseResult, runLighthouse } from './lighthouse.ts';
import { findTasks, type Task, traceCategories } from './main-thread.ts';
import { toMedian } from './measure.ts';

/** How much slower than this machine the processor is. */
const slowdown = 4;

/** A task holds a reader up for what it takes beyond this, in milliseconds. */
const unnoticed = 50;

/** How long a page is left alone after it is loaded, in milliseconds: what it does when it is idle is seen. */
const aloneMs = 2500;

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
  for (let run = 0; run < runs; run++) loads.push(await load(browser, `${site}${path}`));
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

/** What a page did when it was opened, times in milliseconds. */
interface PageLoad {
  blocked: number;
  before: number;
  longest: number;
  parts: Task['parts'];
  requests: number;
  bytes: number;
}

/** Opens a page as somebody does who has never been there, on a phone. */
async function load(on: Browser, address: string): Promise<PageLoad> {
  // What is kept for later is no part of a load.
  const context = await on.newContext({ ...devices['Moto G4'], serviceWorkers: 'block' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  let requests = 0;
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.responseReceived', () => void requests++);
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await on.startTracing(page, { categories: [...traceCategories, 'loading'] });
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForTimeout(aloneMs);
  const { tasks, firstDrawing } = findTasks((await on.stopTracing()).toString());
  await context.close();
  const beyond = (some: readonly Task[]) =>
    some.reduce((sum, { ms }) => sum + Math.max(0, ms - unnoticed), 0);
  const [longest] = tasks.toSorted((a, b) => b.ms - a.ms);
  return {
    blocked: beyond(tasks.filter(({ endsAt }) => endsAt > firstDrawing)),
    before: beyond(tasks.filter(({ endsAt }) => endsAt <= firstDrawing)),
    longest: longest?.ms ?? 0,
    parts: longest?.parts ?? [],
    requests,
    bytes,
  };
}
