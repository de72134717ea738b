import { openEditor, replaceText } from './cells.ts';
import { expect, test } from './fixtures.ts';

// A trace looks into every frame before each step, and would wait for the one that never answers.
test.use({ trace: 'off' });
// By that they come last, in browsers of their own: one at a time they would have the machine wait for a minute.
test.describe.configure({ mode: 'parallel' });

test('an endless loop: the page keeps answering, and Stop ends it', async ({ page }) => {
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  // Before the guard would end it, Stop does.
  await replaceText(
    page,
    editor,
    'const spin = (n) => (n > 0 ? spin(n - 1) : 0);\nArray.from({length: 1e9}, () => spin(5000));',
  );
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByText('Still running.')).toBeVisible();
  // The page itself answers meanwhile: a slider of it moves its numbers.
  const started = Date.now();
  await page.getByRole('combobox', { name: 'Sleep in the loop' }).first().selectOption({ label: '20 ms' });
  expect(Date.now() - started).toBeLessThan(2000);
  await cell.getByRole('button', { name: 'Stop' }).click();
  await expect(cell.getByText('Stopped.')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(0);

  // And what was edited can be mended and run again.
  await replaceText(page, editor, '"mended"');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.frameLocator('iframe').frameLocator('iframe').getByText('mended')).toBeVisible();
});

test('a loop that never gives way is ended from within after ten seconds', async ({ page }) => {
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'let n = 0;\nfor (;;) n++;');
  await page.keyboard.press('Shift+Enter');
  const told = 'poll-result, line 2: Error: the code ran for more than 10 seconds without a pause';
  await expect(cell.getByText(told)).toBeVisible({ timeout: 20_000 });
});

test('recursion that branches, within a chain of promises and a catch, is ended from within too', async ({
  page,
}) => {
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(
    page,
    editor,
    'const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));\n' +
      'const tries = async () => { for (;;) { try { fib(90) } catch { await 0 } } };\nawait tries();',
  );
  await page.keyboard.press('Shift+Enter');
  const told = /poll-result, line [12]: Error: the code ran for more than 10 seconds without a pause/;
  await expect(cell.getByText(told)).toBeVisible({ timeout: 20_000 });
  // And the frame answers again: it runs what is written then.
  await replaceText(page, editor, '"mended"');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.frameLocator('iframe').frameLocator('iframe').getByText('mended')).toBeVisible();
});

test('memory: what holds too much is ended with its frame, in words, and the page runs what is written then', async ({
  page,
}) => {
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  // Buffers that nobody writes into take no memory of the machine, and count as if they did.
  await replaceText(page, editor, 'const all = [];\nfor (;;) all.push(new Uint8Array(8e6));');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByRole('alert')).toHaveText(
    /^poll-result, line 2: It held about \d+\.\d GB of memory, more than the 1\.0 GB that edited cells may hold\./,
  );
  await expect(cell.getByText('Stopped.')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(0);
  await replaceText(page, editor, '"mended"');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.frameLocator('iframe').frameLocator('iframe').getByText('mended')).toBeVisible();
});

test('a flood of values and lines is cut and counted, and the cell comes to its end', async ({ page }) => {
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'for (let n = 0; n < 1e5; n++) { display(n); console.log(n); }');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByText(/^Done in/)).toBeVisible({ timeout: 20_000 });
  const frame = cell.frameLocator('iframe').frameLocator('iframe');
  await expect(frame.getByText('99,000 more values were displayed and are left out')).toBeVisible();
  await expect(frame.getByText('99,500 more', { exact: true })).toBeVisible();
});

test('a frame that is off the screen runs its cell, and says that it has no network', async ({
  page,
  trouble,
}) => {
  trouble.allow(/Content Security Policy/);
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  const long = '\n'.repeat(80);
  await replaceText(page, editor, `const at = width;${long}await fetch('https://example.com/' + at);`);
  await page.keyboard.press('Shift+Enter');
  await expect(cell.locator('iframe')).not.toBeInViewport();
  await expect(cell.getByRole('status').filter({ hasText: 'An edited cell has no network' })).toBeAttached();
});

test('code that leads its frame elsewhere is ended in words', async ({ page, trouble }) => {
  // The policy of the page around it allows it no address, and the browser says so.
  trouble.allow(/Framing .* violates the following Content Security Policy/);
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, "location.href = '/open/'");
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByRole('alert')).toContainText('The code led its frame to another page');
  await expect(page.locator('iframe')).toHaveCount(0);
});
