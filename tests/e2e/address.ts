import type { Page } from '@playwright/test';

/**
 * The address of a page with its view as it is now. The page writes it a moment after each change, and
 * at once when it is left: that it is left is what it is told here.
 */
export async function toAddress(page: Page): Promise<string> {
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  return page.url();
}

/** What the page has been asked to draw is drawn: two frames have gone by. */
export async function framesPassed(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
