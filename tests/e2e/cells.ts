import { expect, type Locator, type Page } from '@playwright/test';

/** A cell by its name, brought near the screen by a reader who is there. */
export async function toCell(page: Page, name: string) {
  const cell = page.locator(`[data-cell="${name}"]`);
  await cell.scrollIntoViewIfNeeded();
  await page.mouse.move(300, 300);
  return cell;
}

export async function waitUntilAlive(page: Page, name: string) {
  const cell = page.locator(`[data-cell="${name}"]`);
  // What stands above it may come alive meanwhile, and move it.
  await expect(async () => {
    await toCell(page, name);
    await expect(cell.locator('.cb-cell-root')).toBeAttached({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  return cell;
}

export async function openEditor(page: Page, name: string) {
  const cell = await toCell(page, name);
  await cell.getByRole('button', { name: `Edit cell ${name}` }).click();
  const editor = cell.getByRole('textbox', { name: `Code of cell ${name}` });
  await expect(editor).toBeVisible();
  return { cell, editor };
}

export async function replaceText(page: Page, editor: Locator, text: string) {
  await editor.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}
