import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Controls that are seen on a page; what a button names within a table or a list is none. */
function findControls(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main :is(button, select, textarea, input)')]
      .filter(
        (element) => !element.closest('table, ol, ul, dl, summary, .cb-crash-row, .cb-crash-ids, .cb-input'),
      )
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** What moves to the next sheet as a whole though it is long: what has its place in a row or a grid, or beside an item's number. */
const findUnbroken = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const sheet = 1000;
    const isWhole = (element: Element): boolean => {
      const { display } = getComputedStyle(element);
      return (
        /flex|grid/.test(display) || (display === 'list-item' && !!element.querySelector(':scope > details'))
      );
    };
    return [...document.querySelectorAll('main *')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > sheet / 3)
      .filter((element) => element.localName !== 'pre' && isWhole(element))
      .map((element) => element.outerHTML.slice(0, 80));
  });

/** What is said above something and may stand at a sheet's end alone. */
const findLeftAlone = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main :is(.sl-heading-wrapper, summary, figcaption, .cb-figure-tools, .cb-rec-zoom)',
      ),
    ]
      .filter((element) => element.checkVisibility() && element.nextElementSibling?.checkVisibility())
      .filter((element) => getComputedStyle(element).breakAfter !== 'avoid')
      .map((element) => element.outerHTML.slice(0, 80)),
  );

const toPaper = async (page: Page): Promise<void> => {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
};

/** A colour of the page behind its text, as its lightness. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--cb-paper');
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data[0]!;
  });

test('a case goes to paper in light colours, without controls, its logs open, with its address', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/cases/topid-crash/#v=1&topid-crash-1=');
  await page.getByRole('heading', { name: 'The three logs' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('button', { name: /^Share/ }).first()).toBeVisible();
  expect(await lightness(page)).toBeLessThan(60);
  await toPaper(page);
  expect(await lightness(page)).toBeGreaterThan(200);
  expect(await findControls(page)).toEqual([]);
  for (const log of await page.locator('details.cb-figure-raw pre').all()) await expect(log).toBeVisible();
  // Code that is folded is not to be had, and what is open has no arrow; a step has its number all the same.
  await expect(page.getByText(/^Code of /).first()).toBeHidden();
  await expect(page.locator('details.cb-figure-raw > summary').first()).toHaveCSS('list-style-type', 'none');
  const number = page.locator('ol > li > details > summary').nth(1);
  expect(await number.evaluate((element) => getComputedStyle(element, '::before').content)).toMatch(
    /^counter\(/,
  );
  await page.setViewportSize({ width: 718, height: 1000 });
  expect(await findUnbroken(page)).toEqual([]);
  expect(await findLeftAlone(page)).toEqual([]);
  await expect(page.getByText(page.url(), { exact: true })).toBeVisible();
});

test('a log that is open goes to paper with all its lines', async ({ page }) => {
  await page.goto('/open/#v=1&open=site:topid-crash-1');
  const log = page.getByRole('region', { name: /topid-crash-1/ }).last();
  await expect(log).toBeVisible();
  const lines = log.locator('.cb-crash-row');
  await page.setViewportSize({ width: 500, height: 800 });
  await toPaper(page);
  await expect(lines).toHaveCount(31);
  await expect
    .poll(() => log.evaluate((element) => element.scrollHeight <= element.clientHeight + 1))
    .toBe(true);
  // Lines longer than the sheet are wrapped, and not cut.
  expect(await log.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  await expect(page.getByText(/^A click on a number marks the line/)).toBeHidden();
  expect(await findControls(page)).toEqual([]);
  // Its stack of twelve frames may go on over a sheet's end, and is one drawing again afterwards.
  const drawings = page.locator('.cb-crash-figure .cb-fig-drawing > svg');
  // The narrower window had it drawn anew meanwhile.
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await drawings.count()).toBe(4);
  }).toPass();
  const block = page.locator('.cb-crash-figure :is(.cb-fig, .cb-fig-body, .cb-fig-drawing)');
  for (const one of await block.all()) await expect(one).toHaveCSS('break-inside', 'auto');
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(drawings).toHaveCount(1);
});

test('a recording goes to paper as wide as a sheet: its charts, its table, and nothing to press', async ({
  page,
}) => {
  await page.goto('/open/#v=2&open=site:build-host');
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  await toPaper(page);
  // All of the charts' part has a place on its sheets, and not what a screen leaves it: the rest would be an empty one.
  const endOf = (selector: string): Promise<number> =>
    page.locator(selector).evaluate((element) => element.getBoundingClientRect().bottom);
  await expect(page.locator('.cb-rec-body[data-split]')).toHaveCSS('position', 'static');
  expect(await endOf('.cb-rec-charts')).toBeLessThanOrEqual((await endOf('.cb-rec-body')) + 1);
  await expect(page.locator('.cb-separator').first()).toBeHidden();
  // One of very many points is painted before it is drawn: its frame has its place, and takes no height from the others.
  const charts = page.locator('.cb-fig-surface');
  const toHeights = (): Promise<number[]> =>
    charts.evaluateAll((surfaces) => surfaces.map((surface) => surface.clientHeight));
  const drawn = await toHeights();
  await charts.last().evaluate(async (surface) => {
    const frame = surface.querySelector<HTMLCanvasElement>('.cb-fig-frames')!;
    const { clientWidth: width, clientHeight: height } = surface;
    Object.assign(frame, { width, height, hidden: false });
    surface.querySelector('.cb-fig-drawing')!.replaceChildren();
    // What watches heights has seen it, and what it has asked for is there.
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  });
  expect(await toHeights()).toEqual(drawn);
  await page.setViewportSize({ width: 700, height: 1000 });
  const chart = page.locator('.cb-fig-drawing > svg').first();
  await expect(chart).toHaveAttribute('width', '700');
  const right = (element: Element): number => Math.round(element.getBoundingClientRect().right);
  expect(await table.evaluate(right)).toBeLessThanOrEqual(700);
  expect(await chart.evaluate(right)).toBeLessThanOrEqual(700);
  await expect(page.getByRole('navigation', { name: 'Site' })).toBeHidden();
  expect(await findControls(page)).toEqual([]);
});

test('a cursor and a selection that were kept go to paper, where they are in their chart, with what is told of them', async ({
  page,
}) => {
  const line = page.locator('.cb-fig-cursor').first();
  const band = page.locator('.cb-fig-brush').first();
  const values = page.locator('td.cb-rec-col-cursor').first();
  await page.goto('/open/#v=2&open=site:heap-release&heap-release.cursor=26&heap-release.selection=10,40');
  await expect(values).toContainText(/\d/);
  await expect(band).toBeVisible();
  const partsOf = async (): Promise<number[]> => {
    const surface = page.locator('.cb-fig-surface').first();
    const [at, stretch, chart] = await Promise.all([line, band, surface].map((one) => one.boundingBox()));
    return [at!.x - chart!.x, stretch!.x - chart!.x, stretch!.width].map((x) =>
      Math.round((100 * x) / chart!.width),
    );
  };
  const onScreen = await partsOf();
  await toPaper(page);
  await expect(line).toBeVisible();
  await expect(band).toBeVisible();
  await expect(values).toBeVisible();
  await expect(page.locator('.cb-rec-selection[data-selected]')).toBeVisible();
  expect(await partsOf()).toEqual(onScreen);
  await page.goto('/open/#v=2&open=site:heap-release');
  await expect(values).toBeAttached();
  await expect(line).toBeHidden();
  await expect(values).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`without script a page has the ${colorScheme} theme of the system, and no dead button`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      colorScheme,
      viewport: { width: 700, height: 900 },
      baseURL: baseURL ?? '',
    });
    try {
      const page = await context.newPage();
      await page.goto('/cases/madv-free/');
      const isLight = (await lightness(page)) > 200;
      expect(isLight).toBe(colorScheme === 'light');
      expect(await findControls(page)).toEqual([]);
      // The chart is as wide as the column, which is narrower than what was drawn.
      const widths = await page.evaluate(() => {
        const chart = document.querySelector('.cb-built[data-width=wide] > svg')!;
        const column = chart.closest('figure')!;
        return [chart, column].map((element) => Math.round(element.getBoundingClientRect().width));
      });
      expect(widths[0]).toBe(widths[1]);
    } finally {
      await context.close();
    }
  });
}
