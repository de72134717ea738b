import { openEditor, replaceText } from './cells.ts';
import { expect, test } from './fixtures.ts';

// A trace looks into every frame before each step, and would wait for the one that never answers.
test.use({ trace: 'off' });

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
  await expect(cell.frameLocator('iframe').getByText('mended')).toBeVisible();
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
  await expect(cell.frameLocator('iframe').getByText('mended')).toBeVisible();
});
