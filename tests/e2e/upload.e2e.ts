import type { Page } from '@playwright/test';
import { chart, outlines } from './chart.ts';
import { dropBytes } from './drop.ts';
import { expect, test } from './fixtures.ts';

/** A table whose values do not compress away, of about so many rows. */
function table(rows: number, salt: number): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const noise = (at * 7919 + salt * 104_729) % 99_991;
    return `${Math.floor(at / 4)},${(at % 4) + 1},app${at % 4},${noise % 89}.${noise % 97},${noise % 13},${noise}`;
  });
  return ['time,pid,name,ucpu,scpu,mem_kb', ...lines].join('\n');
}

async function openWith(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/open/');
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  await dropBytes(page, [{ name, base64: Buffer.from(text).toString('base64') }]);
  await expect(chart(page, 'CPU')).toBeVisible();
}

test('a redacted view is uploaded, opens elsewhere, and is deleted with the key that this browser keeps', async ({
  page,
  browser,
  baseURL,
  trouble,
}) => {
  await openWith(page, 'zeta-secret.csv', table(4000, 1).replaceAll('app1', 'app1 --peer 10.9.8.7'));
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Redact first' }).check();
  await expect(dialog.getByText(/^process-redacted-\w+\.csv$/).first()).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Keep for' }).selectOption('7 days');
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('e2e-share');
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(dialog.getByText('Uploaded. The link to this view:')).toBeVisible();
  await expect(dialog.getByText(/^Deletion key of process-redacted-\w+\.csv$/)).toBeVisible();
  await expect(dialog.getByText('Shown once, and kept in this browser.')).toBeVisible();
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).not.toContain('zeta-secret');
  // The capture's own page, so that it unfolds in a chat, with the view behind it.
  expect(link).toMatch(new RegExp(`^${baseURL}/c/(\\w{26})#v=2&open=[\\w-]+@store:\\1:`));
  const unfold = async () => (await fetch(link.replace(/#.*/, ''))).text();
  await expect
    .poll(unfold, { timeout: 20_000 })
    .toMatch(/<meta property="og:description" content="[^"]*samples/);
  expect(await unfold()).toMatch(/<meta property="og:image" content="[^"]*\/picture\.png"/);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await other.goto(link);
  expect(await outlines(other, 'Memory')).toEqual(await outlines(page, 'Memory'));
  await expect(other.getByText('10.9.8.7')).toHaveCount(0);
  await expect(other.getByText(/args-1/).first()).toBeAttached();

  await dialog.getByText(/^Uploaded from this browser/).click();
  await dialog.getByRole('button', { name: /^Delete process-redacted-\w+\.csv from the server$/ }).click();
  await expect(dialog.getByText(/is deleted from the server\.$/)).toBeVisible();
  // A capture that is gone answers 404 or 410, and the browser says so on its console.
  trouble.allow(/40[34]|410/);
  await other.goto('about:blank');
  await other.goto(link);
  await expect(other.getByText(/This capture was removed at/)).toBeVisible();
  await elsewhere.close();
});

test('an upload is paused, and after a reload goes on where it stood', async ({ page }) => {
  test.setTimeout(120_000);
  const text = table(120_000, 2);
  await openWith(page, 'large.csv', text);
  const devtools = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 600_000 };
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', slow);
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expect
    .poll(() => dialog.getByRole('progressbar').evaluate((bar) => (bar as HTMLProgressElement).value), {
      timeout: 30_000,
    })
    .toBeGreaterThan(30);
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog.getByText(/^Paused\./)).toBeVisible();

  await devtools.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  await page.reload();
  await expect(chart(page, 'CPU')).toBeVisible();
  await page.getByRole('button', { name: 'Share…' }).click();
  const offsets: number[] = [];
  page.on('request', (request) => {
    const offset = request.headers()['upload-offset'];
    if (request.method() === 'PATCH' && offset !== undefined) offsets.push(Number(offset));
  });
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(dialog.getByText('Uploaded. The link to this view:')).toBeVisible({ timeout: 60_000 });
  expect(offsets[0]).toBeGreaterThan(0);
});
