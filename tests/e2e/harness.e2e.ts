import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

// The watch over all other tests can see: each of these pages does what none may.
test.describe('the watch sees', () => {
  test('an error on the console', async ({ page, trouble }) => {
    await page.goto('/');
    await page.evaluate(() => console.error('planted'));
    await expect.poll(() => trouble.seen).toEqual([expect.stringMatching(/^console: planted/)]);
    trouble.clear();
  });

  test('an error that nothing caught', async ({ page, trouble }) => {
    await page.goto('/');
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('planted'))));
    await expect.poll(() => trouble.seen).toEqual([expect.stringMatching(/^uncaught: .*planted/)]);
    trouble.clear();
  });

  test('a request to another origin, though nothing answers', async ({ page, trouble }) => {
    trouble.allow(/^console: /);
    await page.goto('/captures/topid-crash-1.log'); // no page of ours, whose policy would forbid it
    await page.evaluate(() => fetch('http://localhost:9/planted').catch(() => undefined));
    await expect.poll(() => trouble.seen).toEqual(['request: http://localhost:9/planted']);
    trouble.clear();
  });

  test('a request of a worker', async ({ page, trouble }) => {
    trouble.allow(/^console: /);
    await page.goto('/captures/topid-crash-1.log');
    await page.evaluate(() => {
      const script = new Blob([`fetch('http://localhost:9/planted').catch(() => {})`]);
      return void new Worker(URL.createObjectURL(script));
    });
    await expect.poll(() => trouble.seen).toEqual(['request: http://localhost:9/planted']);
    trouble.clear();
  });

  test('a web socket', async ({ page, trouble }) => {
    trouble.allow(/^console: /);
    await page.goto('/captures/topid-crash-1.log');
    await page.evaluate(() => void new WebSocket('ws://localhost:9/planted'));
    await expect.poll(() => trouble.seen).toContain('websocket: ws://localhost:9/planted');
    trouble.clear();
  });

  test('what happens in another context that the test opened', async ({ browser, baseURL, trouble }) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(baseURL ?? '');
    await page.evaluate(() => console.error('planted'));
    await expect.poll(() => trouble.seen).toEqual([expect.stringMatching(/^console: planted/)]);
    trouble.clear();
    await context.close();
  });

  test('and its test then fails', async ({ page, trouble }) => {
    test.fail();
    await page.goto('/');
    trouble.add('planted');
  });
});

// Both in one browser, the second after the first: the context is emptied in between, not made anew.
test.describe.serial('a test leaves nothing to the next one:', () => {
  test('what the first one puts away', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/');
    await page.evaluate(() => {
      localStorage.setItem('planted', 'yes');
      sessionStorage.setItem('planted', 'yes');
      document.cookie = 'planted=yes';
      return new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('planted');
        opening.onsuccess = () => resolve(opening.result.close());
        opening.onerror = () => reject(opening.error);
      });
    });
    expect(await findPlanted(page)).toEqual(['localStorage', 'sessionStorage', 'cookie', 'indexedDB', 'permission']); // prettier-ignore
    await page.evaluate(() => void open('/cases/'));
    await expect.poll(() => context.pages().length).toBe(2);
  });

  test('the second one finds none of it', async ({ page, context }) => {
    expect(context.pages()).toHaveLength(1);
    await page.goto('/');
    expect(await findPlanted(page)).toEqual([]);
  });
});

/** In which of a browser's stores something of the first test is. */
function findPlanted(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    const places = {
      localStorage: localStorage.getItem('planted') !== null,
      sessionStorage: sessionStorage.getItem('planted') !== null,
      cookie: document.cookie.includes('planted'),
      indexedDB: databases.some(({ name }) => name === 'planted'),
      permission: state === 'granted',
    };
    return Object.entries(places).flatMap(([place, has]) => (has ? [place] : []));
  });
}

test('what a test says it expects is allowed', async ({ page, trouble }) => {
  trouble.allow(/404/);
  const response = await page.goto('/no/such/page/');
  expect(response?.status()).toBe(404);
});

test('the pages come compressed, and the browser reads them', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.headers()['content-encoding']).toBe('br');
  await expect(page).toHaveTitle(/\S/);
});
