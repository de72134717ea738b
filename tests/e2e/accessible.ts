import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import type { ElementContext, RunOptions } from 'axe-core';
import { framesPassed } from './address.ts';
import { expect } from './fixtures.ts';

/** Half as long as what `axe.source` has, for a browser that reads it anew in each page. */
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What every page has alike: looked at on a few, left out on the others, where it is a third of all there is. */
export const frame = ['nav.sidebar', 'header.header'];

interface Scope {
  /** Selectors of what is left out. */
  without?: readonly string[];
  themes?: readonly ('dark' | 'light')[];
  /** What is pressed is large enough too, which axe asks of nobody by itself. */
  pressed?: boolean;
}

interface Looked extends Pick<Scope, 'without' | 'pressed'> {
  /** The selector of what alone is looked at. */
  within?: string;
  /** These rules alone. */
  rules?: string[];
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** All rules in the first theme, and in the other one what depends on colour. */
export async function expectAccessible(
  page: Page,
  what: string,
  { without = [], themes = ['dark', 'light'], pressed = false }: Scope = {},
): Promise<void> {
  // What was unfolded is drawn then, and what scrolls can be reached by key once its size is known.
  await framesPassed(page);
  // A colour on its way from one theme to the other is neither's.
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important; }' });
  for (const [index, theme] of themes.entries()) {
    await page.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme);
    const ofColour = ['color-contrast', 'link-in-text-block'];
    const violations = await findViolations(page, {
      without,
      ...(index > 0 ? { rules: ofColour } : { pressed }),
    });
    expect.soft(violations, `${what}, ${theme}`).toEqual([]);
  }
}

/**
 * What is pressed is large enough on a page as it came, without anybody having scrolled: some of it is laid out only when
 * nothing else is to do, and lies over its neighbours if it never is.
 */
export async function expectPressable(page: Page, what: string): Promise<void> {
  const find = () => findViolations(page, { rules: ['target-size'] });
  await expect.poll(find, { message: what, timeout: 20_000 }).toEqual([]);
}

/** What axe finds, each with the place and what would mend it. */
export async function findViolations(
  page: Page,
  { within, without = [], rules, pressed = false }: Looked = {},
): Promise<string[]> {
  // It is not taken into frames: what is in one is looked at by itself.
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, which axe does not see`);
  // Once in a page, which has it already for the second theme.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const context = {
    ...(within && { include: [within] }),
    ...(without.length > 0 && { exclude: [...without] }),
  };
  const options: RunOptions = {
    // What is well is not written out for each place, which takes a third of its time.
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: rules } }),
    ...(pressed && { rules: { 'target-size': { enabled: true } } }),
  };
  return page.evaluate(
    async ([context, options]) => {
      const { violations } = await window.axe.run(
        Object.keys(context).length > 0 ? (context as ElementContext) : document,
        options,
      );
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html, failureSummary = '' }) =>
          [id, target.join(' '), html.slice(0, 200), failureSummary.replaceAll(/\s+/g, ' ')].join(' | '),
        ),
      );
    },
    [context, options] as const,
  );
}

/** Brings what is drawn only when it comes into sight: every chart of the page. */
export async function drawAll(page: Page): Promise<void> {
  // Those of what a reader asks for wait for that.
  const waiting = page.locator('astro-island[ssr]:not([client="asked"])');
  const bringFirst = (all: Element[]): number => {
    // An island has no box of its own, what is in it has.
    const boxed = [...(all[0]?.querySelectorAll('*') ?? [])].find((one) => one.getClientRects().length > 0);
    boxed?.scrollIntoView({ block: 'center', behavior: 'instant' });
    return all.length;
  };
  // Each is looked for again as soon as it may be there, or a page of many takes a second for each.
  await expect.poll(() => waiting.evaluateAll(bringFirst), { timeout: 20_000, intervals: [50] }).toBe(0);
  await expect(page.locator('.cb-loading')).toHaveCount(0, { timeout: 20_000 });
}
