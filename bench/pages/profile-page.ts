import type { Locator } from '@playwright/test';
import type { Aim, Steps } from '../scenario.ts';
import type { Taken } from '../timed.ts';
import { openPage, type Site } from './open-site.ts';
import { measureStep } from './page-steps.ts';

export const profileAims: Readonly<Record<string, Aim>> = {
  'first drawing': { seconds: 0.5 },
  'move over frames': { seconds: 0.016 },
  'first zoom': { seconds: 0.05 },
  'zoom again': { seconds: 0.05 },
  'zoom out': { seconds: 0.05 },
};

/** What the reader of a profile does on the page: the longest task of each thing. */
export async function readProfile({ browser, address }: Site, file: string): Promise<Steps> {
  const page = await openPage(browser, address);
  const graph = page.getByRole('tree').first();
  const steps: Record<string, Taken> = {};
  const step = async (name: string, act: () => Promise<unknown>) =>
    void Object.assign(steps, await measureStep(browser, page, act, { name }));
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
  return steps;
}

/** Where in the window a place of the drawing is: a part of its width, and a row counted from the root's. */
async function toPlace(graph: Locator): Promise<(part: number, row: number) => [x: number, y: number]> {
  const plot = graph.locator('xpath=..');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  // A flame graph stands on its root.
  return (part, row) => [box.x + box.width * part, box.y + box.height - 10 - 18 * row];
}
