import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Browser, Locator, Page } from '@playwright/test';
import { expectAccessible, frame } from './accessible.ts';
import { framesPassed, toAddress } from './address.ts';
import { dropFiles } from './drop.ts';
import { expect, test } from './fixtures.ts';

const fixtures = 'tests/fixtures/pprof/valid';
const cpu = '/open/#v=2&open=site:profile-cpu';

const view = (page: Page): Locator => page.getByRole('group', { name: /^Profile / });
const graph = (page: Page): Locator => view(page).getByRole('tree');
/** The frame that the keys are at, as it is read out. */
const item = (page: Page): Locator => graph(page).getByRole('treeitem');

/** Of a canvas: how many of its dots are of any colour. */
async function countPainted(page: Page): Promise<number> {
  return graph(page)
    .locator('.cb-fig-drawing canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let painted = 0;
      for (let at = 3; at < data.length; at += 4) if (data[at] !== 0) painted++;
      return painted;
    });
}

/** The same view in the browser of somebody else, who has nothing but the link. */
async function elsewhere(page: Page, browser: Browser, look: (other: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(await toAddress(page));
  await look(other);
  await context.close();
}

test('a dropped profile is a flame graph with what it says of itself', async ({ page }) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/cpu-labels.pb.gz`]);
  await expect(graph(page)).toBeVisible();
  await expect(view(page)).toHaveAccessibleName('Profile cpu-labels.pb.gz');
  await expect(page.getByText(/760 ms/).first()).toBeVisible();
  await expect.poll(() => countPainted(page)).toBeGreaterThan(10_000);
});

test('by keys alone a frame is found, zoomed, and the link shows the same elsewhere', async ({
  page,
  browser,
}) => {
  await page.goto(cpu);
  await graph(page).focus();
  await page.keyboard.press('Home');
  await expect(item(page)).toContainText('all');
  // From the root up: a flame graph has callees above.
  await page.keyboard.press('ArrowUp');
  const first = await item(page).textContent();
  expect(first).toMatch(/cum .*; flat /);
  await page.keyboard.press('ArrowUp');
  await expect(item(page)).not.toHaveText(first ?? '');
  const second = (await item(page).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/zoom=/);
  const path = view(page).getByRole('navigation', { name: 'Zoomed into' });
  await expect(path).toContainText(second.split(':')[0] ?? '');
  await elsewhere(page, browser, async (other) => {
    await expect(other.getByRole('navigation', { name: 'Zoomed into' })).toContainText(
      second.split(':')[0] ?? '',
    );
  });
  await graph(page).focus();
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/zoom=/);
  await page.keyboard.press('/');
  await expect(view(page).getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('main.count');
  await expect(view(page).getByText(/found: 52\.6 % of the total/)).toBeVisible();
  await expect(page).toHaveURL(/text=main\.count/);
});

test.describe('each view and its link in the browser of somebody else', () => {
  const row = (page: Page, name: RegExp): Locator =>
    view(page).getByRole('grid', { name: 'Top' }).getByRole('row', { name });

  test('top: the numbers of pprof, and a row that leads to callers and callees', async ({
    page,
    browser,
  }) => {
    await page.goto(`${cpu}&profile-cpu.figure=top`);
    // go tool pprof -top of this file: 330ms 43.42% 43.42% 400ms 52.63% main.count
    await expect(row(page, /main\.count/)).toContainText(/330 ms\s*43\.4 %\s*43\.4 %\s*400 ms\s*52\.6 %/);
    await expect(row(page, /main\.square/)).toContainText(/90 ms.*140 ms/);
    await view(page).getByRole('button', { name: 'Cum.', exact: true }).click();
    await expect(page).toHaveURL(/order=-cum/);
    await elsewhere(page, browser, async (other) => {
      const first = other.getByRole('grid', { name: 'Top' }).getByRole('row').nth(1);
      await expect(first).toContainText(/main\.main.*730 ms/);
    });
    await row(page, /main\.count/).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/figure=sandwich/);
  });

  test('sandwich: who calls a function, and what it calls', async ({ page, browser }) => {
    await page.goto(`${cpu}&profile-cpu.figure=sandwich&profile-cpu.frame=main.count`);
    const look = async (other: Page): Promise<void> => {
      await expect(other.getByText('Callers of main.count')).toBeVisible();
      await expect(other.getByText('What main.count calls')).toBeVisible();
      await expect(other.getByRole('region', { name: 'Chosen frame' }).first()).toContainText('400 ms');
    };
    await look(page);
    await elsewhere(page, browser, look);
  });

  test('packages, filtered and coloured by owner', async ({ page, browser }) => {
    await page.goto(
      `${cpu}&profile-cpu.by=packages&profile-cpu.colour=owner&profile-cpu.figure=top&profile-cpu.focus=%5Emain%5C.count`,
    );
    const look = async (other: Page): Promise<void> => {
      await expect(other.getByText(/400 ms of 760 ms is left \(52\.6 %\)/)).toBeVisible();
      await expect(
        other.getByRole('grid', { name: 'Top' }).getByRole('row', { name: /^main/ }),
      ).toBeVisible();
    };
    await look(page);
    await elsewhere(page, browser, look);
  });
});

test('another sample type, and a filter that is no expression', async ({ page }) => {
  await page.goto('/open/#v=2&open=site:profile-heap');
  const types = view(page).getByRole('combobox', { name: 'Sample type' });
  await expect(types).toHaveValue('inuse_space');
  await types.selectOption('alloc_objects');
  await expect(page).toHaveURL(/sample=alloc_objects/);
  await view(page)
    .getByText(/^Filters/)
    .first()
    .click();
  const focus = view(page).getByRole('textbox', { name: 'Focus' });
  await focus.fill('main.(');
  await focus.press('Enter');
  await expect(view(page).getByRole('alert').filter({ hasText: 'never closed' })).toBeVisible();
  await focus.fill('nothing of the kind');
  await focus.press('Enter');
  await expect(view(page)).toContainText('No sample passes the filters.');
  await view(page).getByRole('button', { name: 'Clear all' }).first().click();
  await expect(graph(page)).toBeVisible();
});

test('a profile that is not alike is not compared, and it is said why', async ({ page }) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/cpu-labels.pb.gz`, `${fixtures}/mutex.pb.gz`]);
  await view(page).getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'mutex.pb.gz' });
  await expect(view(page).getByText(/no sample type in common|has no sample type cpu/)).toBeVisible();
});

test('what is shown is taken away as folded stacks and as a profile of pprof', async ({ page }) => {
  await page.goto(`${cpu}&profile-cpu.focus=main%5C.count`);
  await expect(graph(page)).toBeVisible();
  const save = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      view(page).getByRole('button', { name, exact: true }).click(),
    ]);
    return readFile(await download.path());
  };
  await view(page).getByText('Export what is shown').click();
  const folded = (await save('Folded stacks')).toString();
  expect(folded).toMatch(/^\S*main\.main;/m);
  expect(folded).toContain('main.count');
  const pprof = await save('pprof');
  const bytes = pprof[0] === 0x1f ? gunzipSync(pprof) : pprof;
  expect(bytes.includes('main.count')).toBe(true);
});

test('on a phone nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const figure of ['flame', 'top', 'tree', 'sandwich']) {
    await page.goto(`${cpu}&profile-cpu.figure=${figure}&profile-cpu.frame=main.count`);
    await page.reload();
    await expect(view(page)).toBeVisible();
    await framesPassed(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, figure).toBeLessThanOrEqual(390);
  }
});

/** The profiles again, in a context that knows nothing of the first but the address: files are handed over anew. */
async function openAgain(page: Page, address: string, files: string[]): Promise<void> {
  await page.goto(address);
  await dropFiles(page, files);
}

test('a profile is walked by keyboard from the table to its callers, and the link says where one is', async ({
  page,
  browser,
}) => {
  const files = [`${fixtures}/cpu-labels.pb.gz`];
  await page.goto('/open/');
  await dropFiles(page, files);
  const view = page.getByRole('group', { name: 'Profile cpu-labels.pb.gz' });
  await view.getByRole('radio', { name: 'Flame graph' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  const table = view.getByRole('grid', { name: 'Top' });
  await expect(table).toBeVisible();
  // The row that the table's one stop is on, after the heads that sort it.
  await table.getByRole('row').nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await expect(table.getByRole('row').nth(2)).toBeFocused();
  await page.keyboard.press('/');
  await expect(view.getByRole('searchbox', { name: 'Find' })).toBeFocused();
  await page.keyboard.type('main.words');
  await expect(table.getByRole('row')).toHaveCount(2);
  await table.getByRole('row').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(view.getByRole('region', { name: /^Callers of main\.words/ })).toBeVisible();
  await expect(page).toHaveURL(/frame=main\.words/);
  const context = await browser.newContext();
  const other = await context.newPage();
  await openAgain(other, await toAddress(page), files);
  await expect(other.getByRole('region', { name: /^Callers of main\.words/ })).toBeVisible();
  await context.close();
});

test('a call tree opens and closes by its arrows', async ({ page }) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/cpu-labels.pb.gz`]);
  await page.getByRole('radio', { name: 'Call tree' }).check();
  const tree = page.getByRole('treegrid', { name: 'Call tree' });
  const root = tree.getByRole('row', { name: /^all/ });
  await expect(root).toHaveAttribute('aria-expanded', 'true');
  await root.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('row').nth(2)).toBeFocused();
});

test('two profiles are compared, by link too, and what is shown is saved as pprof', async ({
  page,
  browser,
}) => {
  const files = [`${fixtures}/cpu-labels-later.pb.gz`, `${fixtures}/cpu-labels.pb.gz`];
  await page.goto('/open/');
  await dropFiles(page, files);
  const view = page.getByRole('group', { name: 'Profile cpu-labels-later.pb.gz' });
  await view.getByLabel('Compare with').selectOption({ label: 'cpu-labels.pb.gz' });
  const title = 'What changed from cpu-labels.pb.gz to cpu-labels-later.pb.gz';
  await expect(view.getByRole('region', { name: title })).toContainText('760 ms before, 440 ms now: −320 ms');
  await view.getByText('Filters', { exact: true }).click();
  await view.getByLabel('Focus', { exact: true }).fill('main\\.(descend');
  await expect(view.getByRole('alert').filter({ hasText: 'A bracket is never closed' })).toBeVisible();
  await view.getByLabel('Focus', { exact: true }).fill('main\\.descend');
  await page.keyboard.press('Enter');
  await expect(view.getByRole('button', { name: 'Remove: Focus: main\\.descend' })).toBeVisible();
  await view.getByText('Export what is shown').click();
  const download = page.waitForEvent('download');
  await view.getByRole('button', { name: 'pprof', exact: true }).click();
  expect((await download).suggestedFilename()).toBe('cpu-labels-later.pb.gz-cpu.pb.gz');
  const context = await browser.newContext();
  const other = await context.newPage();
  await openAgain(other, await toAddress(page), files);
  await expect(other.getByRole('region', { name: title })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Remove: Focus: main\\.descend' })).toBeVisible();
  await context.close();
});

test('each way to show a profile is accessible, filters and the chosen frame open', async ({ page }) => {
  test.slow();
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/cpu-labels-later.pb.gz`, `${fixtures}/cpu-labels.pb.gz`]);
  const view = page.getByRole('group', { name: 'Profile cpu-labels-later.pb.gz' });
  await view.getByText('Filters', { exact: true }).click();
  for (const name of ['Top', 'Call tree', 'Sandwich', 'Icicle']) {
    await view.getByRole('radio', { name }).check();
    if (name === 'Top') await view.getByRole('row').nth(2).click();
    await expectAccessible(page, name, { without: frame });
  }
  await view.getByLabel('Compare with').selectOption({ label: 'cpu-labels.pb.gz' });
  await view.getByRole('radio', { name: 'Top' }).check();
  await expectAccessible(page, 'a comparison', { without: frame });
});

test('on a case a flame graph is in the HTML, then comes alive', async ({ page, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto('/cases/go-prompt-timer/');
  const still = plain.locator('figure[id^="capture-go-prompt-idle"] svg').first();
  await expect(still).toContainText('runtime.findRunnable');
  await context.close();

  await page.goto('/cases/go-prompt-timer/');
  const figure = page.locator('figure[id^="capture-go-prompt-idle"]').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island[ssr]')).toHaveCount(0);
  // Drawn by the page itself, at the width that it has.
  await expect(figure.locator('.cb-fig-drawing canvas')).toBeVisible();
  await framesPassed(page);
  await figure.getByRole('tree').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(figure.getByRole('treeitem')).toContainText('runtime.');
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('navigation', { name: 'Zoomed into' })).toBeVisible();
  await expect(page).toHaveURL(/zoom=/);
});
