import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { openEditor, replaceText, toCell } from './cells.ts';
import { expect, test } from './fixtures.ts';

const guide = '/guides/go-in-a-cell/';

/** Where the site was built without Go there is nothing that could run: what is recorded is looked at alone. */
const hasPrograms = readFileSync(`dist/client${guide}index.html`, 'utf8').includes('data-program=');

const outputOf = (cell: Locator) =>
  cell.getByRole('group', { name: /^(?:Output of cell|单元 \w+ 的输出)/ }).filter({ visible: true });

async function run(page: Page, name: string): Promise<Locator> {
  const cell = await toCell(page, name);
  await cell.getByRole('button', { name: `Run cell ${name}` }).click();
  return cell;
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('what is recorded stands on the page, stderr marked, with its day and its Go', async ({ page }) => {
    await page.goto(guide);
    const cell = page.locator('[data-cell="panic"]');
    await expect(outputOf(cell)).toContainText('taking an order');
    await expect(outputOf(cell).getByText('stderr')).toBeVisible();
    await expect(cell).toContainText(/Recorded on \d{4}-\d\d-\d\d with go1\.\d+.* · Exit code 2/);
    await expect(cell.getByRole('button')).toHaveCount(0);
    await page.goto(`/zh-cn${guide}`);
    await expect(page.locator('[data-cell="panic"]')).toContainText(
      /录于 \d{4}-\d\d-\d\d，go1\.\d+.* · 退出码 2/,
    );
  });
});

test.describe('a published cell', () => {
  test.skip(!hasPrograms, 'the site was built without Go');

  test('fetches its program when it is run, and says what it prints and how it ends', async ({ page }) => {
    const programs: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('.wasm')) programs.push(request.url());
    });
    await page.goto(guide);
    await toCell(page, 'hello');
    expect(programs).toEqual([]);
    const hello = await run(page, 'hello');
    await expect(hello.getByRole('status')).toHaveText(/^Exit code 0 · [\d.]+ s · [\d.]+ MiB$/);
    await expect(outputOf(hello)).toContainText(/hello from goroutine 1[^]*js wasm 1 CPU/);
    // Once more it comes from what is compiled already, and another cell has a program of its own.
    await run(page, 'hello');
    await expect(hello.getByRole('status')).toHaveText(/^Exit code 0/);
    const panic = await run(page, 'panic');
    // The crash view below has more of them.
    await expect(panic.getByRole('status').first()).toHaveText(/^Exit code 2/);
    await expect(outputOf(panic)).toContainText(/assignment to entry in nil map[^]*main\.main\(\)/);
    expect(programs).toHaveLength(2);
  });

  test('that cannot be fetched says so, and can be run again', async ({ page, trouble }) => {
    trouble.allow(/Failed to load resource/);
    await page.goto(guide);
    await page.route('**/_astro/hello.*.wasm', (route) => route.fulfill({ status: 503 }));
    const cell = await run(page, 'hello');
    await expect(cell.getByRole('alert')).toHaveText('The program could not be fetched: HTTP 503');
    await page.unrouteAll();
    await run(page, 'hello');
    await expect(cell.getByRole('status')).toHaveText(/^Exit code 0/);
  });

  test('is copied as a whole program for the Playground', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(guide);
    const cell = await toCell(page, 'hello');
    await cell.getByRole('button', { name: 'Copy for the Go Playground' }).click();
    await expect(cell.getByRole('link', { name: 'go.dev/play' })).toHaveAttribute(
      'href',
      'https://go.dev/play/',
    );
    const program = await page.evaluate(() => navigator.clipboard.readText());
    expect(program).toMatch(
      /^package main\n\nimport "fmt"\nimport "runtime"\nimport "sync"\n\nfunc main\(\) \{\n\twords/,
    );
  });
});

test.describe('an edited cell', () => {
  test.skip(!hasPrograms, 'the site was built without Go');

  /** Edits, runs, and waits for how it ended. */
  async function runText(page: Page, cell: Locator, editor: Locator, text: string, end: RegExp) {
    await replaceText(page, editor, text);
    await page.keyboard.press('Shift+Enter');
    await expect(cell.getByText(end).filter({ visible: true })).toBeVisible({ timeout: 60_000 });
  }

  test('is built by Go’s compiler in the page: its faults at their lines, its run, its end', async ({
    page,
  }) => {
    // The server may be building the compiler still; the machine does other tests besides.
    test.setTimeout(400_000);
    await page.goto(guide);
    const { cell, editor } = await openEditor(page, 'hello');
    await expect(cell.getByText(/^Go’s compiler is ready: go1\./)).toBeVisible({ timeout: 300_000 });

    await runText(page, cell, editor, 'x := 1\nfmt.Println("a" + 1)\nundefinedHere()', /^3 errors/);
    await expect(cell.getByRole('alert')).toContainText('Line 1: declared and not used: x');
    await expect(cell.getByRole('alert')).toContainText('Line 3: undefined: undefinedHere');
    await expect(cell.locator('.cm-lint-marker-error')).toHaveCount(3);

    await runText(page, cell, editor, 'fmt.Println(  "edited", 6*7 )', /^Exit code 0/);
    await expect(outputOf(cell)).toHaveText('edited 42\n');
    await expect(cell.locator('.cm-lint-marker-error')).toHaveCount(0);

    await page.keyboard.press('Shift+Alt+F');
    await expect(editor).toHaveText('fmt.Println("edited", 6*7)');
    await expect(cell.getByText('The text has changed since it ran.')).toBeVisible();
    // The cursor is where it was.
    await page.keyboard.type(' )');
    await page.keyboard.press('Shift+Alt+F');
    await expect(cell.getByRole('alert')).toContainText(/Line 1: expected '}', found 'EOF'/);
    await page.keyboard.press('Backspace');

    await runText(page, cell, editor, 'fmt.Println("before")\nfor {\n}', /^Running…$/);
    await expect(outputOf(cell)).toHaveText('before\n');
    await cell.getByRole('button', { name: 'Stop cell hello' }).press('Enter');
    await expect(cell.getByText(/^Stopped · /)).toBeVisible();
    // Stop is gone; the keyboard is at the cell's buttons.
    await expect(cell.getByRole('button', { name: 'Run', exact: true })).toBeFocused();

    await runText(
      page,
      cell,
      editor,
      'var keep [][]byte\nfor {\n\tkeep = append(keep, make([]byte, 64<<20))\n\tfmt.Println(len(keep))\n}',
      /^Ended: it took more memory than the 512 MiB that a cell may have/,
    );

    await runText(page, cell, editor, 'for i := range 100000 {\n\tfmt.Println("line", i)\n}', /^Exit code 0/);
    await expect(outputOf(cell)).toContainText('line 399');
    await expect(outputOf(cell)).not.toContainText('line 400');
    await cell.getByRole('button', { name: /^Show [\d,]+ more lines$/ }).click();
    await expect(outputOf(cell)).toContainText('line 50000');

    await cell.getByRole('button', { name: 'Reset' }).click();
    await expect(editor).toHaveCount(0);
    await expect(cell).toContainText('Recorded on');
  });

  test('of a link is seen first, and does not run by itself', async ({ page }) => {
    const edit = `hello,0000000000000000,${encodeURIComponent('fmt.Println("from a link")')}`;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${guide}#v=2&cells.edits=${edit}`);
    const cell = page.locator('[data-cell="hello"]');
    const offer = cell.getByRole('region', { name: /The link brings a change/ });
    await expect(offer).toContainText('+ fmt.Println("from a link")');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((path) => /go-tools|\.wasm|notebook-frame/.test(path))).toEqual([]);
    await offer.getByRole('button', { name: 'Leave it' }).press('Enter');
    await expect(offer).toHaveCount(0);
    await expect(cell.getByRole('button', { name: 'Run cell hello' })).toBeFocused();
  });

  test('waits for a compiler that the server still builds, and says where there is none', async ({
    page,
  }) => {
    await page.route('**/go-tools/status.json', (route) =>
      route.fulfill({ json: { state: 'building', step: 'link', done: 1, of: 5 } }),
    );
    await page.goto(guide);
    const { cell } = await openEditor(page, 'hello');
    await expect(cell.getByText(/still building Go’s compiler for the page, step 1 of 5/)).toBeVisible();
    // It asks again by itself.
    await page.route('**/go-tools/status.json', (route) =>
      route.fulfill({ json: { state: 'none', reason: 'no-go' } }),
    );
    await expect(cell.getByText(/^This site has no Go compiler for the page/)).toBeVisible();
    await cell.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(cell.getByRole('alert')).toContainText('This site has no Go compiler for the page');
  });
});
