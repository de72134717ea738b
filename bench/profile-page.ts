/**
 * How long the page of a large profile holds its reader up, in a browser: for each thing that is done there the longest
 * task of the page's main thread, in milliseconds, with what it went to, beside what is asked for. It needs a built site.
 *
 *   node bench/profile-page.ts [many|unlike|chain …]
 *
 * `URL=http://…/open/` looks at a site that runs already. What is measured is traced, which costs a little by itself.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Locator } from '@playwright/test';
import { encodeProfile } from '#formats/pprof/encode-profile.ts';
import { findBrowser, toLaunchOptions } from '../tests/e2e/browser.ts';
import { startServer } from '../tests/server/start-server.ts';
import { largeProfiles, makeLargeProfile } from './large-profiles.ts';
import { measureStep } from './page-steps.ts';

/** Milliseconds that a task may take at most, where something is asked for. */
const budgets: Readonly<Record<string, number>> = {
  'first drawing': 500,
  'move over frames': 16,
  'first zoom': 50,
  'zoom again': 50,
  'zoom out': 50,
};

const names = process.argv.length > 2 ? process.argv.slice(2) : ['unlike'];
const server = process.env['URL'] ? undefined : await startServer({ CASEBOOK_LOG: 'off' });
const address = process.env['URL'] ?? `${server!.url}/open/`;
const folder = await mkdtemp(join(tmpdir(), 'casebook-bench-'));
const browser = await chromium.launch(toLaunchOptions(await findBrowser()));
try {
  for (const name of names) {
    const spec = largeProfiles[name];
    if (!spec) throw new Error(`${name}: it is one of ${Object.keys(largeProfiles).join(', ')}`);
    const file = join(folder, `${name}.pb.gz`);
    await writeFile(file, gzipSync(encodeProfile(makeLargeProfile(spec)), { level: 1 }));
    console.log(`${name}: ${spec.samples} samples, ${spec.functions} functions, ${spec.stacks} stacks`);
    await measurePage(file);
  }
} finally {
  await browser.close();
  await server?.stop();
  await rm(folder, { recursive: true });
}

async function measurePage(file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(address);
  // Before its script runs, what is drawn does nothing.
  await page.locator('astro-island[client="now"][ssr]').waitFor({ state: 'detached' });
  const graph = page.getByRole('tree').first();
  const step = (name: string, act: () => Promise<unknown>) =>
    measureStep(browser, page, act, { name, ...(name in budgets && { budget: budgets[name] as number }) });
  await step('first drawing', async () => {
    await page.locator('input[type=file]').first().setInputFiles(file);
    await graph.waitFor({ timeout: 120_000 });
  });
  const at = await toPlace(graph);
  await step('move over frames', async () => {
    for (let move = 0; move < 20; move++) await page.mouse.move(...at(0.1 + 0.04 * move, 1 + (move % 5)));
  });
  await step('first zoom', () => page.mouse.click(...at(0.1, 1)));
  await step('zoom again', () => page.mouse.click(...at(0.1, 2)));
  await step('zoom out', () => page.mouse.click(...at(0.5, 0)));
  await step('choose a frame', () => page.mouse.dblclick(...at(0.1, 1)));
  const figure = (name: string) => page.getByRole('radio', { name, exact: true }).first();
  await step('sandwich', () => figure('Sandwich').check({ force: true }));
  await step('top table', () => figure('Top').check({ force: true }));
  await step('call tree', () => figure('Call tree').check({ force: true }));
  await step('flame graph', () => figure('Flame graph').check({ force: true }));
  const search = page.getByRole('searchbox').first();
  await step('search', () => search.fill('f77'));
  await step('search ends', () => search.fill(''));
  await page.getByText('Filters', { exact: false }).first().click();
  const focus = page.getByRole('textbox', { name: 'Focus' });
  await focus.fill('f1\\d\\d$');
  await step('focus', () => focus.press('Enter'));
  await page.close();
}

/** Where in the window a place of the drawing is: a part of its width, and a row counted from the root's. */
async function toPlace(graph: Locator): Promise<(part: number, row: number) => [x: number, y: number]> {
  const plot = graph.locator('xpath=..');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  // A flame graph stands on its root.
  return (part, row) => [box.x + box.width * part, box.y + box.height - 10 - 18 * row];
}
