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
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, toLaunchOptions } from '../tests/e2e/browser.ts';
import { startServer } from '../tests/server/start-server.ts';
import { makeLargeRecording } from './large-recordings.ts';
import { measureStep, type StepPart } from './page-steps.ts';
import { toTopidFile } from './topid-file.ts';

const FRAME = 16;
const MOVED = 50;
const RESTED = 100;

const server = process.env['URL'] ? undefined : await startServer({ CASEBOOK_LOG: 'off' });
const address = process.env['URL'] ?? `${server!.url}/open/`;
const folder = await mkdtemp(join(tmpdir(), 'casebook-bench-'));
const browser = await chromium.launch(toLaunchOptions(await findBrowser()));
try {
  const file = join(folder, 'process-20251123-day.data');
  await writeFile(file, await toTopidFile(makeLargeRecording()));
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
  // The first visit keeps the site for later beside all else: a reader of recordings comes again.
  await page.evaluate(async () => void (await navigator.serviceWorker?.ready));
  const chart = page.getByRole('slider', { name: /CPU/ }).first();
  const step = (act: () => Promise<unknown>, ...parts: StepPart[]) =>
    measureStep(browser, page, act, ...parts);
  /** What the hand waits for, and what is drawn when it rests. */
  const moved = (name: string): StepPart[] => [
    { name, budget: MOVED, isAsked: (types) => types.has('wheel') },
    { name: `${name}, at rest`, budget: RESTED, isAsked: (types) => !types.has('wheel') },
  ];
  const opened = async (): Promise<void> => {
    const seen = page.evaluate(untilFirstChart);
    await page.locator('input[type=file]').first().setInputFiles(file);
    console.log(`${(await seen).toFixed(0).padStart(8)} ms  from the file to the first chart`);
    await chart.waitFor({ timeout: 120_000 });
  };
  await step(opened, { name: 'first chart' });
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
  await step(hover, { name: 'hover', budget: FRAME });
  await page.mouse.move(...at(0.4));
  await page.keyboard.down('Control');
  await step(() => turn(0, -20), ...moved('zoom in by the wheel'));
  await page.keyboard.up('Control');
  await step(hover, { name: 'hover, zoomed', budget: FRAME });
  await page.mouse.move(...at(0.4));
  await page.keyboard.down('Shift');
  await step(() => turn(0, 12), ...moved('pan by the wheel'));
  await page.keyboard.up('Shift');
  await page.keyboard.down('Control');
  await step(() => turn(0, 20), ...moved('zoom out by the wheel'));
  await page.keyboard.up('Control');
  await page.close();
}

/** In the page: from when it has a file to when a frame with a chart was seen. */
function untilFirstChart(): Promise<number> {
  return new Promise((done) => {
    const chart = '[role=slider] canvas:not([hidden]), [role=slider] .cb-fig-drawing > *';
    const look = (start: number): void => {
      requestAnimationFrame(() => {
        if (document.querySelector(chart)) setTimeout(() => done(performance.now() - start));
        else look(start);
      });
    };
    document.addEventListener('change', () => look(performance.now()), { capture: true, once: true });
  });
}
