import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { framesPassed } from './address.ts';
import { dropBytes } from './drop.ts';
import { expect, test } from './fixtures.ts';

/**
 * Markup that runs script or asks another site where it is taken for any. The fixtures fail on what the policy refuses as well as on
 * what is asked; this says what nothing reports: that an element was made of it, or a handler ran.
 */
const hostile =
  `"'></script></title></textarea><img src=//evil.invalid/p onerror=struck()><svg onload=struck()><script>struck()</script>` +
  '<a href=javascript:struck()>go</a><style>@import url(//evil.invalid/s)</style><iframe srcdoc="<script>parent.struck()</script>">';

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const table = [
  'time,pid,name,ucpu,scpu,mem_kb',
  ...Array.from({ length: 30 }, (_, at) => [
    `${at * 3},1,${cell(hostile)},${10 + (at % 7)},1,${40_000 + at}`,
    `${at * 3},2,${cell(`=HYPERLINK("http://evil.invalid/";"x") ${hostile}`)},3,1,9000`,
  ]).flat(),
].join('\n');
// A name that ends where a log's or a stack's would.
const word = hostile.replaceAll(/[\s;]/g, '\u00a0');
const log = [
  `panic: ${hostile}`,
  '',
  'goroutine 1 [chan receive, 7 minutes]:',
  `main.${word}(0x1, 0x2)`,
  `\t/src/${word}/main.go:12 +0x1d`,
  `created by main.${word} in goroutine 1`,
  `\t/src/${word}/main.go:9 +0x1d`,
  '',
  'goroutine 2 [semacquire]:',
  `net/${word}.wait()`,
  `\t/src/${word}/wait.go:3 +0x1d`,
  'exit status 2',
  '',
].join('\n');
const folded = Array.from({ length: 20 }, (_, at) => `main.main;${word};f${at};${word}${at} ${at + 1}`).join(
  '\n',
);

const files = [
  { name: `${hostile.replaceAll('/', '∕')}.csv`, text: table },
  { name: `${hostile.replaceAll('/', '∕')}.log`, text: log },
  { name: `${hostile.replaceAll('/', '∕')}.folded`, text: folded },
].map(({ name, text }) => ({ name, base64: Buffer.from(text).toString('base64') }));

/** What of it has become more than text, in the page or in a picture that it made. */
async function findStruck(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    ...((window as unknown as { strikes?: string[] }).strikes ?? []),
    ...[...document.querySelectorAll('*')]
      .filter((one) =>
        [...one.attributes].some(
          ({ name, value }) =>
            /^on(?!e$)/.test(name) || (/^(?:src|href|srcdoc|style)$/.test(name) && /evil|struck/.test(value)),
        ),
      )
      .map((one) => one.outerHTML.slice(0, 200)),
  ]);
}

/** Opens all that unfolds, and has every choice of figure drawn. */
async function walk(page: Page): Promise<void> {
  const unfold = () =>
    page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLDetailsElement>('main details')) part.open = true;
      scrollTo(0, document.documentElement.scrollHeight);
    });
  await unfold();
  const choices = await page.locator('main input[type=radio]').count();
  for (let at = 0; at < choices; at++) {
    await page.evaluate(
      (at) => document.querySelectorAll<HTMLElement>('main input[type=radio]')[at]?.click(),
      at,
    );
    await framesPassed(page);
    await unfold();
  }
  // What is told of what is pointed at.
  const drawn = page.locator('main svg:visible, main canvas:visible').first();
  const box = (await drawn.count()) > 0 ? await drawn.boundingBox() : null;
  if (box) await page.mouse.move(box.x + box.width / 2, Math.max(box.y + box.height / 2, 100));
  await framesPassed(page);
}

test('what files and links are made of is text in every view, in previews, exports, and a page of one file', async ({
  page,
  browser,
  trouble,
}, info) => {
  test.setTimeout(120_000);
  trouble.allow(/^request: file:/);
  const watch = () => {
    const seen: string[] = [];
    Object.assign(window, { strikes: seen, struck: () => seen.push('a script ran') });
    addEventListener('securitypolicyviolation', ({ blockedURI }) => seen.push(`refused: ${blockedURI}`));
  };
  await page.addInitScript(watch);
  const said = encodeURIComponent(hostile).replaceAll("'", '%27');
  await page.goto(
    `/open/#v=2&open=site:heap-release&heap-release.pins=time:12,text:${said}&heap-release.filter=${said}&open=site:${said}`,
  );
  await dropBytes(page, files);
  const list = page.getByRole('region', { name: '5 captures open' });
  const shown = list.getByRole('button', { name: /^Show / });
  await expect(list.getByRole('progressbar')).toHaveCount(0);
  for (let at = 0; at < (await shown.count()); at++) {
    await shown.nth(at).click();
    await expect(page.locator('.cb-loading')).toHaveCount(0);
    await walk(page);
    expect(await findStruck(page)).toEqual([]);
  }

  // A picture that goes out is a document of its own, whose scripts would run.
  await shown.filter({ hasText: '.csv' }).click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.cb-fig-out button')]
        .find((one) => one.textContent === 'SVG')
        ?.click(),
    ),
  ]);
  await page.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this view' });
  await dialog.getByRole('checkbox', { name: 'Redact first' }).check();
  await dialog.getByText(/^Preview: \d+ things? taken out/).click();
  await dialog.getByText('What goes, as text').click();
  await expect(dialog.getByRole('region', { name: 'What goes, as text' })).toContainText('textarea><img');
  expect(await findStruck(page)).toEqual([]);
  await dialog.getByRole('checkbox', { name: 'Redact first' }).uncheck();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save HTML file' }).click(),
  ]);

  const context = await browser.newContext();
  await context.addInitScript(watch);
  const other = await context.newPage();
  for (const download of [picture, saved]) {
    const path = info.outputPath(download === picture ? 'figure.svg' : 'page.html');
    await download.saveAs(path);
    await other.goto(pathToFileURL(path).href);
    if (download === saved) {
      const rows = other.getByRole('navigation', { name: 'Captures' }).getByRole('button');
      await expect(rows.first()).toBeVisible();
      for (let at = 0; at < (await rows.count()); at++) {
        await rows.nth(at).click();
        await walk(other);
      }
    }
    expect(await findStruck(other)).toEqual([]);
  }
  await context.close();
});
