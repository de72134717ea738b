import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Weights } from '../../src/integrations/weights.ts';
import { framesPassed } from './address.ts';
import { openEditor, replaceText, toCell, waitUntilAlive } from './cells.ts';
import { dropFiles } from './drop.ts';
import { expect, test } from './fixtures.ts';

const cases = ['madv-free', 'go-prompt-timer', 'topid-crash'];

test.describe('without script', () => {
  for (const locale of ['', 'zh-cn/']) {
    test(`every chart of a case can be seen (${locale || 'en'})`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
      const page = await context.newPage();
      await page.goto(`/${locale}cases/madv-free/`);
      const charts = page
        .locator('main')
        .getByRole('img')
        .filter({ has: page.locator('svg'), visible: true });
      const drawn = page.locator('main svg[role=img]');
      const visible = charts.or(drawn).filter({ visible: true });
      // CPU and memory of two recordings, and the cell with the saw-tooth.
      expect(await visible.count()).toBeGreaterThanOrEqual(5);
      for (const chart of await visible.all()) {
        await expect(chart).toHaveAttribute('aria-label', /.+/);
        const box = await chart.boundingBox();
        expect(box?.width).toBeGreaterThan(200);
        expect(box?.height).toBeGreaterThan(100);
      }
      // What would be dragged is left out; what it is set to stands there.
      await expect(page.getByRole('slider')).toHaveCount(0);
      await expect(page.locator('[data-cell="gogc-settings"] .cb-input').first()).toHaveText('GOGC100');
      await expect(page.getByRole('cell', { name: /^143 MiB RSS$/ })).toBeVisible();
      await expect(page.getByRole('button', { name: /Edit cell/ })).toHaveCount(0);
      await context.close();
    });
  }
});

test('a slider moves the chart and the numbers that read it', async ({ page }) => {
  await page.goto('/cases/madv-free/');
  const chart = await waitUntilAlive(page, 'gogc-chart');
  const before = await chart.locator('svg').first().innerHTML();
  const table = page.locator('[data-cell="gogc-table"]');
  await expect(table).toContainText('128 MiB');
  const slider = page.getByRole('slider', { name: 'GOGC' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveValue('125');
  await expect(table).toContainText('144 MiB');
  await expect.poll(() => chart.locator('svg').first().innerHTML()).not.toBe(before);
});

test('what a reader sets before the cells are alive is carried over, and so is the focus', async ({
  page,
}) => {
  await page.goto('/cases/madv-free/');
  const slider = page.getByRole('slider', { name: 'GOGC' }).first();
  await slider.scrollIntoViewIfNeeded();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  const cell = await waitUntilAlive(page, 'gogc-settings');
  await expect(cell.getByRole('slider', { name: 'GOGC' })).toHaveValue('125');
  await expect(cell.getByRole('slider', { name: 'GOGC' })).toBeFocused();
  await expect(page.locator('[data-cell="gogc-table"]')).toContainText('144 MiB');
});

test('what a published cell tells its console stands below it, before it runs and after', async ({
  page,
}) => {
  await page.goto('/guides/write-a-case/');
  const cell = page.locator('[data-cell="loops-said"]');
  const said = ['poll-1ms', 'poll-10ms', 'poll-100ms', 'blocking-read', 'pollloop'].map(
    (name) => `${name}: 60 samples`,
  );
  await expect(cell.locator('.cb-cell-static .cb-console > *')).toHaveText(said);
  await waitUntilAlive(page, 'loops-said');
  await expect(cell.locator('.cb-console > *')).toHaveText(said);
});

test('nextFreeIndex by hand ends as the logs do', async ({ page }) => {
  await page.goto('/cases/topid-crash/');
  await page.getByText('Keep both accounts by hand').click();
  const state = await waitUntilAlive(page, 'span-state');
  const allocate = page.getByRole('button', { name: 'Allocate one' });
  for (let n = 0; n < 3; n++) await allocate.click();
  await expect(state).toContainText('3 / 5');
  await expect(state).not.toContainText('fatal error');
  await allocate.click();
  await expect(state).toContainText('runtime: s.allocCount= 3 s.nelems= 5');
  await expect(state).toContainText('fatal error: s.allocCount != s.nelems && freeIndex == s.nelems');

  await page.getByRole('combobox', { name: 'Span' }).selectOption({ label: '512 × 16 B' });
  await page.getByRole('slider', { name: 'How many' }).fill('20');
  await page.getByRole('button', { name: 'Until it says something' }).click();
  await expect(state).toContainText('runtime: s.allocCount= 492 s.nelems= 512');

  await page.getByRole('combobox', { name: 'What goes wrong' }).selectOption({ label: 'nothing' });
  await page.getByRole('button', { name: 'Until it says something' }).click();
  await expect(state).toContainText('512 / 512');
  await expect(state).toContainText('span is full');
});

test('an own file on the page’s slot: the cells and the chart run on it, and one click goes back', async ({
  page,
}) => {
  await page.goto('/cases/madv-free/');
  const chart = await waitUntilAlive(page, 'gogc-chart');
  await expect(chart).toContainText('gogc-100');
  const bar = page.getByRole('complementary', { name: 'Notebook' });
  await expect(bar).toContainText('gogc (as published)');

  const folder = 'public/captures/cli-before';
  const file = readdirSync(folder).find((name) => name.startsWith('process-')) as string;
  await dropFiles(page, [join(folder, file)], '#capture-gogc .cb-drop');
  await expect(bar).toContainText(`your file ${file} in place of gogc`);
  await expect(chart).toContainText('cli-demo');
  await expect(chart).not.toContainText('gogc-100');

  await bar.getByRole('button', { name: 'Back to gogc' }).click();
  await expect(chart).toContainText('gogc-100');
  await expect(bar).toContainText('gogc (as published)');
});

test('edit, run, reload, undo, reset', async ({ page }) => {
  test.slow();
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'html`<p>edited: ${interval * 2}</p>`');
  await page.keyboard.press('Shift+Enter');
  const frame = cell.frameLocator('iframe').frameLocator('iframe');
  await expect(frame.getByText('edited: 20')).toBeVisible();
  // The inputs that it reads stand in the frame too, and work there.
  await frame.getByRole('combobox', { name: 'Sleep in the loop' }).selectOption({ label: '50 ms' });
  await expect(frame.getByText('edited: 100')).toBeVisible();

  await page.reload();
  await toCell(page, 'poll-result');
  await expect(editor).toContainText('edited: ${interval * 2}');
  await expect(cell.locator('iframe')).toHaveCount(0);
  const bar = page.getByRole('complementary', { name: 'Notebook' });
  await expect(bar).toContainText('1 cell edited');
  await bar.getByRole('button', { name: 'Run all' }).click();
  await expect(frame.getByText('edited: 20')).toBeVisible();

  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' // more');
  await expect(editor).toContainText('// more');
  // The chart above may be drawn in the moment of the click, and move the button away from it.
  await expect(async () => {
    await cell.getByRole('button', { name: 'Undo' }).click();
    await expect(editor).not.toContainText('// more', { timeout: 1000 });
  }).toPass({ timeout: 15_000 });

  await cell.getByRole('button', { name: 'Reset' }).click();
  await expect(editor).toHaveCount(0);
  await expect(cell.locator('iframe')).toHaveCount(0);
  await expect(cell).toContainText('rounds a second');
  await page.reload();
  await toCell(page, 'poll-result');
  await expect(page.getByText('1 cell edited')).toHaveCount(0);
});

test('an error is told at its line, before and while it runs', async ({ page }) => {
  await page.goto('/cases/go-prompt-timer/');
  const { cell, editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'const a = 1;\nconst b = ;');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByRole('alert')).toHaveText('poll-result, line 2:11: Unexpected token ";"');
  await expect(cell.locator('.cm-lint-marker-error')).toHaveCount(1);

  await replaceText(page, editor, 'const a = 1;\n\nnull.x;');
  await page.keyboard.press('Shift+Enter');
  await expect(cell.getByRole('status')).toHaveText(/Cannot read properties of null|1 cell failed/);
  const marked = cell.locator('.cm-lint-marker-error');
  await expect(marked).toHaveCount(1);
  const line = await marked.evaluate((mark) => mark.getBoundingClientRect().top);
  const third = await cell
    .locator('.cm-line')
    .nth(2)
    .evaluate((row) => row.getBoundingClientRect());
  expect(line).toBeGreaterThanOrEqual(third.top - 2);
  expect(line).toBeLessThan(third.bottom);
});

test('published text that has changed since: told, compared, kept or taken', async ({ page }) => {
  const path = '/cases/go-prompt-timer/';
  await page.goto(path);
  const plant = () =>
    page.evaluate((key) => {
      const edit = { text: 'html`<p>mine</p>`', of: '0000000000000000' };
      localStorage.setItem(key, JSON.stringify({ 'poll-result': edit }));
    }, `casebook:cells:${path}`);
  await plant();
  await page.reload();
  const cell = await toCell(page, 'poll-result');
  const notice = cell.getByText('The published text of this cell has changed since you edited it.');
  await expect(notice).toBeVisible();
  await cell.getByRole('status').getByRole('button', { name: 'Compare' }).click();
  await expect(cell.getByRole('group', { name: 'Difference from the published text' })).toContainText(
    '+ html`<p>mine</p>`',
  );
  await cell.getByRole('button', { name: 'Keep mine' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await toCell(page, 'poll-result');
  await expect(cell.getByRole('textbox')).toContainText('mine');
  await expect(notice).toHaveCount(0);

  await plant();
  await page.reload();
  await toCell(page, 'poll-result');
  await cell.getByRole('button', { name: 'Take the new' }).click();
  await expect(cell.getByRole('textbox')).toHaveCount(0);
  await expect(cell).toContainText('rounds a second');
});

/** What an edit from a stranger's link may try. Each tells how it went; the frame shows all of it. */
const attack = `
const tries = {
  fetch: () => fetch('/captures/topid-crash-1.log').then((response) => response.status),
  foreign: () => fetch('https://example.com/'),
  image: () => new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve('loaded');
    image.onerror = () => reject(new Error('refused'));
    image.src = '/favicon.svg?stolen';
  }),
  socket: () => new Promise((resolve, reject) => {
    const socket = new WebSocket('ws://' + new URL(document.URL).host + '/');
    socket.onopen = () => resolve('open');
    socket.onerror = () => reject(new Error('refused'));
  }),
  parent: () => window.parent.document.title,
  top: () => { window.top.location.href = 'https://example.com/'; return 'went'; },
  localStorage: () => window.localStorage.length,
  indexedDB: () => window.indexedDB.open('x'),
  cookie: () => document.cookie,
  popup: () => window.open('https://example.com/') ? 'opened' : 'refused',
  peer: () => new window.RTCPeerConnection(),
  script: () => new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => resolve('loaded');
    script.onerror = () => reject(new Error('refused'));
    script.src = '/_astro/x.js';
    document.head.append(script);
  })
};
for (const [name, attempt] of Object.entries(tries)) {
  let result;
  try { result = 'GOT ' + (await attempt()); } catch (error) { result = 'no: ' + error.name; }
  display(html\`<p>\${name}: \${result}</p>\`);
}
display(html\`<p>done</p>\`);`;

test('a link with an edit: seen first, run only when asked, and shut in where it runs', async ({
  page,
  trouble,
  baseURL,
}) => {
  trouble.allow(
    /Content Security Policy|sandbox|Failed to load resource|WebSocket|Unsafe attempt|request: wss?:|websocket: /,
  );
  const edit = ['poll-result', '0000000000000000', encodeURIComponent(attack).replaceAll("'", '%27')].join(
    ',',
  );
  const foreign: string[] = [];
  page.on('response', (response) => {
    if (/example\.com|stolen/.test(response.url())) foreign.push(response.url());
  });
  await page.goto(`/cases/go-prompt-timer/#v=2&cells.edits=${edit}`);
  const cell = page.locator('[data-cell="poll-result"]');
  const offer = cell.getByRole('region', { name: /The link brings a change/ });
  await expect(offer).toBeVisible();
  await expect(offer).toContainText('+ for (const [name, attempt] of Object.entries(tries)) {');
  await expect(offer).toContainText('The published text has changed since the link was made.');
  // All that it would load to run is here by then.
  await page.waitForLoadState('networkidle');
  await framesPassed(page);
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(
    await page.evaluate(() => localStorage.getItem('casebook:cells:/cases/go-prompt-timer/')),
  ).toBeNull();

  await offer.getByRole('button', { name: 'Take it and run' }).click();
  const frame = cell.frameLocator('iframe').frameLocator('iframe');
  await expect(frame.getByText('done')).toBeVisible();
  const told = await frame.locator('p').allInnerTexts();
  const results = told.filter((text) => /^\w+: /.test(text));
  expect(results).toHaveLength(12);
  for (const result of results) expect(result).toMatch(/: (?:no: \w+|GOT refused)$/);
  await expect(page).toHaveTitle(/go-prompt/);
  await expect(offer).toHaveCount(0);
  // An address of the site itself is a request as well, with whatever is written into it.
  await frame.locator('html').evaluate((_, address) => void (location.href = address), `${baseURL}/?stolen`);
  await expect(cell.getByText(/^The code led its frame to another page/)).toBeVisible();
  expect(foreign).toEqual([]);
});

test('a link’s edit left alone changes nothing', async ({ page }) => {
  await page.goto(
    '/cases/go-prompt-timer/#v=2&cells.edits=poll-result,0000000000000000,1%20%2B%201&cells.edits=nowhere,0000000000000000,2',
  );
  const cell = page.locator('[data-cell="poll-result"]');
  await expect(page.getByText('a cell named nowhere, which this page does not have')).toBeVisible();
  await cell.getByRole('button', { name: 'Leave it' }).click();
  await expect(cell.getByRole('region', { name: /The link brings/ })).toHaveCount(0);
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(
    await page.evaluate(() => localStorage.getItem('casebook:cells:/cases/go-prompt-timer/')),
  ).toBeNull();
  await expect(page).not.toHaveURL(/poll-result/);
});

test('an own edit goes into a link, and comes out of it elsewhere', async ({
  page,
  browser,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/cases/go-prompt-timer/');
  const { editor } = await openEditor(page, 'poll-result');
  await replaceText(page, editor, 'html`<p>from a link: ${loops}, #&=%</p>`');
  await page.getByRole('button', { name: 'Copy link with edits' }).click();
  await expect(page.getByText('Link copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await browser.newContext({ baseURL: baseURL ?? '' });
  const other = await elsewhere.newPage();
  await other.goto(link);
  await other.getByRole('button', { name: 'Take it and run' }).click();
  const cell = other.locator('[data-cell="poll-result"]');
  await expect(
    cell.frameLocator('iframe').frameLocator('iframe').getByText('from a link: 2, #&=%'),
  ).toBeVisible();
  await expect(cell.getByText('The published text has changed')).toHaveCount(0);
  await elsewhere.close();
});

test.describe('weights', () => {
  /** Bytes of a case before anybody does anything, its pictures apart: its words, code in two languages and charts. */
  const budget = 104_000;
  const readWeights = async () => JSON.parse(await readFile('dist/client/weights.json', 'utf8')) as Weights;

  test('are within their budgets, as the build reports them', async () => {
    const { pages, parts } = await readWeights();
    for (const locale of ['', '/zh-cn']) {
      for (const name of cases) expect(pages[`${locale}/cases/${name}/`]?.total).toBeLessThanOrEqual(budget);
    }
    expect(parts.editor).toBeGreaterThan(50_000);
    expect(parts.editor).toBeLessThanOrEqual(220_000);
    expect(parts.plot).toBeGreaterThan(50_000);
    expect(parts.cells).toBeGreaterThan(5000);
  });

  for (const name of cases) {
    test(`${name}: at most ${budget / 1000} KB before anybody does anything, and no jump after`, async ({
      page,
    }) => {
      await page.addInitScript(() => {
        const shifts = { sum: 0 };
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[]) {
            if (!entry.hadRecentInput) shifts.sum += entry.value;
          }
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await page.goto(`/cases/${name}/`);
      await page.waitForLoadState('networkidle');
      const loaded = await page.evaluate(() =>
        [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
          (entry) => {
            const { name, encodedBodySize } = entry as PerformanceResourceTiming;
            return { name, bytes: encodedBodySize };
          },
        ),
      );
      // A picture loads as it comes near, and none stands in the way of reading.
      const pictures = loaded.filter(({ name }) => /\/img\//.test(name));
      const sum = (entries: typeof loaded): number => entries.reduce((all, { bytes }) => all + bytes, 0);
      expect(sum(loaded) - sum(pictures)).toBeLessThanOrEqual(budget);
      expect(sum(pictures)).toBeLessThanOrEqual(25_000);
      expect(loaded.filter(({ name }) => /captures\/|worker|notebook-frame/.test(name))).toEqual([]);

      // Then somebody reads to the end, and everything comes alive on the way; cells that are folded away too.
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details:has(.cb-cell)')) part.setAttribute('open', '');
      });
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.mouse.move(300, 300);
      for (let y = 0; y < height; y += 400) {
        await page.mouse.wheel(0, 400);
        await framesPassed(page);
      }
      await page.waitForLoadState('networkidle');
      await expect(page.locator('.cb-cell-root').first()).toBeAttached();
      const shifts = await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum);
      expect(shifts).toBeLessThanOrEqual(0.02);
    });
  }
});
