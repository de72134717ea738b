import { expectAccessible } from './accessible.ts';
import { toAddress } from './address.ts';
import { dropBytes, dropFiles } from './drop.ts';
import { expect, test } from './fixtures.ts';

const fixtures = 'tests/fixtures/go-crash/valid';

test('a frame leads to its line of the log, and a marked line is in the link', async ({ page, browser }) => {
  await page.goto('/open/#v=2&open=site:topid-crash-1');
  await page.getByRole('button', { name: 'Show line 12 in the log' }).first().click();
  await expect(page).toHaveURL(/topid-crash-1\.line=12/);
  const log = page.getByRole('region', { name: /^Log topid-crash-1/ });
  await expect(log.getByText('runtime.mallocgc(0x600, 0x15d600, 0x1, 0x0)')).toBeInViewport();
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(await toAddress(page));
  await expect(
    other.getByRole('region', { name: /^Log topid-crash-1/ }).getByText('runtime.mallocgc(0x600'),
  ).toBeVisible();
  await context.close();
});

test('what the allocator was asked for is held against the span that the log names', async ({ page }) => {
  await page.goto('/open/#v=2&open=site:topid-crash-1');
  await expect(
    page.getByText(/size class 35: objects of 1,536 bytes, 5 in a span of 8,192 bytes/),
  ).toBeVisible();
  await expect(page.getByText(/span class 71, size class 35/)).toBeVisible();
  await expect(page.getByText(/only before Go 1\.16/)).toBeVisible();
  await expect(
    page.getByText(/Go 1\.13: only there does throw stand at runtime\/panic\.go:774/),
  ).toBeVisible();
  await page.getByRole('link', { name: 'More in the guide' }).click();
  await expect(page).toHaveURL(/\/guides\/crashes\/span-accounting\/$/);
});

test('two logs stand side by side with their shared frames and their difference, by link too', async ({
  page,
}) => {
  await page.goto('/open/#v=2&open=site:topid-crash-1&open=site:topid-crash-3');
  await page.getByRole('checkbox', { name: 'topid-crash-3' }).check();
  await expect(page.getByText('The innermost 3 frames are the same in all of them')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Difference by bucket' })).toBeVisible();
  await expect(page).toHaveURL(/beside=topid-crash-3/);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Difference by bucket' })).toBeVisible();
});

test('a dump of many goroutines folds into buckets and filters by state and text', async ({ page }) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/go1.26-sigquit-minutes.log`]);
  const goroutines = page.getByRole('region', { name: 'Goroutines' });
  await expect(goroutines.getByRole('status').first()).toContainText(/\d+ goroutines in \d+ buckets/);
  const all = await goroutines.getByRole('status').first().textContent();
  await goroutines.getByRole('searchbox').first().fill('sync');
  await expect(goroutines.getByRole('status').first()).not.toHaveText(all ?? '');
  await expect(page).toHaveURL(/text=sync/);
});

test('the runtime’s frames fold, and the reason is copied as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/open/#v=2&open=site:topid-crash-1');
  const frame = page
    .getByRole('region', { name: 'Goroutines' })
    .getByText('mallocgc', { exact: false })
    .first();
  await expect(frame).toBeVisible();
  await page.getByRole('checkbox', { name: 'runtime frames' }).check();
  await expect(page).toHaveURL(/fold=runtime/);
  await page.getByRole('button', { name: 'Copy reason and top frames' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/fatal error: s\.allocCount != s\.nelems && freeIndex == s\.nelems[\s\S]*runtime\.mallocgc/);
});

test('a panic that a server caught says so, and the place below it leads to its line', async ({ page }) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/go1.26-http-panic.log`]);
  const crash = page.getByRole('region', { name: /^Crash: go1\.26-http-panic\.log/ });
  await expect(
    crash.getByText('Somebody caught the panic, printed it, and the program went on.'),
  ).toBeVisible();
  await expect(crash.getByText('Caught by')).toBeVisible();
  const place = crash.locator('dd').filter({ hasText: 'casebook/crashes' }).first();
  await place.getByRole('button').first().click();
  await expect(page).toHaveURL(/\.line=\d+/);
  await expect(page.getByRole('region', { name: /^Log go1\.26-http-panic/ }).last()).toBeFocused();
});

test('goroutines are a flame graph, walked by keyboard alone: who waits in one frame, and back', async ({
  page,
}) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/go1.26-lock-held.log`]);
  const goroutines = page.getByRole('region', { name: 'Goroutines' });
  await goroutines.getByRole('radio', { name: 'list' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/goroutines=flame/);
  const tree = goroutines.getByRole('tree', { name: /^Goroutines by stack/ });
  await tree.focus();
  const frame = goroutines.getByRole('group', { name: 'Frame' });
  // From the whole to what most goroutines began with, and to what they called.
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(frame).toContainText('main.init.3.func2.1.1');
  await page.keyboard.press('ArrowUp');
  await expect(frame).toContainText('6 goroutines');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/stackZoom=main\.init/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/stackZoom/);
  await expectAccessible(page, 'goroutines as a flame graph');
  await page.keyboard.press('Shift+Enter');
  await expect(page).toHaveURL(/stackFrame=main\.init/);
  await page.reload();
  await expect(goroutines.getByRole('button', { name: 'Show the whole' })).toBeVisible();
  await expectAccessible(page, 'who waits in one frame');
  await goroutines.getByRole('button', { name: 'Show the whole' }).press('Enter');
  await expect(tree).toBeVisible();
});

test('who waits for one lock, and who may hold it, leads to the lines of the log', async ({ page }) => {
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/go1.26-lock-order.log`]);
  const waiting = page.getByRole('region', { name: 'Waiting for the same' });
  await expect(waiting.getByText('each waits for the other')).toHaveCount(2);
  await expect(waiting.getByText('goroutine 20 [sync.Mutex.Lock]')).toBeVisible();
  await expectAccessible(page, 'goroutines that wait for each other');
  await waiting.getByRole('button', { name: 'Show line 39 in the log' }).first().click();
  await expect(page).toHaveURL(/line=39/);
});

test('one stack is copied as Go prints it, and what paths share is said once', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/go1.26-sigquit-minutes.log`]);
  const goroutines = page.getByRole('region', { name: 'Goroutines' });
  await expect(goroutines.getByText('…/waiting.go:63').first()).toBeVisible();
  // What is read down stands below one another.
  const left = (text: string) =>
    goroutines
      .getByText(text, { exact: true })
      .first()
      .evaluate((element) => element.getBoundingClientRect().left);
  expect(await left('main.waitEverywhere.func1')).toBe(await left('main.waitEverywhere.func7'));
  await goroutines.getByRole('button', { name: 'Copy stack of goroutine 94' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^goroutine 94 gp=0x\w+ m=0 mp=0x\w+ \[syscall, 4 minutes\]:\nsyscall\.Syscall\(/);
  await goroutines.getByRole('checkbox', { name: 'Leave out what paths share' }).uncheck();
  await expect(page).toHaveURL(/paths=full/);
  await expect(goroutines.getByText('casebook/crashes/waiting.go:63').first()).toBeVisible();
  await expectAccessible(page, 'a dump in rows of buckets');
});

test('the raw log wraps by link, and is searched by keyboard, forwards and back', async ({ page }) => {
  await page.setViewportSize({ width: 600, height: 800 });
  await page.goto('/open/');
  await dropFiles(page, [`${fixtures}/go1.26-sigquit-minutes.log`]);
  const log = page.getByRole('region', { name: /^Log go1\.26-sigquit-minutes\.log, / });
  const overflow = () => log.evaluate((element) => element.scrollWidth - element.clientWidth);
  await expect.poll(overflow).toBeGreaterThan(0);
  await page.getByRole('checkbox', { name: 'Wrap lines' }).check();
  await expect(page).toHaveURL(/\.wrap/);
  await expect.poll(overflow).toBe(0);
  // Rows are counted as the browser breaks them: the last line is at the end, and whole.
  await log.focus();
  await page.keyboard.press('End');
  const last = log.getByRole('button', { name: /^Line \d+$/ }).last();
  await expect(last).toBeInViewport();
  const search = page.getByRole('searchbox', { name: 'Find in the log' });
  await search.fill('func14\\(');
  await page.getByRole('checkbox', { name: 'Regular expression' }).check();
  await expect(page).toHaveURL(/findBy=expression/);
  const status = page.getByRole('search').getByRole('status').filter({ hasText: / of / });
  await expect(status).toHaveText('1 of 4');
  await search.press('Enter');
  await expect(status).toHaveText('2 of 4');
  await search.press('Shift+Enter');
  await search.press('Shift+Enter');
  await expect(status).toHaveText('4 of 4');
  await expect(log.locator('mark').last()).toBeInViewport();
  await search.fill('func14(');
  await expect(page.getByText('A bracket is never closed, at character 7. It finds nothing.')).toBeVisible();
  await expectAccessible(page, 'a raw log that is searched');
});

test('a crash that is there three times is reported once, and two of them are laid beside each other', async ({
  page,
}) => {
  const panic = (id: number, line: number): string =>
    `panic: boom\n\ngoroutine ${id} [running]:\nmain.read(0x1)\n\t/src/port.go:${line} +0x1\nmain.main()\n\t/src/main.go:3 +0x1\n\n`;
  const text = panic(1, 9) + panic(7, 9) + panic(8, 12);
  await page.goto('/open/');
  await dropBytes(page, [{ name: 'boom.log', base64: Buffer.from(text).toString('base64') }]);
  const alike = page.getByText('2 more like it in this log: differ in goroutine number, lines of the source');
  await alike.click();
  await page.getByRole('button', { name: 'Crash 3 side by side' }).press('Enter');
  await expect(page).toHaveURL(/beside=%233/);
  const stacks = page.getByRole('group', { name: 'The stacks that crashed, frame by frame' });
  await expect(stacks.getByText('/src/port.go:12')).toBeVisible();
  await expectAccessible(page, 'crashes that are one crash again');
});
