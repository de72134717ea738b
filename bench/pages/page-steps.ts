import type { Browser, Page } from '@playwright/test';
import type { Steps } from '../scenario.ts';
import type { Taken } from '../timed.ts';
import { findLongestTask, traceCategories } from './main-thread.ts';

/** Tasks of a step that are looked at by themselves. */
export interface StepPart {
  name: string;
  /** By the types of the DOM events that were dispatched in a task; all tasks where it is not given. */
  isAsked?: (types: ReadonlySet<string>) => boolean;
}

/**
 * Does something on a page and finds the longest task of it: by the clock, and what the thread worked, which on a
 * busy machine says more. What it went to is printed beside the table.
 */
export async function measureStep(
  on: Browser,
  page: Page,
  act: () => Promise<unknown>,
  ...parts: StepPart[]
): Promise<Steps> {
  await on.startTracing(page, { categories: [...traceCategories] });
  await act();
  await waitUntilIdle(page);
  const trace = (await on.stopTracing()).toString();
  const steps: Record<string, Taken> = {};
  for (const { name, isAsked } of parts) {
    const { longest, worked, parts: within } = findLongestTask(trace, isAsked);
    steps[name] = { seconds: longest / 1000, cpuSeconds: worked / 1000 };
    const went = within.map(([part, ms]) => `${part} ${ms.toFixed(0)}`).join(', ');
    console.error(`${longest.toFixed(1).padStart(8)} ms  ${name.padEnd(28)} ${went}`);
  }
  return steps;
}

/** Until nothing is drawn, computed or waited for any more. */
async function waitUntilIdle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        // Thrice in a row, with a frame between: what a state brings about is drawn after it.
        let left = 3;
        const look = (): void => {
          if (left-- === 0) done();
          else requestAnimationFrame(() => requestIdleCallback(look));
        };
        setTimeout(look, 400);
      }),
  );
}
