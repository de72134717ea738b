import type { Browser, Page } from '@playwright/test';
import { findLongestTask, traceCategories } from './main-thread.ts';

/** Tasks of a step that are looked at by themselves, and the milliseconds that one may take. */
export interface StepPart {
  name: string;
  budget?: number;
  /** By the types of the DOM events that were dispatched in a task; all tasks where it is not given. */
  isAsked?: (types: ReadonlySet<string>) => boolean;
}

/**
 * Does something on a page and prints the longest task of it: by the clock, and in brackets what the
 * thread worked, which on a busy machine says more. Each part is a line of its own.
 */
export async function measureStep(
  on: Browser,
  page: Page,
  act: () => Promise<unknown>,
  ...parts: StepPart[]
): Promise<void> {
  await on.startTracing(page, { categories: [...traceCategories] });
  await act();
  await waitUntilIdle(page);
  const trace = (await on.stopTracing()).toString();
  for (const { name, budget, isAsked } of parts) {
    const { longest, worked, parts: within } = findLongestTask(trace, isAsked);
    const asked = budget === undefined ? '' : longest > budget ? ` over ${budget}` : ` of ${budget}`;
    const went = within.map(([part, ms]) => `${part} ${ms.toFixed(0)}`).join(', ');
    const took = `${longest.toFixed(1).padStart(8)} ms (${worked.toFixed(1)})`;
    console.log(`${took.padEnd(22)} ${(name + asked).padEnd(34)} ${went}`);
  }
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
