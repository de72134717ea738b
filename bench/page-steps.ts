import type { Browser, Page } from '@playwright/test';
import { findLongestTask, traceCategories } from './main-thread.ts';

/** Does something on a page and prints the longest task of it, beside the milliseconds that it may take. */
export async function measureStep(
  on: Browser,
  page: Page,
  name: string,
  act: () => Promise<unknown>,
  budget?: number,
): Promise<void> {
  await on.startTracing(page, { categories: [...traceCategories] });
  await act();
  await waitUntilIdle(page);
  const trace = await on.stopTracing();
  const { longest, parts } = findLongestTask(trace.toString());
  const asked = budget === undefined ? '' : longest > budget ? ` over ${budget}` : ` of ${budget}`;
  const went = parts.map(([part, ms]) => `${part} ${ms.toFixed(0)}`).join(', ');
  console.log(`${longest.toFixed(1).padStart(8)} ms  ${(name + asked).padEnd(28)} ${went}`);
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
