import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { openEditor, replaceText, toCell, waitUntilAlive } from './cells.ts';
import { expect, test } from './fixtures.ts';

const guide = '/guides/go-in-a-cell/';

/** Where the site was built without Go there is nothing that could run: what is recorded is looked at alone. */
const hasPrograms = readFileSync(`dist/client${guide}index.html`, 'utf8').includes('data-program=');

test('before a run a chart has the recorded values, and a recorded crash opens in its place', async ({
  page,
}) => {
  await page.goto(guide);
  await expect(page.locator('[data-cell="collatz-chart"] svg').first()).toBeVisible();
  const panic = await toCell(page, 'panic');
  await panic.getByRole('button', { name: 'Show below: Crash log of this run' }).click();
  await expect(panic.getByText('assignment to entry in nil map', { exact: true })).toBeVisible();
  await expect(panic.getByText('stderr', { exact: true })).toBeVisible();

  await page.goto(`/zh-cn${guide}`);
  const words = await toCell(page, 'words');
  await words.getByRole('button', { name: '在下方显示：单元输出的 allocs' }).click();
  await expect(words.getByRole('heading', { name: '火焰图' })).toBeVisible();
});

/** Once the page's cells are alive, what a cell has emitted is no text alone. */
async function openValue(cell: Locator, text: string): Promise<void> {
  await cell.locator('summary').filter({ hasText: text }).click();
}

test('recorded values open: rows are a table that sorts, a list has its entries', async ({ page }) => {
  await page.goto('/cases/madv-free/');
  const heap = await toCell(page, 'heap');
  await openValue(heap, '193 rows: madeMib, heapKib, goalKib, mappedKib');
  const table = heap.getByRole('region', { name: 'samples' });
  await table.getByRole('button', { name: 'madeMib' }).click();
  await table.getByRole('button', { name: 'madeMib' }).click();
  await expect(table.getByRole('cell').first()).toHaveText('192');

  await page.goto(`/zh-cn${guide}`);
  const collatz = await toCell(page, 'collatz');
  await openValue(collatz, 'Array(112) [27, 82, ');
  await expect(collatz.getByText('0: 27', { exact: true })).toBeVisible();
});

test.describe('a cell in Go', () => {
  test.skip(!hasPrograms, 'the site was built without Go');

  test('runs with the inputs of the page and feeds its charts, by itself once it has run', async ({
    page,
  }) => {
    await page.goto(guide);
    await waitUntilAlive(page, 'start-setting');
    const chart = await waitUntilAlive(page, 'collatz-chart');
    const drawn = () => chart.locator('svg').first().innerHTML();
    const recorded = await drawn();
    const cell = await toCell(page, 'collatz');
    const slider = page.getByRole('slider', { name: 'Begin with' });
    await slider.fill('97');
    await expect(cell.getByRole('status')).toHaveText(
      'The inputs have changed since this output: start = 97.',
    );
    expect(await drawn()).toBe(recorded);

    await cell.getByRole('button', { name: 'Run with them' }).click();
    await expect(cell).toContainText('118 steps, up to 9232');
    await expect(cell).not.toContainText('The inputs have changed');
    await expect.poll(drawn).not.toBe(recorded);
    const first = await drawn();

    await slider.fill('8');
    await expect(cell).toContainText('3 steps, up to 8');
    await expect.poll(drawn).not.toBe(first);
  });

  test('feeds edited cells in their frame, live', async ({ page }) => {
    await page.goto(guide);
    await waitUntilAlive(page, 'start-setting');
    const { cell, editor } = await openEditor(page, 'collatz-chart');
    await replaceText(page, editor, 'html`<p>${collatz.path.length} numbers</p>`');
    await page.keyboard.press('Shift+Enter');
    const frame = cell.frameLocator('iframe').frameLocator('iframe');
    await expect(frame.getByText('112 numbers')).toBeVisible();
    await page.getByRole('slider', { name: 'Begin with' }).fill('8');
    const go = await toCell(page, 'collatz');
    await go.getByRole('button', { name: 'Run cell collatz' }).click();
    await expect(frame.getByText('4 numbers')).toBeVisible();
  });

  test('reads what an edited cell declares, until that is stopped', async ({ page }) => {
    await page.goto(guide);
    await waitUntilAlive(page, 'collatz-chart');
    const { cell: setting, editor } = await openEditor(page, 'start-setting');
    await replaceText(
      page,
      editor,
      "const start = view(Inputs.range([1, 1000], {label: 'Begin elsewhere', value: 97, step: 1}))",
    );
    await page.keyboard.press('Shift+Enter');
    const go = await toCell(page, 'collatz');
    await expect(go).toContainText('Reads start as you have edited it.');
    await expect(go).toContainText('The inputs have changed since this output: start = 97.');
    await go.getByRole('button', { name: 'Run with them' }).click();
    await expect(go).toContainText('118 steps, up to 9232');
    const slider = setting
      .frameLocator('iframe')
      .frameLocator('iframe')
      .getByRole('slider', { name: 'Begin elsewhere' });
    await slider.fill('871');
    await expect(go).toContainText('178 steps, up to 190996');

    await setting.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(go).toContainText('111 steps, up to 9232');
    await expect(go).not.toContainText('as you have edited it');
  });

  test('reads what a cell of the reader’s own declares, until that is stopped', async ({ page }) => {
    // The server may be building the compiler still; the machine does other tests besides.
    test.setTimeout(400_000);
    await page.goto(guide);
    const { cell: go, editor } = await openEditor(page, 'exact');
    await expect(go.getByText(/^Go’s compiler is ready: go1\./)).toBeVisible({ timeout: 300_000 });
    await replaceText(page, editor, 'fmt.Println("mine is", cell.Input("mine", 1))');
    await expect(go.getByText('your edit has not run')).toBeVisible();
    await page.keyboard.press('Shift+Enter');
    await expect(go.getByText('mine is 1')).toBeVisible({ timeout: 25_000 });
    await expect(go.getByText('your edit has not run')).toHaveCount(0);

    await page.getByRole('button', { name: 'Add a cell' }).first().click();
    const own = page.locator('[data-cell="own-1"]');
    const text = own.getByRole('textbox', { name: 'Code of cell own-1' });
    await replaceText(page, text, 'const mine = 7');
    await page.keyboard.press('Shift+Enter');
    await expect(go.getByText('mine is 7')).toBeVisible({ timeout: 25_000 });
    await expect(go).toContainText('Reads mine as you have edited it.');

    // What feeds itself would run for ever.
    await replaceText(page, editor, 'n := cell.Input("mine", 1)\ncell.Emit("n", n)');
    await replaceText(page, text, 'const mine = exact.n + 1');
    await page.keyboard.press('Shift+Enter');
    await expect(own.getByRole('alert')).toContainText(
      'it reads mine, which is made of its own values: exact → mine → exact',
    );
  });

  test('goes on to feed the page’s cells when it is edited', async ({ page }) => {
    // The server may be building the compiler still; the machine does other tests besides.
    test.setTimeout(400_000);
    await page.goto(guide);
    const chart = await waitUntilAlive(page, 'collatz-chart');
    const drawn = () => chart.locator('svg').first().innerHTML();
    const recorded = await drawn();
    const { cell, editor } = await openEditor(page, 'collatz');
    await expect(cell.getByText(/^Go’s compiler is ready: go1\./)).toBeVisible({ timeout: 300_000 });
    const loop =
      'for i := range 200 {\n\tcell.Emit("path", []int{i, cell.Input("start", 0)})\n\ttime.Sleep(50 * time.Millisecond)\n}';
    await replaceText(page, editor, loop);
    await page.keyboard.press('Shift+Enter');
    await expect(cell.getByRole('button', { name: 'Stop cell collatz' })).toBeVisible({ timeout: 25_000 });
    await expect.poll(drawn, { timeout: 25_000 }).not.toBe(recorded);
    const first = await drawn();
    await expect.poll(drawn).not.toBe(first);
    await expect(chart).toContainText('Reads collatz as you have edited it.');
    await cell.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(drawn).toBe(recorded);
    await expect(chart).not.toContainText('as you have edited it');

    const { cell: again, editor: nested } = await openEditor(page, 'collatz');
    await replaceText(
      page,
      nested,
      'var tree any = 1\nfor range 3000 {\n\ttree = []any{tree}\n}\ncell.Emit("path", tree)',
    );
    await page.keyboard.press('Shift+Enter');
    await expect(again.getByText(/cell: value "path": nested more than 500 deep/).first()).toBeVisible({
      timeout: 25_000,
    });
  });

  test('shows a panic as a crash log in its place, and on its own', async ({ page }) => {
    await page.goto(guide);
    const cell = await toCell(page, 'panic');
    await cell.getByRole('button', { name: 'Run cell panic' }).click();
    const reason = 'assignment to entry in nil map';
    await expect(cell.getByText(reason, { exact: true })).toBeVisible();
    const link = cell.getByRole('link', { name: 'Open it on its own' });
    await expect(link).toHaveAttribute('href', /\/open\/#v=2&open=link:panic\.log:/);
    await link.click();
    await expect(
      page.getByRole('region', { name: 'panic.log', exact: true }).getByText(reason, { exact: true }),
    ).toBeVisible();
  });

  test('shows emitted bytes that are a profile, and the lines of the collector', async ({ page }) => {
    await page.goto(`/zh-cn${guide}`);
    const words = await toCell(page, 'words');
    await words.getByRole('button', { name: '运行单元 words' }).click();
    await expect(words.getByRole('heading', { name: '火焰图' })).toBeVisible();

    await page.goto('/cases/madv-free/');
    const heap = await toCell(page, 'heap');
    await heap.getByRole('button', { name: 'Run cell heap' }).click();
    await expect(heap.getByRole('heading', { name: 'Garbage collections' })).toBeVisible();
    // Closed by the reader it stays closed in the next run.
    await heap.locator('summary').filter({ hasText: 'Collections of this run' }).click();
    await page.getByRole('slider', { name: 'SetGCPercent' }).fill('50');
    await expect(heap.locator('details.cb-go-capture:not([open])')).toBeVisible();
    await expect(heap).toContainText(/\d+ collections, \d+ MiB of heap at most/);
    await expect(heap.getByRole('heading', { name: 'Garbage collections' })).toHaveCount(0);
  });

  test('feeds its chart while it runs', async ({ page }) => {
    await page.goto('/cases/go-prompt-timer/');
    await waitUntilAlive(page, 'waiting-settings');
    const chart = await waitUntilAlive(page, 'waiting-chart');
    const polling = chart.locator('svg').first();
    const whole = await polling.innerHTML();
    const cell = await toCell(page, 'waiting');
    await cell.getByRole('button', { name: 'Run cell waiting' }).click();
    await expect(cell.getByRole('button', { name: 'Stop cell waiting' })).toBeVisible();
    await expect.poll(() => polling.innerHTML()).not.toBe(whole);
    await expect(cell.getByRole('button', { name: 'Stop cell waiting' })).toBeVisible();
    await expect(cell).toContainText(/\d+ wake-ups by polling, 3 by blocking/);
  });
});
