import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { chart, outlines } from './chart.ts';
import { dropAtOnce, dropBytes, dropFiles, expectAlive, expectKept } from './drop.ts';
import { expect, test } from './fixtures.ts';

const captures = 'public/captures';

/** The files of a topid session among the captures. */
function sessionOf(name: string): string[] {
  return readdirSync(join(captures, name))
    .filter((file) => /^(process|snapshot|info)-/.test(file))
    .map((file) => join(captures, name, file));
}

/** The open page, once it listens: before its script runs a click on what the server drew does nothing. */
async function openPage(page: Page): Promise<void> {
  await page.goto('/open/');
  await expectAlive(page);
}

/** Process files are held back on their way to their worker until the test lets them go. */
async function holdProcessFiles(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    const held: (() => void)[] = [];
    let isHolding = true;
    Worker.prototype.postMessage = function (this: Worker, message: { name?: string }, ...rest: never[]) {
      const post = () => postMessage.call(this, message, ...rest);
      if (isHolding && message.name?.startsWith('process-')) held.push(post);
      else post();
    } as typeof postMessage;
    const letGo = () => {
      isHolding = false;
      held.forEach((post) => post());
    };
    Object.assign(globalThis, { letGo });
  });
}

/** Lets go what was held back. */
async function letGo(page: Page): Promise<void> {
  await page.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
}

/** The link that the page put on the clipboard. */
async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

test('three files of a session are dropped, filtered, and the link shows the same chart elsewhere', async ({
  page,
  browser,
}) => {
  await openPage(page);
  await dropFiles(page, sessionOf('heap-release'));
  await expect(page.getByRole('region', { name: '1 capture open' })).toBeVisible();
  await expect(page.getByText('Recording, 103 samples, 5 series, 3 files')).toBeVisible();

  await page.getByRole('searchbox', { name: 'Filter', exact: true }).fill('heap-free');
  await expect(page.getByRole('button', { name: /^heap-free \d+$/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^heap-dontneed \d+$/ })).toBeHidden();
  await page.getByRole('radio', { name: 'Stacked' }).check({ force: true });
  await expect(page).toHaveURL(/where=heap-free/);
  await expect(page).toHaveURL(/chart=stack/);
  const cpu = await outlines(page, 'CPU');
  const memory = await outlines(page, 'Memory');
  expect(cpu.join('').length).toBeGreaterThan(100);

  await page.getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('button', { name: 'Copy link: Link with the data' }).click();
  await expect(page.getByText('Link copied, the data in it.')).toBeVisible();
  const link = await clipboard(page);

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('Recording, 103 samples, 5 series, 3 files')).toBeVisible();
  await expect(other.getByRole('searchbox', { name: 'Filter', exact: true })).toHaveValue('heap-free');
  expect(await outlines(other, 'CPU')).toEqual(cpu);
  expect(await outlines(other, 'Memory')).toEqual(memory);
  await elsewhere.close();
});

test('a link without the data says so, and its receiver is asked for the file by name, size and hash', async ({
  page,
  browser,
}) => {
  const [file] = sessionOf('sleep-loop').filter((path) => path.includes('process-'));
  await openPage(page);
  await dropFiles(page, [file as string]);
  await expect(chart(page, 'CPU')).toBeVisible();
  await page.getByRole('button', { name: 'Share…' }).click();
  await page.getByRole('button', { name: 'Copy link: Link without the data' }).click();
  await expect(
    page.getByText(/Link copied without the data\. Its receiver will be asked for: process-/),
  ).toBeVisible();
  const link = await clipboard(page);
  const cpu = await outlines(page, 'CPU');

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(
    other.getByRole('heading', { name: /This link looks at process-.*, which it does not carry/ }),
  ).toBeVisible();
  await expect(other.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await dropFiles(other, [file as string]);
  await expect(chart(other, 'CPU')).toBeVisible();
  expect(await outlines(other, 'CPU')).toEqual(cpu);
  await elsewhere.close();

  // Another file in its place is shown, and told apart.
  const third = await browser.newContext();
  const wrong = await third.newPage();
  await wrong.goto(link);
  const [unlike] = sessionOf('gogc').filter((path) => path.includes('process-'));
  await dropFiles(wrong, [unlike as string]);
  await expect(
    wrong.getByText(/is not the file that the link was made from: its SHA-256 differs/),
  ).toBeVisible();
  await third.close();
});

test('a reload finds the dropped file again, removing it forgets it', async ({ page }) => {
  const [file] = sessionOf('sleep-loop').filter((path) => path.includes('process-'));
  await openPage(page);
  await dropFiles(page, [file as string]);
  await expect(chart(page, 'CPU')).toBeVisible();
  await expect(page).toHaveURL(/open=.*file:process-/);
  await expectKept(page, 1);
  await page.reload();
  await expect(chart(page, 'CPU')).toBeVisible();
  const address = page.url();
  await page.getByRole('button', { name: /^Remove / }).click();
  await expect(page.getByText('Drop files anywhere on this page')).toBeVisible();
  await expect(page).toHaveURL(/\/open\/$/);
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.getByRole('heading', { name: /which it does not carry/ })).toBeVisible();
});

test('samples open with one click, side by side in the list', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: /^Open sample: .*MADV_FREE/ }).click();
  await expect(chart(page, 'Memory')).toBeVisible();
  await page.getByText('Add…').click();
  await page.getByText('Or try a sample').click();
  await page
    .getByRole('button', { name: /^Open sample: / })
    .last()
    .click();
  await expect(page.getByRole('region', { name: '2 captures open' })).toBeVisible();
  await page.getByText('Files', { exact: true }).click();
  await page.getByRole('button', { name: 'Remove all' }).click();
  await expect(page.getByText('Drop files anywhere on this page')).toBeVisible();
});

test('a pasted crash log is read, reason first', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'Paste text' }).click();
  await page
    .getByRole('textbox', { name: 'Crash log, topid output, table or folded stacks' })
    .fill(
      'Sep 13 00:02:03 board app[7]: panic: assignment to entry in nil map\n' +
        'Sep 13 00:02:03 board app[7]: \n' +
        'Sep 13 00:02:03 board app[7]: goroutine 1 [running]:\n' +
        'Sep 13 00:02:03 board app[7]: main.main()\n' +
        'Sep 13 00:02:03 board app[7]: \t/src/app/main.go:12 +0x1d\n' +
        'Sep 13 00:02:03 board app[7]: exit status 2\n',
    );
  await page.getByRole('button', { name: 'Open text' }).click();
  await expect(page.getByText('assignment to entry in nil map', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('main.main').first()).toBeVisible();
});

test('an address of the site opens, another site is refused without asking it', async ({ page }) => {
  await openPage(page);
  await page.getByRole('button', { name: 'From an address' }).click();
  const field = page.getByRole('textbox', { name: 'Address on this site' });
  await field.fill('/captures/topid-crash-1.log');
  await field.press('Enter');
  await expect(
    page.getByText('s.allocCount != s.nelems && freeIndex == s.nelems', { exact: true }).first(),
  ).toBeVisible();

  await page.getByText('Add…').click();
  await page.getByRole('button', { name: 'From an address' }).click();
  await field.fill('https://example.org/crash.log');
  await field.press('Enter');
  await page.getByRole('button', { name: 'Show crash.log' }).click();
  await expect(page.getByRole('alert')).toContainText('only addresses of this site');
});

test.describe('bad input', () => {
  const cases: [name: string, bytes: Uint8Array, expected: RegExp][] = [
    ['empty.data', new Uint8Array(), /empty\.data: the file is empty/],
    ['noise.bin', Uint8Array.from({ length: 300 }, (_, at) => (at * 73 + 41) % 251), /noise\.bin/],
    ['picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), /PNG/],
    ['letter.txt', new TextEncoder().encode('Dear all,\nthe board is fine.\n'), /letter\.txt/],
  ];
  for (const [name, bytes, expected] of cases) {
    test(`${name} gives an error that names it, and the page goes on`, async ({ page }) => {
      await openPage(page);
      await dropBytes(page, [{ name, base64: Buffer.from(bytes).toString('base64') }]);
      await expect(page.getByRole('alert')).toContainText(name);
      await expect(page.getByRole('alert')).toContainText(expected);
      await dropFiles(page, [join(captures, 'topid-crash-2.log')]);
      await expect(page.getByRole('region', { name: '2 captures open' })).toBeVisible();
    });
  }

  test('a cut gzip of a recording shows what was read, and says what is lost', async ({ page }) => {
    const { readFileSync } = await import('node:fs');
    const [file] = sessionOf('heap-release').filter((path) => path.includes('process-'));
    const whole = gzipSync(readFileSync(file as string));
    await openPage(page);
    await dropBytes(page, [
      {
        name: 'process-77.data.gz',
        base64: whole.subarray(0, Math.floor(whole.length * 0.6)).toString('base64'),
      },
    ]);
    await expect(chart(page, 'CPU')).toBeVisible();
    await expect(page.getByText(/the compressed data ends too early, at byte \d+/)).toBeVisible();
  });

  test('names are text: markup in a process name or a file name does nothing', async ({ page }) => {
    const name = '<img src=x onerror="document.title=1">';
    const table = `time,pid,name,ucpu,scpu,mem_kb\n0,1,"${name.replaceAll('"', '""')}",50,1,99999\n3,1,"${name.replaceAll('"', '""')}",60,1,99999\n`;
    await openPage(page);
    await dropBytes(page, [{ name: `${name}.csv`, base64: Buffer.from(table).toString('base64') }]);
    await expect(page.getByRole('button', { name: `${name} 1` })).toBeVisible();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
  });
});

test('a link of a newer version says so and opens what it can; a broken one too', async ({ page }) => {
  await page.goto('/open/#v=99&open=site:topid-crash-1&topid-crash-1.hologram=yes');
  await expect(page.getByText(/made by a newer Casebook \(link version 99\)/)).toBeVisible();
  await expect(
    page.getByText('s.allocCount != s.nelems && freeIndex == s.nelems', { exact: true }).first(),
  ).toBeVisible();

  await page.goto('about:blank');
  await page.goto(
    '/open/#v=2&open=site:heap-release&heap-release.window=abc&heap-release.chart=stack&open=site:%E0%A4%A',
  );
  await expect(page.getByText('Parts of the link could not be read; the rest is shown.')).toBeVisible();
  // It stands over both columns, and what is shown keeps the wide one.
  const view = page.locator('.cb-open-view');
  await expect.poll(async () => (await view.boundingBox())!.width).toBeGreaterThan(600);
  await expect(page.getByRole('radio', { name: 'Stacked' })).toBeChecked();
});

test('by keyboard alone: a sample is opened, removed, and text pasted', async ({ page }) => {
  await openPage(page);
  const sample = page.getByRole('button', { name: /^Open sample: .*MADV_FREE/ });
  await sample.focus();
  await page.keyboard.press('Enter');
  await expect(chart(page, 'CPU')).toBeVisible();
  await page.getByRole('button', { name: 'Remove heap-release' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Paste text' }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('textbox', { name: 'Crash log, topid output, table or folded stacks' }),
  ).toBeFocused();
  await page.keyboard.type('time,pid,name,cpu,mem_kb\n0,9,loop,50,4096\n1,9,loop,51,4096\n');
  await page.getByRole('button', { name: 'Open text' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'loop 9' })).toBeVisible();
});

test('files dropped on the landing page arrive on the open page', async ({ page }) => {
  await page.goto('/');
  await dropFiles(page, [join(captures, 'topid-crash-3.log')]);
  await expect(page).toHaveURL(/\/open\//);
  await expect(
    page.getByText('s.allocCount != s.nelems && freeIndex == s.nelems', { exact: true }).first(),
  ).toBeVisible();
});

for (const [how, path, script] of [
  ['dropped on', '/open/', 'OpenPage'],
  ['put into an input of', '/open/', 'OpenPage'],
  ['dropped on', '/', 'DropZone'],
] as const) {
  test(`a file that is ${how} ${path} before it listens is opened once it does`, async ({ page }) => {
    const answer = Promise.withResolvers<void>();
    await page.route(new RegExp(`/${script}\\.[^/]*\\.js$`), async (route) => {
      await answer.promise;
      await route.continue();
    });
    await page.goto(path);
    const asleep = page.locator('astro-island[client="now"][ssr]');
    const [name, text] = ['early.csv', 'time,pid,name,cpu,mem_kb\n0,9,loop,50,4096\n1,9,loop,51,4096\n'];
    if (how === 'dropped on') await dropAtOnce(page, [{ name, base64: btoa(text) }]);
    else {
      const buffer = Buffer.from(text);
      await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/csv', buffer });
    }
    await expect(asleep).toHaveCount(1);
    answer.resolve();
    await expect(page).toHaveURL(/\/open\//);
    await expect(page.getByRole('button', { name: 'loop 9' })).toBeVisible();
  });
}

test('a short link that unpacks to much is unpacked and read beside the page', async ({ page }) => {
  const line = '2026-11-11T10:00:00Z INFO the board is fine, port 3 is open\n';
  const log = Buffer.from(
    `panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/main.go:12 +0x1d\n${line.repeat(200_000)}`,
  );
  const packed = deflateSync(log, { level: 9 }).toString('base64url');
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  await page.goto(`/open/#v=2&open=link:board.log&data=${packed}`);
  await expect(page.getByText('boom', { exact: true }).first()).toBeVisible({ timeout: 25_000 });
  const scripts = await page.coverage.stopJSCoverage();
  // Steps of the page's own thread, workers being apart: to unpack takes one for every byte at least.
  const steps = scripts
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
  expect(steps).toBeGreaterThan(0);
  expect(steps).toBeLessThan(log.length / 4);
});

test('while a session is read it is one row with its progress, and nothing is claimed of it', async ({
  page,
}) => {
  await holdProcessFiles(page);
  await openPage(page);
  await dropFiles(page, sessionOf('heap-release'));
  const list = page.getByRole('region', { name: '1 capture open' });
  await expect(list.getByRole('progressbar', { name: /^Reading 20261123-qfcwryap: \d+ %$/ })).toBeVisible();
  const view = page.getByRole('region', { name: '20261123-qfcwryap', exact: true });
  await expect(view.getByRole('progressbar')).toBeVisible();
  await expect(view.getByRole('status')).toContainText('Loading 20261123-qfcwryap');
  await expect(page.getByText('holds no samples')).toHaveCount(0);
  await letGo(page);
  await expect(page.getByText('Recording, 103 samples, 5 series, 3 files')).toBeVisible();
  await expect(chart(page, 'CPU')).toBeVisible();
  await expect(view.getByText('Loading')).toHaveCount(0);
});

test('of several files the first that can be read is shown; a text of no format says what is read', async ({
  page,
}) => {
  await openPage(page);
  const top = 'tests/fixtures/recorders/top-procps.txt';
  await dropFiles(page, [top, join(captures, 'topid-crash-1.log')]);
  await expect(page.getByRole('heading', { name: 'topid-crash-1.log' })).toBeVisible();
  await page.getByRole('button', { name: 'Show top-procps.txt' }).click();
  await expect(page.getByRole('alert')).toContainText(
    'a text, but none that Casebook reads. It reads: topid process recording (gob)',
  );
  await expect(page.getByRole('alert')).toContainText(
    'It looks like the output of top, which Casebook does not read yet.',
  );
});

test('while others are still read, the page does not stay at one that cannot be', async ({ page }) => {
  await holdProcessFiles(page);
  await openPage(page);
  await dropFiles(page, [
    'tests/fixtures/recorders/top-procps.txt',
    'tests/fixtures/topid-process/valid/process-20211111-normal.data',
  ]);
  const view = page.getByRole('region', { name: 'process-20211111-normal.data', exact: true });
  await expect(view.getByRole('status')).toContainText('Loading process-20211111-normal.data');
  await letGo(page);
  await expect(chart(page, 'CPU')).toBeVisible();
});

test('a session without snapshots opens without a fault; thread rows have no stack and no sum of memory', async ({
  page,
}) => {
  await openPage(page);
  const plain = 'tests/fixtures/topid-session/plain';
  await dropFiles(
    page,
    readdirSync(plain).map((file) => join(plain, file)),
  );
  await expect(page.getByText(/^Recording, 40 samples, \d+ series, 3 files/)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove 20261126-qatbdmav' }).click();

  await dropFiles(page, ['tests/fixtures/topid-process/valid/process-20261126-threads.data']);
  await expect(page.getByText(/the rows look like threads \(topid -thread\)/)).toBeVisible();
  await page.getByRole('radio', { name: 'Stacked' }).check({ force: true });
  await expect(page.getByText(/each line is the memory of its whole process/)).toBeVisible();
  await expect(chart(page, 'Memory')).toHaveAccessibleDescription(/Highest: /);
  await expect(chart(page, 'Memory')).not.toHaveAccessibleDescription(/together/);
  await expect(chart(page, 'CPU')).toHaveAccessibleDescription(/All threads together: /);
  await expect(page.getByRole('heading', { name: /^Threads/ })).toBeVisible();
});
