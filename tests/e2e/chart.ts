import { expect, type Locator, type Page } from '@playwright/test';

/** The drawing of a chart, `CPU` or `Memory`, once it is there. */
export function chart(page: Page, name: string): Locator {
  return page
    .getByRole('region', { name: new RegExp(`^${name}: `) })
    .locator('svg')
    .filter({ has: page.locator('path') })
    .first();
}

/** What a chart draws: the outlines of its lines and areas, in order. */
export async function outlines(page: Page, name: string): Promise<string[]> {
  await expect(chart(page, name)).toBeVisible();
  return chart(page, name)
    .locator('path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d') ?? ''));
}
