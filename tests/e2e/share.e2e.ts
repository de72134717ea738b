import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import type { Browser, Page, TestInfo } from '@playwright/test';
import { findViolations } from './accessible.ts';
import { chart, outlines } from './chart.ts';
import { dropBytes, dropFiles } from './drop.ts';
import { expect, test } from './fixtures.ts';

/** What nobody who gets a redacted share may find. */
const secrets = {
  ip: '10.182.105.138',
  mac: '02:42:ac:11:00:02',
  host: 'zetaboard',
  user: 'quentin',
  folder: 'projectx',
  password: 'hunter2hunter2',
  argument: 'serial-9917',
  email: 'quentin@corp-zq.example.com',
};

const names = [
  'init',
  `/home/${secrets.user}/${secrets.folder}/board_app --peer ${secrets.ip} ${secrets.argument}`,
  `${secrets.host}-agent`,
  `sshd: ${secrets.user}@${secrets.host} ${secrets.email}`,
];
const table = [
  'time,pid,name,ucpu,scpu,mem_kb',
  ...Array.from({ length: 40 }, (_, at) =>
    names.map(
      (name, pid) =>
        `${1_636_624_800 + at * 3},${pid + 1},"${name}",${10 * (pid + 1) + (at % 7)},2.5,${40_000 * (pid + 1)}`,
    ),
  ).flat(),
].join('\n');
const log = [
  `${secrets.user}@${secrets.host}:~$ DB_PASSWORD=${secrets.password} ./board_app ${secrets.argument}`,
  `Visit below URL to get the chart: http://${secrets.ip}:9888/${secrets.folder}/1992780262`,
  `eth0 ${secrets.mac}; mail ${secrets.email}`,
  'panic: assignment to entry in nil map',
  '',
  'goroutine 1 [running]:',
  'main.main()',
  `\t/home/${secrets.user}/${secrets.folder}/main.go:12 +0x1d`,
  'exit status 2',
  '',
].join('\n');

function file(name: string, text: string) {
  return { name, base64: Buffer.from(text).toString('base64') };
}

async function share(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share…' }).click();
  await expect(page.getByRole('dialog', { name: 'Share this view' })).toBeVisible();
}

/** A text and all that is packed into it, as a link or a page of one file packs it. */
function unpackAll(text: string): string {
  const packed = [
    ...text.matchAll(text.startsWith('<!doctype') ? /"data":"([\w-]+)"/g : /&data=([\w-]+)/g),
  ].map(([, data = '']) => inflateSync(Buffer.from(data, 'base64url')).toString());
  expect(packed.length).toBeGreaterThan(0);
  const decoded = text.startsWith('http') ? decodeURIComponent(text) : '';
  return [text, decoded, ...packed].join('\n');
}

/** The open page, once it listens: before its script runs, what the server drew does nothing. */
async function openPage(page: Page, path = '/open/'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
}

function expectNoSecret(text: string): void {
  for (const [kind, secret] of Object.entries(secrets)) {
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').slice(0, -4)];
    for (const form of forms)
      expect(text.toLowerCase().includes(form.toLowerCase()), `${kind}: ${form}`).toBe(false);
  }
}

async function saveOneFile(page: Page, info: TestInfo): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save HTML file' }).click(),
  ]);
  const path = info.outputPath(download.suggestedFilename());
  await download.saveAs(path);
  await expect(page.getByText(/^Saved .*\.html, /)).toBeVisible();
  return path;
}

/** The page from disk, with the network off; any request that it makes all the same fails the test. */
async function openFromDisk(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ offline: true, colorScheme: 'dark', acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(path).href);
  return page;
}

test.beforeEach(async ({ context, trouble }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  // The page of one file itself.
  trouble.allow(/^request: file:/);
});

test('a link with redacted data opens the same chart elsewhere, and no secret is in it', async ({
  page,
  browser,
  baseURL,
}) => {
  await openPage(page);
  await dropBytes(page, [file(`process-${secrets.host}.csv`, table)]);
  await expect(chart(page, 'CPU')).toBeVisible();
  const lines = await outlines(page, 'CPU');
  await page.getByRole('radio', { name: 'Stacked' }).check({ force: true });
  await expect.poll(() => outlines(page, 'CPU')).not.toEqual(lines);
  const before = await outlines(page, 'CPU');
  expect(before.join('').length).toBeGreaterThan(100);

  await share(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(`process-${secrets.host}.csv`)).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Redact first' }).check();
  await expect(dialog.getByText(`process-${secrets.host}.csv`)).toBeHidden();
  await dialog.getByText(/^Preview: \d+ things taken out/).click();
  await expect(dialog.getByRole('row', { name: new RegExp(`${secrets.host}.*host-1`) })).toBeVisible();
  await dialog.getByText('What goes, as text').click();
  const preview = dialog.getByRole('region', { name: 'What goes, as text' });
  await expect(preview).toContainText('host-1-agent');
  expectNoSecret((await preview.textContent()) ?? '');

  // Without a kind, that kind stays.
  await dialog.getByRole('checkbox', { name: /^Names of machines/ }).uncheck();
  await expect(preview).toContainText(`${secrets.host}-agent`);
  await dialog.getByRole('checkbox', { name: /^Names of machines/ }).check();
  await expect(preview).toContainText('host-1-agent');

  await dialog.getByRole('button', { name: 'Copy link: Link with the data' }).click();
  await expect(dialog.getByText('Link copied, the data in it.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expectNoSecret(unpackAll(link));

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByRole('button', { name: 'host-1-agent 3' })).toBeVisible();
  await expect(other.getByRole('radio', { name: 'Stacked' })).toBeChecked();
  await expect.poll(() => outlines(other, 'CPU')).toEqual(before);
  expectNoSecret((await other.locator('body').innerText()) + other.url());
  await elsewhere.close();
});

test('a redacted crash log keeps its lines; words of one’s own go too', async ({ page }) => {
  await openPage(page);
  await dropBytes(page, [file(`${secrets.user}.log`, log)]);
  await expect(page.getByText('assignment to entry in nil map').first()).toBeVisible();
  await share(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Redact first' }).check();
  await dialog.getByRole('textbox', { name: /^More words to take out/ }).fill('nil map');
  await expect(dialog.getByRole('button', { name: /^crash-redacted/ })).toBeVisible();
  await dialog.getByText(/^Preview/).click();
  await expect(dialog.getByRole('row', { name: /nil map.*word-1/ })).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: /^crash-redacted-\w+\.log$/ }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expectNoSecret(text + download.suggestedFilename());
  const lines = text.split('\n');
  expect(lines).toHaveLength(log.split('\n').length);
  expect(lines[3]).toBe('panic: assignment to entry in word-1');
  expect(lines[7]).toMatch(/^\t\/path-\d+\/main\.go:12 \+0x1d$/);
});

test('a long line scrolls within the preview and does not widen the dialog', async ({ page }) => {
  await openPage(page);
  await dropBytes(page, [file('long.log', `${'-'.repeat(3000)}\n${log}`)]);
  await expect(page.getByText('assignment to entry in nil map').first()).toBeVisible();
  await share(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Redact first' }).check();
  await dialog.getByText('What goes, as text').click();
  await expect(dialog.getByText('main.main()')).toBeVisible();
  expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});

test('one HTML file, redacted: nothing of the secrets is in it', async ({ page, browser }, info) => {
  await openPage(page);
  await dropBytes(page, [file(`process-${secrets.host}.csv`, table), file(`${secrets.user}.log`, log)]);
  await expect(page.getByRole('region', { name: '2 captures open' })).toBeVisible();
  await share(page);
  await page.getByRole('checkbox', { name: 'Redact first' }).check();
  await expect(page.getByText(/^Preview: \d+ things taken out/)).toBeVisible();
  const path = await saveOneFile(page, info);
  expectNoSecret(path.slice(path.lastIndexOf('/')) + unpackAll(await readFile(path, 'utf8')));

  const other = await openFromDisk(browser, path);
  await expect(other.getByRole('navigation', { name: 'Captures' }).getByRole('button')).toHaveCount(2);
  await other
    .getByRole('button', { name: /^crash-redacted/ })
    .first()
    .click();
  await expect(other.getByText('assignment to entry in nil map').first()).toBeVisible();
  await other.context().close();
});

test('one HTML file opens from disk without network, zooms, filters, changes theme and language', async ({
  page,
  browser,
  trouble,
}, info) => {
  await openPage(page, '/open/#v=2&open=site:heap-release&heap-release.pins=time:12.5,text:Look%20here');
  await expect(chart(page, 'Memory')).toBeVisible();
  await share(page);
  const path = await saveOneFile(page, info);
  expect(await readFile(path, 'utf8')).not.toMatch(/\b(?:src|href)="https?:/);

  const other = await openFromDisk(browser, path);
  const memory = chart(other, 'Memory');
  await expect(memory).toBeVisible();
  await expect(other.getByRole('button', { name: 'Go to: Look here', exact: true })).toBeVisible();
  const paths = () =>
    memory.locator('path').evaluateAll((all) => all.map((one) => one.getAttribute('d') ?? '').join());

  const whole = await paths();
  await other.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(paths).not.toBe(whole);
  await other.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(paths).toBe(whole);

  await expect(other.getByRole('button', { name: /^heap-dontneed \d+$/ })).toBeVisible();
  await other.getByRole('searchbox', { name: 'Filter', exact: true }).fill('heap-free');
  await expect(other.getByRole('button', { name: /^heap-free \d+$/ })).toBeVisible();
  await expect(other.getByRole('button', { name: /^heap-dontneed \d+$/ })).toBeHidden();

  const paper = () => other.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await other.getByRole('combobox', { name: 'Theme' }).selectOption('light');
  await expect.poll(paper).not.toBe(dark);
  // It carries the language that it was made in.
  await expect(other.locator('html')).toHaveAttribute('lang', 'en');
  await expect(other.getByText(/it asks no network/)).toBeVisible();

  // A reload keeps what its reader set, once the address has it.
  await expect(other).toHaveURL(/where=heap-free/);
  await other.reload();
  await expect(other.getByRole('button', { name: /^heap-free \d+$/ })).toBeVisible();
  await expect(other.getByRole('button', { name: /^heap-dontneed \d+$/ })).toBeHidden();
  // The page's own policy forbids what the network's absence would only hide.
  trouble.allow(/Content Security Policy/);
  const refused = await other.evaluate(() =>
    fetch('data:text/plain,x').then(
      () => 'answered',
      () => 'refused',
    ),
  );
  expect(refused).toBe('refused');
  await other.context().close();
});

test('a case’s crashes go into one file side by side, the log’s lines with them', async ({
  page,
  browser,
}, info) => {
  await page.goto('/cases/topid-crash/');
  const figure = page.locator('figure[id^="capture-topid-crash-1"]').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('astro-island[ssr]')).toHaveCount(0);
  await figure.getByRole('button', { name: 'Share…' }).click();
  await expect(page.getByText('No file: everything that is open is on this site already.')).toBeVisible();
  const path = await saveOneFile(page, info);
  const other = await openFromDisk(browser, path);
  for (const name of ['topid-crash-1', 'topid-crash-2', 'topid-crash-3']) {
    await expect(other.getByText(name).first()).toBeVisible();
  }
  await expect(other.getByText('runtime.(*mcache).nextFree').first()).toBeVisible();
  // There is no site around it.
  const guide = { name: 'More in the guide' };
  await expect(figure.getByRole('link', { ...guide, includeHidden: true }).first()).toBeAttached();
  await expect(other.getByRole('link', guide)).toHaveCount(0);
  await expect(other.locator('.cb-crash-guide-more').first()).toHaveCSS('display', 'none');
  await other.context().close();
});

test('a profile goes into a link and into one file, with what is looked at', async ({
  page,
  browser,
}, info) => {
  await openPage(page);
  await dropFiles(page, ['tests/fixtures/pprof/valid/cpu-labels.pb.gz']);
  await page.getByRole('tree', { name: /^Flame graph/ }).waitFor();
  await page.getByRole('searchbox', { name: 'Find' }).fill('main.count');
  await share(page);
  const path = await saveOneFile(page, info);
  await page.getByRole('button', { name: 'Copy link: Link with the data' }).click();
  await expect(page.getByText('Link copied, the data in it.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const look = async (other: Page): Promise<void> => {
    await expect(other.getByRole('tree', { name: /^Flame graph/ })).toBeVisible();
    await expect(other.getByText(/1 frame found: 52\.6 % of the total/)).toBeVisible();
  };
  const fromDisk = await openFromDisk(browser, path);
  await look(fromDisk);
  await fromDisk.context().close();
  const context = await browser.newContext();
  const fromLink = await context.newPage();
  await fromLink.goto(link);
  await look(fromLink);
  await context.close();
});

test('a file too large for a link says so, and another way is suggested', async ({ page }) => {
  const noise = Array.from(
    { length: 6000 },
    (_, at) =>
      `${at},1,a${(at * 7919) % 9973},${(at * 31) % 97}.${(at * 17) % 89},1,${(at * 104_729) % 99_991}`,
  );
  await openPage(page);
  await dropBytes(page, [file('large.csv', ['time,pid,name,ucpu,scpu,mem_kb', ...noise].join('\n'))]);
  await expect(page.getByRole('region', { name: '1 capture open' })).toBeVisible();
  await share(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/^Too large for a link/)).toBeVisible();
  // Where the site has a store it is the upload that fits best.
  await expect(
    dialog.getByRole('group', { name: /^(?:One HTML file|Upload to this site) suggested$/ }),
  ).toHaveCount(1);
  await expect(dialog.getByRole('button', { name: 'Copy link: Link with the data' })).toHaveCount(0);
});

test('by keyboard: the dialog holds the focus, Escape gives it back; nothing for axe to find', async ({
  page,
}) => {
  test.setTimeout(90_000);
  for (const path of ['/open/', '/zh-cn/open/']) {
    await openPage(page, path);
    await dropBytes(page, [file('b.csv', table)]);
    const button = page.getByRole('button', { name: /^(?:Share|分享)…$/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('checkbox', { name: /^(?:Redact first|先脱敏)$/ }).focus();
    await page.keyboard.press('Space');
    await expect(dialog.getByText(/^(?:Preview|预览)/)).toBeVisible();
    for (let presses = 0; presses < 25; presses++) {
      await page.keyboard.press('Tab');
      const outside = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused !== document.body && !focused?.closest('dialog');
      });
      expect(outside).toBe(false);
    }
    for (const theme of ['dark', 'light']) {
      await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
      expect(await findViolations(page, { within: 'dialog' })).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test('on a phone the dialog fits', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  await openPage(page);
  await dropBytes(page, [file('b.csv', table)]);
  await share(page);
  await page.getByRole('checkbox', { name: 'Redact first' }).check();
  await expect(page.getByText(/^Preview/)).toBeVisible();
  const { width, scroll } = await page.getByRole('dialog').evaluate((dialog) => ({
    width: dialog.getBoundingClientRect().width,
    scroll: dialog.scrollWidth - dialog.clientWidth,
  }));
  expect(width).toBeLessThanOrEqual(390);
  expect(scroll).toBe(0);
});

test('a large log is redacted beside the page: it shows how far it is, is cancelled, and begun again', async ({
  page,
}) => {
  await openPage(page);
  const line = `2026-11-11T10:00:00Z INFO from ${secrets.ip} user=${secrets.user} {"path":"/home/${secrets.user}/x.go"}`;
  const large = [log, '-'.repeat(100_000), ...Array.from({ length: 40_000 }, () => line), ''].join('\n');
  await dropBytes(page, [file('large.log', large)]);
  await expect(page.getByText('assignment to entry in nil map').first()).toBeVisible();
  await share(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Redact first' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText(/^Redacting: \d+ %$/)).toBeVisible();
  await expect(dialog.getByRole('progressbar', { name: 'Redacting…' })).toBeVisible();
  // Meanwhile the page answers.
  await dialog.getByRole('textbox', { name: /^More words to take out/ }).focus();
  await dialog.getByRole('button', { name: 'Cancel redaction' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/^Redaction was cancelled/)).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Ways' })).toBeHidden();
  await dialog.getByRole('button', { name: 'Redact again' }).click();
  await expect(dialog.getByText(/^Redacting: \d+ %$/)).toBeVisible();
  // What is asked for next takes the place of what is under way.
  await dialog.getByRole('checkbox', { name: 'Redact first' }).uncheck();
  await expect(dialog.getByRole('region', { name: 'Ways' })).toBeVisible();
  await expect(dialog.getByText(/^Redacting/)).toBeHidden();
});

test('numbers of persons and devices go once they are asked for', async ({ page }) => {
  await openPage(page);
  await dropBytes(page, [file('modem.log', `imei 356938035643809 at 50.4501, 30.5234\n${log}`)]);
  await share(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: 'Redact first' }).check();
  await dialog.getByText('What goes, as text').click();
  const preview = dialog.getByRole('region', { name: 'What goes, as text' });
  await expect(preview).toContainText('imei 356938035643809 at 50.4501');
  await dialog.getByRole('checkbox', { name: /^IMEI numbers/ }).check();
  await dialog.getByRole('checkbox', { name: /^Coordinates/ }).check();
  await expect(preview).toContainText('imei imei-1 at location-1');
});
