import { openEditor, replaceText, toCell, waitUntilAlive } from './cells.ts';
import { expect, test } from './fixtures.ts';

const path = '/cases/go-prompt-timer/';

test('an edit upstream: what stands on the page says which text it is of, and the frame has the other', async ({
  page,
}) => {
  await page.goto(path);
  const { cell: settings, editor } = await openEditor(page, 'poll-settings');
  const result = await toCell(page, 'poll-result');
  const notRun = settings.getByText('The output is that of the published text: your edit has not run.');
  const reads = result.getByText('As published: it does not read your edit of poll-settings.');
  await replaceText(page, editor, 'const interval = 4; const loops = 1; const slower = 1;');
  await expect(notRun).toBeVisible();
  await expect(reads).toBeVisible();
  await expect(result).toContainText('200 rounds a second');

  // The cell downstream runs with the edit, in its own place; then nothing there has to be said.
  await result.getByRole('button', { name: 'Run with the edit' }).click();
  const frame = result.frameLocator('iframe').frameLocator('iframe');
  await expect(frame.getByText('250 rounds a second')).toBeVisible();
  await expect(reads).toHaveCount(0);
  await expect(settings.getByText('Your text runs in the frame of poll-result.')).toBeVisible();
  const status = result.locator('.cb-cell-run').getByRole('status');
  await expect(status).toHaveText(/^Done in [\d.]+ s\.$/);

  // A name that nothing declares any more, said on the page and in the frame.
  await replaceText(page, editor, 'const interval = 4; const slower = 1;');
  await expect(settings.getByText('The output is that of the published text')).toBeVisible();
  await page.keyboard.press('Shift+Enter');
  await expect(
    result.getByText('It reads loops, which poll-settings as edited does not declare any more.'),
  ).toBeVisible();
  const edited = settings.frameLocator('iframe').frameLocator('iframe');
  await expect(
    edited
      .getByText('Cell poll-settings declares it as published; as edited it does not.')
      .filter({ visible: true })
      .first(),
  ).toBeVisible();

  await settings.getByRole('button', { name: 'Reset' }).click();
  await expect(reads).toHaveCount(0);
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(editor).toContainText('const slower = 1;');
  await expect(reads).toBeVisible();
});

test('a frame is as high as its content, and says when it scrolls; the console stands under it', async ({
  page,
}) => {
  await page.goto(path);
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, "console.warn('heap %d', 7.5, {goal: [8]});\ndisplay(html`<p>one</p>`)");
  await page.keyboard.press('Shift+Enter');
  const frame = cell.frameLocator('iframe').frameLocator('iframe');
  await expect(frame.getByText('heap 7')).toBeVisible();
  const scrolls = () =>
    frame.locator('html').evaluate((html) => [html.scrollHeight - html.clientHeight, html.clientHeight]);
  await expect.poll(async () => (await scrolls())[0]).toBe(0);
  // Text, its margins and a line of the console.
  expect((await scrolls())[1]).toBeGreaterThan(60);
  await frame.getByText('{goal: [8]}').click();
  await expect(frame.getByRole('listitem').getByText('goal: [8]')).toBeVisible();
  await expect.poll(async () => (await scrolls())[0]).toBe(0);

  await replaceText(page, editor, "html`<div style='height:5000px'>high</div>`");
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByText(/The output is 5,?000 px high: it scrolls within 4,?000 px\./)).toBeVisible();
});

test('what a timer, a promise or a listener throws is said at its cell; what waits to be visible runs', async ({
  page,
  trouble,
}) => {
  // What a cell's console is told goes to the browser's as well.
  trouble.allow(/^console: Not caught: /);
  await page.goto(path);
  const { cell, editor } = await openEditor(page, 'poll-result');
  const status = cell.locator('.cb-cell-run').getByRole('status');
  const frame = cell.frameLocator('iframe').frameLocator('iframe');
  await replaceText(
    page,
    editor,
    "await visibility();\ndisplay('seen');\nsetTimeout(() => {\n  throw new Error('late');\n});",
  );
  await page.keyboard.press('Shift+Enter');
  // It waits for that: what came alive above may have moved it off the screen.
  await cell.locator('iframe').scrollIntoViewIfNeeded();
  await expect(frame.getByText('seen')).toBeVisible();
  await expect(frame.locator('[data-level="error"]')).toContainText('Not caught:Error: late');
  await expect(status).toHaveText('poll-result, line 4: Not caught: Error: late');

  await replaceText(
    page,
    editor,
    "display('b');\nPromise.resolve().then(() => { throw new TypeError('lost'); });",
  );
  await page.keyboard.press('Shift+Enter');
  await expect(status).toHaveText('poll-result, line 2: Not caught: TypeError: lost');

  await replaceText(
    page,
    editor,
    "const b = document.createElement('button');\nb.append('Press');\nb.onclick = () => { throw new Error('pressed'); };\ndisplay(b);",
  );
  await page.keyboard.press('Shift+Enter');
  await expect(status).toHaveText(/^Done in /);
  await frame.getByRole('button', { name: 'Press' }).click();
  await expect(status).toHaveText('poll-result, line 3: Not caught: Error: pressed');
});

test('a table of a hundred thousand rows, by mouse and keyboard', async ({ page }) => {
  await page.goto(path);
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(
    page,
    editor,
    'const rows = Array.from({length: 1e5}, (_, n) => ({n, name: `p${n}`, load: (n * 7919) % 1000}));\n' +
      "const chosen = view(Inputs.table(rows, {label: 'Rows', select: true}));\n",
  );
  await page.keyboard.press('Shift+Enter');
  const frame = cell.frameLocator('iframe').frameLocator('iframe');
  const region = frame.getByRole('region', { name: 'Rows' });
  await expect(region.getByRole('cell', { name: 'p11' })).toBeVisible();
  expect(await region.getByRole('row').count()).toBeLessThan(60);
  await region.getByRole('button', { name: 'load' }).click();
  await region.getByRole('button', { name: 'load' }).click();
  await expect(region.getByRole('columnheader', { name: 'load' })).toHaveAttribute('aria-sort', 'descending');
  await expect(region.getByRole('row').nth(1)).toContainText('999');
  await region.getByRole('checkbox').nth(1).focus();
  for (let n = 0; n < 30; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(frame.getByText('1 of 100,000 rows chosen')).toBeVisible();
  await region.focus();
  await page.keyboard.press('End');
  await expect(region.getByRole('row', { name: /\b0$/ }).last()).toBeVisible();
});

test('a cell of one’s own: what is offered, run, moved, deleted, put back, and sent in a link', async ({
  page,
  browser,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(path);
  await waitUntilAlive(page, 'poll-result');
  const bar = page.getByRole('complementary', { name: 'Notebook' });
  await bar.getByRole('button', { name: 'Add a cell' }).click();
  const own = page.getByRole('region', { name: 'Your own cell own-1' });
  const editor = own.getByRole('textbox', { name: 'Code of cell own-1' });
  await expect(editor).toBeFocused();
  await page.keyboard.type("capture('sleep");
  await page.getByRole('option', { name: 'sleep-loop' }).click();
  await expect(editor).toHaveText("capture('sleep-loop')");
  await page.keyboard.press('Control+End');
  await page.keyboard.type('.stat');
  await expect(page.getByText('One summary per process, largest average CPU first.')).toBeVisible();
  await page.getByRole('option', { name: /^statistics/ }).click();
  await page.keyboard.type('()[0].name + interval');
  await page.keyboard.press('Shift+Enter');
  const frame = own.frameLocator('iframe').frameLocator('iframe');
  await expect(frame.getByText('poll-1ms10')).toBeVisible({ timeout: 15_000 });

  const order = () =>
    page.locator('.cb-cell').evaluateAll((cells) => cells.map((one) => one.getAttribute('data-cell')));
  const at = (await order()).indexOf('own-1');
  await own.getByRole('button', { name: 'Move up' }).click();
  await expect.poll(async () => (await order()).indexOf('own-1')).toBe(at - 1);
  await own.getByRole('button', { name: 'Delete' }).click();
  await expect(own).toHaveCount(0);
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect(editor).toContainText('[0].name + interval');
  await page.reload();
  await expect(editor).toContainText('[0].name + interval');

  await own.scrollIntoViewIfNeeded();
  await bar.getByRole('button', { name: 'Copy link with edits' }).click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = await elsewhere.newPage();
  await other.goto(link);
  const offer = other.getByRole('region', { name: /The link brings a cell that is not the page’s own/ });
  await expect(offer).toContainText("+ capture('sleep-loop').statistics()[0].name + interval");
  await expect(other.locator('iframe')).toHaveCount(0);
  await offer.getByRole('button', { name: 'Take it and run' }).click();
  await expect(
    other
      .getByRole('region', { name: 'Your own cell own-1' })
      .frameLocator('iframe')
      .frameLocator('iframe')
      .getByText('poll-1ms10'),
  ).toBeVisible();
  await elsewhere.close();
});

test('a cell that is written in stays where it is, whatever is drawn above it', async ({ page }) => {
  await page.goto(path);
  await waitUntilAlive(page, 'poll-result');
  const bar = page.getByRole('complementary', { name: 'Notebook' });
  await bar.getByRole('button', { name: 'Add a cell' }).click();
  const own = page.getByRole('region', { name: 'Your own cell own-1' });
  const editor = own.getByRole('textbox', { name: 'Code of cell own-1' });
  await expect(editor).toBeFocused();
  const findTop = () => own.evaluate((cell) => Math.round(cell.getBoundingClientRect().top));
  const top = await findTop();
  // What stands first on the screen grows, by which the browser itself would hold the page.
  const grow = (height: number) =>
    page.evaluate(async (pixels) => {
      const first = document
        .elementFromPoint(innerWidth / 2, 100)
        ?.closest<HTMLElement>('.sl-markdown-content > *');
      if (!first) throw new Error('nothing stands there');
      first.style.paddingBottom = `${pixels}px`;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, height);
  for (const height of [900, 100]) {
    await grow(height);
    expect(Math.abs((await findTop()) - top)).toBeLessThanOrEqual(1);
  }
  await page.keyboard.type("capture('sleep");
  await expect(page.getByRole('option', { name: 'sleep-loop' })).toBeInViewport();
});

test('on the open page: a cell of one’s own reads what is open, and outlasts a reload', async ({ page }) => {
  await page.goto('/open/#v=2&open=site:sleep-loop');
  await expect(page.getByRole('heading', { name: /Idle loops/ })).toBeVisible();
  await page.getByRole('button', { name: 'Add a cell' }).first().click();
  const own = page.getByRole('region', { name: 'Your own cell own-1' });
  const editor = own.getByRole('textbox', { name: 'Code of cell own-1' });
  await replaceText(
    page,
    editor,
    'const run = capture(capture.names[0]);\ndisplay(`${run.name}: ${run.keys.length}`)',
  );
  await page.keyboard.press('Shift+Enter');
  await expect(own.frameLocator('iframe').frameLocator('iframe').getByText('sleep-loop: 5')).toBeVisible();
  await page.reload();
  // Whatever is being read then is waited for.
  await expect(editor).toContainText('capture.names[0]');
  await own.getByRole('button', { name: 'Run', exact: true }).first().click();
  await expect(own.frameLocator('iframe').frameLocator('iframe').getByText('sleep-loop: 5')).toBeVisible();
});

test('the bar stands while a cell is on screen; one switch opens all code; variables are listed; cells are exported', async ({
  page,
}) => {
  await page.goto(path);
  const bar = page.getByRole('complementary', { name: 'Notebook' });
  await expect(bar).toBeHidden();
  await waitUntilAlive(page, 'poll-result');
  await expect(bar).toBeVisible();
  // A cell that only reckons has no row of its own.
  const silent = page.locator('[data-cell="poll-measured"]');
  await expect(silent).toBeHidden();
  await bar.getByRole('button', { name: 'All code' }).click();
  await expect(silent.getByText('The loops by the sleep in their name')).toBeVisible();
  await bar.getByRole('button', { name: 'All code' }).click();
  await expect(silent).toBeHidden();

  await bar.getByText('Variables').click();
  const row = bar.getByRole('row', { name: /^interval / });
  await expect(row).toContainText('10');
  await page.getByRole('combobox', { name: 'Sleep in the loop' }).selectOption({ label: '50 ms' });
  await expect(row).toContainText('50');
  await bar.getByText('Variables').click();

  await bar.getByText('Export').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('button', { name: 'Jupyter' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('go-prompt-timer.ipynb');
  // It stays under whoever is at it, and goes with the focus.
  await page.evaluate(() => scrollTo(0, 0));
  await expect(bar).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(bar).toBeHidden();
});
