import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { framesPassed } from './address.ts';
import { expect } from './fixtures.ts';

/** What every page has alike: looked at on a few, left out on the others, where it is a third of all there is. */
export const frame = ['nav.sidebar', 'header.header'];

interface Scope {
  /** Selectors of what is left out. */
  without?: readonly string[];
  themes?: readonly ('dark' | 'light')[];
  /** What is pressed is large enough too, which axe asks of nobody by itself. */
  pressed?: boolean;
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
    const violations = await findViolations(page, without, {
      rules: index > 0 ? ofColour : undefined,
      pressed,
    });
    expect.soft(violations, `${what}, ${theme}`).toEqual([]);
  }
}

/**
 * What is pressed is large enough on a page as it came, without anybody having scrolled: some of it is laid out only when
 * nothing else is to do, and lies over its neighbours if it never is.
 */
export async function expectPressable(page: Page, what: string): Promise<void> {
  const find = () => findViolations(page, [], { rules: ['target-size'], pressed: false });
  await expect.poll(find, { message: what, timeout: 20_000 }).toEqual([]);
}

/** What axe finds, each with the place and what would mend it. */
async function findViolations(
  page: Page,
  without: readonly string[],
  { rules, pressed }: { rules: string[] | undefined; pressed: boolean },
): Promise<string[]> {
  // There are no frames; so axe runs once in the page, and not again in another to sum up.
  // What is well is not written out for each place, which takes a third of its time.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  for (const selector of without) builder.exclude(selector);
  if (rules) builder.withRules(rules);
  else if (pressed) builder.options({ rules: { 'target-size': { enabled: true } } });
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary = '' }) =>
      [id, target.join(' '), html.slice(0, 200), failureSummary.replaceAll(/\s+/g, ' ')].join(' | '),
    ),
  );
}

/** Brings what is drawn only when it comes into sight: every chart of the page. */
export async function drawAll(page: Page): Promise<void> {
  // Those of what a reader asks for wait for that.
  const waiting = page.locator('astro-island[ssr]:not([client="asked"])');
  await expect
    .poll(
      async () => {
        // One may begin of itself while the others are brought.
        await waiting
          .first()
          .scrollIntoViewIfNeeded({ timeout: 500 })
          .catch(() => {});
        return waiting.count();
      },
      { timeout: 20_000 },
    )
    .toBe(0);
  await expect(page.locator('.cb-loading')).toHaveCount(0, { timeout: 20_000 });
}
