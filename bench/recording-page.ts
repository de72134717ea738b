/**
 * How long the page of a recording of 1.25 million rows holds its reader up, in a browser: for each thing that is done
 * there the longest task of the page's main thread, in milliseconds, with what it went to, beside what is asked for. It
 * needs a built site.
 *
 *   node bench/recording-page.ts
 *
 * `URL=http://…/open/` looks at a site that runs already. What is measured is traced, which costs a little by itself; the
 * load of the machine is printed, since it is in every number.
 */
import { open } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { toTable } from '#model/recording/to-table.ts';
import { findBrowser, toLaunchOptions } from '../tests/e2e/browser.ts';
import { startServer } from '../tests/server/start-server.ts';
import { makeLargeRecording } from './large-recordings.ts';
import { measureStep } from './page-steps.ts';

const FRAME = 16;
const MOVED = 50;

const server = process.env['URL'] ? undefined : await startServer({ CASEBOOK_LOG: 'off' });
const address = process.env['URL'] ?? `${server!.url}/open/`;
const folder = await mkdtemp(join(tmpdir(), 'casebook-bench-'));
const browser = await chromium.launch(toLaunchOptions(await findBrowser()));
try {
  const file = join(folder, 'day.csv');
  const out = await open(file, 'w');
  for (const piece of toTable(makeLargeRecording())) await out.write(piece);
  await out.close();
  console.log(`load ${loadavg()[0]!.toFixed(1)}`);
  await measurePage(file);
  console.log(`load ${loadavg()[0]!.toFixed(1)}`);
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
  const chart = page.getByRole('slider', { name: /CPU/ }).first();
  const step = (name: string, act: () => Promise<unknown>, budget?: number) =>
    measureStep(browser, page, name, act, budget);
  await step('first chart', async () => {
    await page.locator('input[type=file]').first().setInputFiles(file);
    await chart.waitFor({ timeout: 120_000 });
  });
  await chart.scrollIntoViewIfNeeded();
  const box = (await chart.boundingBox())!;
  const at = (x: number, y = 0.5): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  const hover = async (): Promise<void> => {
    for (let move = 0; move < 40; move++) await page.mouse.move(...at(0.1 + 0.018 * move, 0.3 + 0.01 * move));
  };
  /** As many turns of the wheel as make a movement, the next before the hand has rested. */
  const turn = async (deltaX: number, deltaY: number): Promise<void> => {
    for (let move = 0; move < 15; move++) await page.mouse.wheel(deltaX, deltaY);
  };
  await step('hover', hover, FRAME);
  await page.mouse.move(...at(0.4));
  await page.keyboard.down('Control');
  await step('zoom in by the wheel', () => turn(0, -20), MOVED);
  await page.keyboard.up('Control');
  await step('hover, zoomed', hover, FRAME);
  await page.mouse.move(...at(0.4));
  await page.keyboard.down('Shift');
  await step('pan by the wheel', () => turn(0, 12), MOVED);
  await page.keyboard.up('Shift');
  await page.keyboard.down('Control');
  await step('zoom out by the wheel', () => turn(0, 20), MOVED);
  await page.keyboard.up('Control');
  await page.close();
}
