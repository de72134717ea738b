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
