import { type Browser, devices } from '@playwright/test';
import { findTasks, type Task, traceCategories } from './main-thread.ts';

/** How much slower than this machine the processor is. */
const slowdown = 4;

/** A task holds a reader up for what it takes beyond this, in milliseconds. */
const unnoticed = 50;

/** How long a page is left alone after it is loaded, in milliseconds: what it does when it is idle is seen. */
const aloneMs = 2500;

/** What a page did when it was opened, times in milliseconds. */
export interface PageLoad {
  blocked: number;
  before: number;
  longest: number;
  parts: Task['parts'];
  requests: number;
  bytes: number;
}

/** Opens a page as somebody does who has never been there, on a phone. */
export async function loadPage(on: Browser, address: string): Promise<PageLoad> {
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
