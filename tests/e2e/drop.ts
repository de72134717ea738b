import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, type Page } from '@playwright/test';

/** Drops files on the page as a file manager would: over the window, then let go. */
export async function dropFiles(page: Page, paths: readonly string[], selector = 'body'): Promise<void> {
  const files = await Promise.all(
    paths.map(async (path) => ({ name: basename(path), base64: (await readFile(path)).toString('base64') })),
  );
  await dropBytes(page, files, selector);
}

/** The same for bytes made by the test. */
export async function dropBytes(
  page: Page,
  files: { name: string; base64: string }[],
  selector = 'body',
): Promise<void> {
  await expectAlive(page);
  await dropAtOnce(page, files, selector);
}

/** The same, whether or not anything listens yet. */
export async function dropAtOnce(
  page: Page,
  files: { name: string; base64: string }[],
  selector = 'body',
): Promise<void> {
  const transfer = await page.evaluateHandle((list) => {
    const data = new DataTransfer();
    for (const { name, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent(selector, type, { dataTransfer: transfer });
  }
  await transfer.dispose();
}

/** Waits until what loads with the page listens: before its script runs, what is drawn does nothing. */
export async function expectAlive(page: Page): Promise<void> {
  await expect(page.locator('astro-island[client="now"][ssr]')).toHaveCount(0);
}

/** The browser has written down so many opened files, which goes on after they are shown: a reload finds them again. */
export async function expectKept(page: Page, count: number): Promise<void> {
  const countKept = () =>
    page.evaluate(async () => {
      // One that is opened before the page has made it would be empty for ever.
      if (!(await indexedDB.databases()).some(({ name }) => name === 'casebook-files')) return 0;
      return new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('casebook-files', 1);
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const counting = opening.result.transaction('files').objectStore('files').count();
          opening.result.close();
          counting.onsuccess = () => resolve(counting.result);
        };
      });
    });
  await expect.poll(countKept).toBe(count);
}
