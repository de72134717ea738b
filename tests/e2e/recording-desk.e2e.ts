import type { CDPSession, Page } from '@playwright/test';
import { chart, outlines } from './chart.ts';
import { expect, test } from './fixtures.ts';

const surface = (page: Page, name: string) => page.getByRole('slider', { name: `${name}, cursor` });

async function openHost(page: Page, state = ''): Promise<void> {
  await page.goto(`/open/#v=1&open=site:build-host${state}`);
  await expect(chart(page, 'Memory')).toBeVisible();
}

async function boxOf(locator: ReturnType<typeof surface>) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not laid out');
  return box;
}

test.describe('what is open has the screen', () => {
  for (const [width, height, least] of [
    [390, 844, 300],
    // A screen of 1440 at 200 %.
    [720, 450, 600],
    [1440, 900, 1300],
    [1920, 1080, 1750],
  ] as const) {
    test(`at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await openHost(page);
      const cpu = await boxOf(surface(page, 'CPU'));
      // The page's header is 48 px high, and scrolls with nothing.
      expect(cpu.y - 48).toBeLessThan(width >= 1440 ? 200 : height - 150);
      expect(cpu.width).toBeGreaterThan(least);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });
  }
});

test('charts stay in sight while the table scrolls, and the line below them is dragged and keyed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openHost(page);
  const line = page.getByRole('separator', { name: /^Height of the charts/ });
  const first = Number(await line.getAttribute('aria-valuenow'));
  const cpuHeight = (await boxOf(surface(page, 'CPU'))).height;
  const from = await boxOf(line);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y - 100, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await line.getAttribute('aria-valuenow'))).toBeLessThan(first - 90);
  await expect.poll(async () => (await boxOf(surface(page, 'CPU'))).height).toBeLessThan(cpuHeight - 30);
  await expect(page).not.toHaveURL(/split|height/);

  const dragged = Number(await line.getAttribute('aria-valuenow'));
  await page.reload();
  await expect(chart(page, 'Memory')).toBeVisible();
  await expect(line).toHaveAttribute('aria-valuenow', String(dragged));
  await line.focus();
  await page.keyboard.press('ArrowDown');
  await expect(line).toHaveAttribute('aria-valuenow', String(dragged + 16));
  await page.keyboard.press('Enter');
  await expect(line).toHaveAttribute('aria-valuenow', String(first));

  await page
    .getByRole('row')
    .last()
    .evaluate((row) => row.scrollIntoView({ block: 'nearest' }));
  await expect(page.getByRole('row').last()).toBeInViewport();
  await expect(surface(page, 'CPU')).toBeInViewport({ ratio: 1 });
  await expect(surface(page, 'Memory')).toBeInViewport({ ratio: 1 });
  // What the columns are called stays at the top of what scrolls.
  const heading = await boxOf(page.getByRole('columnheader', { name: 'CPU time s' }));
  const box = await boxOf(page.locator('.cb-rec-desk .cb-rec-tablebox'));
  expect(Math.abs(heading.y - box.y)).toBeLessThan(3);
  // At the very end of the page the charts go up with the table, which stays whole below them.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await expect
    .poll(async () => (await boxOf(line)).y - (await boxOf(page.locator('.cb-rec-desk .cb-rec-tablebox'))).y)
    .toBeLessThanOrEqual(0);
});

test('one chart has all the height, by key and by link, until Escape', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openHost(page);
  const { height } = await boxOf(surface(page, 'CPU'));
  await surface(page, 'CPU').focus();
  await page.keyboard.press('m');
  await expect(surface(page, 'Memory')).toHaveCount(0);
  await expect.poll(async () => (await boxOf(surface(page, 'CPU'))).height).toBeGreaterThan(height * 1.7);
  await expect(page).toHaveURL(/maximized=cpu/);
  await page.reload();
  await expect(surface(page, 'CPU')).toBeVisible();
  await expect(surface(page, 'Memory')).toHaveCount(0);
  await surface(page, 'CPU').focus();
  await page.keyboard.press('Escape');
  await expect(surface(page, 'Memory')).toBeVisible();
});

test('a comparison has the desk of a recording: charts in sight, heights by drag, one alone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/open/#v=2&open=site:cli-before&open=site:cli-after&cli-before.compare=cli-after,start');
  const cpu = surface(page, 'CPU, A solid and B dashed');
  const memory = surface(page, 'Memory, A solid and B dashed');
  await expect(memory).toBeVisible();
  // CPU and memory beside one another, what has changed below each.
  await expect.poll(async () => (await boxOf(memory)).y - (await boxOf(cpu)).y).toBe(0);
  await page
    .getByRole('row')
    .last()
    .evaluate((row) => row.scrollIntoView({ block: 'nearest' }));
  await expect(page.getByRole('row').last()).toBeInViewport();
  await expect(cpu).toBeInViewport({ ratio: 1 });

  const { height } = await boxOf(cpu);
  const line = page.getByRole('separator', { name: 'Height of the chart: CPU, A solid and B dashed' });
  await line.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await boxOf(cpu)).height).toBeGreaterThan(height + 10);
  await cpu.focus();
  await page.keyboard.press('m');
  await expect(memory).toHaveCount(0);
  await expect.poll(async () => (await boxOf(cpu)).height).toBeGreaterThan(height * 1.7);
  await expect(page).toHaveURL(/maximized=compare-cpu/);
  await page.keyboard.press('Escape');
  await expect(memory).toBeVisible();
});

test('a tooltip lists the greatest first, beside the cursor and within its chart', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openHost(page);
  const box = await boxOf(surface(page, 'CPU'));
  const tip = page.getByRole('region', { name: /^CPU: / }).locator('.cb-fig-tip');
  for (const part of [0.1, 0.45, 0.9]) {
    const x = box.x + box.width * part;
    await page.mouse.move(x, box.y + box.height / 2);
    await expect(tip).toBeVisible();
    const at = await boxOf(tip);
    expect(at.x >= x || at.x + at.width <= x).toBe(true);
    expect(at.x).toBeGreaterThanOrEqual(0);
    expect(at.x + at.width).toBeLessThanOrEqual(1440);
    expect(at.y + at.height).toBeLessThanOrEqual(box.y + box.height);
    const values = (await tip.locator('.cb-fig-tip-row:visible .cb-fig-tip-value').allInnerTexts()).map(
      parseFloat,
    );
    expect(values).toEqual(values.toSorted((a, b) => b - a));
  }
});

test('columns of a snapshot are in sight beside the charts and on a phone, and its rows are tied to them', async ({
  page,
}) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await openHost(page);
    const marks = page.getByRole('toolbar', { name: 'Snapshots' }).getByRole('button');
    for (const mark of await marks.all()) {
      const { width, height } = await boxOf(mark);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    }
    await marks.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(marks.nth(1)).toBeFocused();
    await page.keyboard.press('Enter');
    const tree = page.getByRole('tree');
    await page.getByRole('checkbox', { name: 'Difference to the one before' }).check();
    await expect(tree).toHaveAccessibleName(/Δ CPU, Δ mem$/);
    await tree.scrollIntoViewIfNeeded();
    const box = await boxOf(tree);
    for (const cell of await tree.getByRole('treeitem').first().locator('span:last-child').all()) {
      const at = await boxOf(cell);
      expect(at.x + at.width).toBeLessThanOrEqual(box.x + box.width + 1);
    }
    // A name is read whole, or in a line of its own; headings stand apart.
    const cut = await tree.evaluate((element) =>
      [...element.querySelectorAll<HTMLElement>('.cb-rec-treename')]
        .filter((name) => name.scrollWidth > name.clientWidth && name.clientWidth < element.clientWidth - 1)
        .map((name) => name.textContent),
    );
    expect(cut).toEqual([]);
    const gaps = await page.locator('.cb-rec-treehead').evaluate((head) => {
      const boxes = [...head.querySelectorAll('.cb-rec-treecell')].map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return range.getBoundingClientRect();
      });
      return boxes.slice(1).map((box, index) => box.left - boxes[index]!.right);
    });
    expect(Math.min(...gaps)).toBeGreaterThan(2);
    await page.goto('about:blank');
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await openHost(page);
  await page.getByRole('toolbar', { name: 'Snapshots' }).getByRole('button').nth(1).click();
  await page
    .getByRole('treeitem', { name: /^▾?\s*go\b/ })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/only=go-/);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/only=/);
  const panel = page.getByRole('region', { name: /^Process tree at/ });
  const beside = (await boxOf(panel)).width;
  await panel.getByRole('button', { name: 'Full width' }).click();
  await expect.poll(async () => (await boxOf(panel)).width).toBeGreaterThan(beside * 2);
});

test.describe('by hand', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  /** One finger along a line; `hold` waits for what it is to see before it moves on. */
  async function swipe(
    session: CDPSession,
    from: { x: number; y: number },
    to: { x: number; y: number },
    hold?: () => Promise<void>,
  ): Promise<void> {
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', [from]);
    await hold?.();
    for (let step = 1; step <= 8; step++) {
      const part = step / 8;
      await touch('touchMove', [{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }]);
    }
    await touch('touchEnd', []);
  }

  test('a tap on a chart writes the note of an armed pin there', async ({ page }) => {
    await openHost(page);
    await page.getByRole('button', { name: 'Pin', exact: true }).tap();
    await surface(page, 'CPU').tap({ position: { x: 150, y: 80 } });
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.fill('here');
    await note.press('Enter');
    await expect(page).toHaveURL(/pins=time:[\d.]+,text:here/);
  });

  test('one finger pans, one that rests selects, and up and down the page scrolls', async ({ page }) => {
    await openHost(page, '&build-host.window=100,200');
    const before = await outlines(page, 'CPU');
    const session = await page.context().newCDPSession(page);
    const box = await boxOf(surface(page, 'CPU'));
    const [left, right, y] = [box.x + box.width * 0.3, box.x + box.width * 0.7, box.y + box.height * 0.6];
    await swipe(session, { x: right, y }, { x: left, y });
    await expect(page).toHaveURL(/window=1[3-9]\d/);
    expect(await outlines(page, 'CPU')).not.toEqual(before);
    await expect(page).not.toHaveURL(/selection=/);

    const selection = page.getByRole('group', { name: 'Selection' });
    await swipe(session, { x: left, y }, { x: right, y }, () => expect(selection).toContainText('Selected'));
    await expect(page).toHaveURL(/selection=/);
    await expect(selection.getByRole('button', { name: 'Zoom to selection' })).toBeInViewport();

    const moved = page.url();
    await swipe(session, { x: left, y }, { x: left, y: y - 250 });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(page.url()).toBe(moved);
  });
});
