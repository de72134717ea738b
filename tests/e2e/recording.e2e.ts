import type { Browser, Page } from '@playwright/test';
import { toAddress } from './address.ts';
import { chart, outlines } from './chart.ts';
import { expect, test } from './fixtures.ts';

/** Opens the address of a page in a browser that has seen nothing of it, and hands the new page to `look`. */
async function openAfresh(browser: Browser, page: Page, look: (other: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(await toAddress(page));
  await look(other);
  await context.close();
}

const surface = (page: Page, name: string) => page.getByRole('slider', { name: `${name}, cursor` });

/** A part of a chart, with the mouse. */
async function dragOver(page: Page, name: string, from: number, to: number): Promise<void> {
  const box = await surface(page, name).boundingBox();
  if (!box) throw new Error('no chart');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 8 });
  await page.mouse.up();
}

test.beforeEach(async ({ page }) => {
  await page.goto('/open/#v=2&open=site:heap-release');
  await expect(chart(page, 'Memory')).toBeVisible();
});

test('a drag selects, a double click zooms both charts, the link opens the same window, Back goes back', async ({
  page,
  browser,
}) => {
  const whole = await outlines(page, 'Memory');
  await dragOver(page, 'CPU', 0.25, 0.55);
  const selection = page.getByRole('group', { name: 'Selection' });
  await expect(selection).toContainText(/Selected .* All processes: CPU .* on average/);
  await expect(page).toHaveURL(/heap-release\.selection=/);
  expect(await outlines(page, 'Memory')).toEqual(whole);
  await openAfresh(browser, page, async (other) => {
    await expect(other.getByRole('group', { name: 'Selection' })).toContainText(/^Selected /);
  });

  const box = await surface(page, 'CPU').boundingBox();
  await page.mouse.dblclick(box!.x + box!.width * 0.4, box!.y + box!.height / 2);
  await expect(page).toHaveURL(/heap-release\.window=/);
  await expect(page).not.toHaveURL(/selection=/);
  const zoomed = await outlines(page, 'Memory');
  expect(zoomed).not.toEqual(whole);
  await openAfresh(browser, page, async (other) => {
    await expect(other.getByRole('button', { name: 'Whole recording' })).toBeEnabled();
    expect(await outlines(other, 'Memory')).toEqual(zoomed);
  });

  await dragOver(page, 'CPU', 0.3, 0.6);
  await page.getByRole('button', { name: 'Zoom to selection' }).click();
  const zooms = page.getByRole('list', { name: 'Zooms, the widest first' });
  await expect(zooms.getByRole('listitem')).toHaveCount(3);
  const once = /window=/;
  const twice = await toAddress(page);
  await page.goBack();
  await expect.poll(() => page.url()).not.toBe(twice);
  await expect(page).toHaveURL(once);
  expect(await outlines(page, 'Memory')).toEqual(zoomed);
  await page.goBack();
  await expect(page).not.toHaveURL(/window=/);
  expect(await outlines(page, 'Memory')).toEqual(whole);
  await page.goForward();
  await expect(page).toHaveURL(once);
  expect(await outlines(page, 'Memory')).toEqual(zoomed);
});

test('keys select, zoom to the selection, and undo it', async ({ page }) => {
  const whole = await outlines(page, 'Memory');
  const cursor = page.getByRole('slider', { name: 'CPU, cursor' });
  await cursor.focus();
  await page.keyboard.press('ArrowRight');
  for (let step = 0; step < 10; step++) await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('group', { name: 'Selection' })).toContainText('(10 s)');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/window=0,10/);
  await page.keyboard.press('Control+z');
  await expect(page).not.toHaveURL(/window=/);
  expect(await outlines(page, 'Memory')).toEqual(whole);
});

test('the keyboard zooms, pans and reads values', async ({ page }) => {
  const cursor = page.getByRole('slider', { name: 'Memory, cursor' });
  await cursor.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(cursor).toHaveAttribute('aria-valuetext', /heap-/);
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/window=/);
  const before = page.url();
  await page.keyboard.press('PageDown');
  await expect.poll(() => page.url()).not.toBe(before);
});

test('a click on a name shows only that process, a modified one toggles, in both charts and by link', async ({
  page,
  browser,
}) => {
  await page.getByRole('button', { name: /^heap-free \d+$/ }).click();
  await expect(page).toHaveURL(/only=heap-free/);
  await expect(page.getByRole('checkbox', { name: /^Show heap-dontneed/ })).not.toBeChecked();
  await page.getByRole('button', { name: /^heap-dontneed \d+$/ }).click({ modifiers: ['Control'] });
  await expect(page.getByRole('checkbox', { name: /^Show heap-dontneed/ })).toBeChecked();
  const drawn = await outlines(page, 'Memory');
  await openAfresh(browser, page, async (other) => {
    expect(await outlines(other, 'Memory')).toEqual(drawn);
    await expect(other.getByRole('checkbox', { name: /^Show heap-freeosmem/ })).not.toBeChecked();
  });
});

test('what is hidden is summed as other, never dropped', async ({ page }) => {
  await page.goto('/open/#v=2&open=site:build-host&build-host.group=pid&build-host.top=10');
  const rest = page.getByRole('button', { name: /^other \(\d+ processes\)/ });
  await expect(rest).toBeVisible();
  const text = await page.getByRole('heading', { name: /^Processes/ }).textContent();
  const [, shown, all] = /(\d+) of (\d+) shown/.exec(text ?? '') ?? [];
  expect(Number(shown)).toBe(10);
  expect(Number(/\d+/.exec((await rest.textContent()) ?? '')?.[0])).toBe(Number(all) - 10);
});

test('two recordings are compared, largest change first, and the link opens the comparison', async ({
  page,
  browser,
}) => {
  await page.goto('about:blank');
  await page.goto('/open/#v=2&open=site:cli-before&open=site:cli-after');
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption('cli-after');
  await expect(page.getByText(/\(A, solid\) against .*\(B, dashed\)/).first()).toBeVisible();
  const table = page.getByRole('table', { name: /^By name, all processes of a name summed/ });
  await expect(table.getByRole('row').nth(1)).toContainText('cli-demo');
  await expect(page).toHaveURL(/compare=cli-after/);
  const rows = await table.getByRole('row').allInnerTexts();
  await openAfresh(browser, page, async (other) => {
    const same = other.getByRole('table', { name: /^By name, all processes of a name summed/ });
    await expect(same).toBeVisible();
    expect(await same.getByRole('row').allInnerTexts()).toEqual(rows);
  });
});

test('a recording and a crash log do not compare, and the page says so', async ({ page }) => {
  await page.goto('about:blank');
  await page.goto(
    '/open/#v=2&open=site:cli-before&open=site:topid-crash-1&cli-before.compare=topid-crash-1,start',
  );
  await expect(page.getByText(/the two cannot be compared/)).toBeVisible();
  await expect(chart(page, 'CPU')).toBeVisible();
});

test('a mark on the time axis opens the process tree, which folds and is searched, and is in the link', async ({
  page,
  browser,
}) => {
  await page.goto('/open/#v=2&open=site:build-host');
  await page
    .getByRole('button', { name: /^Open the snapshot of/ })
    .nth(1)
    .click();
  const tree = page.getByRole('tree').or(page.getByRole('treegrid'));
  await expect(tree).toBeVisible();
  const rows = tree.getByRole(((await tree.getAttribute('role')) ?? 'tree') === 'tree' ? 'treeitem' : 'row');
  const count = await rows.count();
  expect(count).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Fold all', exact: true }).click();
  expect(await rows.count()).toBeLessThan(count);
  await page.getByRole('button', { name: 'Unfold all', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find in the tree' }).fill('go');
  await expect(page.getByText(/\d+ found/)).toBeVisible();
  await expect(page).toHaveURL(/snapshot=/);
  await openAfresh(browser, page, async (other) => {
    await expect(other.getByRole('tree').or(other.getByRole('treegrid'))).toBeVisible();
  });
});

test('a pin on a time is drawn, listed, edited, linked, and removed', async ({ page, browser }) => {
  const cursor = page.getByRole('slider', { name: 'Memory, cursor' });
  await cursor.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Pin', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Note' }).fill('here the spike begins');
  await page.getByRole('button', { name: 'Pin it' }).click();
  await expect(page.getByRole('button', { name: 'Go to: here the spike begins' }).first()).toBeVisible();
  await expect(page).toHaveURL(/pins?=/);
  await openAfresh(browser, page, async (other) => {
    await expect(other.getByRole('button', { name: 'Go to: here the spike begins' }).first()).toBeVisible();
  });
  await page.getByRole('button', { name: /^Edit/ }).first().click();
  await page.getByRole('textbox', { name: 'Note' }).fill('the spike');
  await page.getByRole('textbox', { name: 'Note' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Go to: the spike' }).first()).toBeVisible();
  await expect(page.getByText('here the spike begins')).toHaveCount(0);
  await page
    .getByRole('button', { name: /^Remove(?! heap-release)/ })
    .first()
    .click();
  await expect(page).not.toHaveURL(/pins?=/);
});

test('an armed pin is written at the point that is clicked, over the stretch that is dragged, or let be', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/open/#v=2&open=site:heap-release');
  const pin = page.getByRole('button', { name: 'Pin', exact: true });
  const note = page.getByRole('textbox', { name: 'Note' });
  const memory = page.getByRole('slider', { name: 'Memory, cursor' });
  await expect(memory).toBeVisible();
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('group', { name: 'Selection' })).toContainText('Click or tap a chart');
  await page.keyboard.press('Escape');
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
  await memory.click({ position: { x: 400, y: 60 } });
  await expect(page).toHaveURL(/cursor=/);
  await expect(note).toHaveCount(0);

  await pin.click();
  const box = (await memory.boundingBox())!;
  await page.mouse.click(box.x + 600, box.y + 70);
  const form = page.getByRole('form', { name: 'Pin a note' });
  const at = (await form.boundingBox())!;
  expect(Math.abs(at.x - (box.x + 600))).toBeLessThan(4);
  expect(Math.abs(at.y - (box.y + 70))).toBeLessThan(4);
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
  await note.fill('a point');
  await note.press('Enter');
  await expect(page).toHaveURL(/pins=time:[\d.]+,text:a%20point/);
  // Of the chart again, and with nothing armed: a click is a click.
  await expect(memory).toBeFocused();

  // The cursor that was kept would have the next note.
  await page.keyboard.press('Escape');
  await page.keyboard.press('p');
  await page.mouse.move(box.x + 300, box.y + 70);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 70, { steps: 4 });
  await page.mouse.up();
  await note.fill('a stretch');
  await note.press('Enter');
  await expect(page).toHaveURL(/pins=time:[\d.]+,until:[\d.]+,text:a%20stretch/);

  // Who goes on in the chart with nothing written wants no note, and selects.
  const selection = page.getByRole('group', { name: 'Selection' });
  const before = (await selection.textContent()) ?? '';
  await pin.click();
  await expect(note).toBeFocused();
  await page.mouse.move(box.x + 700, box.y + 110);
  await page.mouse.down();
  await page.mouse.move(box.x + 900, box.y + 110, { steps: 4 });
  await page.mouse.up();
  await expect(note).toHaveCount(0);
  await expect(selection).toContainText('Selected');
  await expect(selection).not.toHaveText(before);
});

test('pins on times that the recording does not have are kept and listed as unplaced', async ({ page }) => {
  await page.goto('about:blank');
  await page.goto('/open/#v=2&open=site:heap-release&heap-release.pins=time:99999,text:too%20late');
  await expect(page.getByText('Not in this recording')).toBeVisible();
  await expect(page.getByText('too late').first()).toBeVisible();
});

test('every chart can be taken away as CSV, SVG and PNG', async ({ page }) => {
  const cpu = page.getByRole('region', { name: /^CPU: / });
  await cpu.getByText('Export').click();
  for (const [button, file] of [
    [/^SVG/, /\.svg$/],
    [/^PNG/, /\.png$/],
    [/^CSV/, /\.csv$/],
  ] as const) {
    const download = page.waitForEvent('download');
    await cpu.getByRole('button', { name: button }).click();
    expect((await download).suggestedFilename()).toMatch(file);
  }
});

test('topidchart’s ?filter= is understood', async ({ page }) => {
  await page.goto('about:blank');
  await page.goto('/open/?filter=5,25,50,80#v=2&open=site:build-host');
  await expect(page.getByText('5 / 25 / 50 / 80')).toBeVisible();
});
