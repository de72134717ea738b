import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../server/start-server.ts';
import type { Engine, OpenedBrowser } from './browsers.ts';
import { keys, Page } from './page.ts';

/** Where the site was built without Go there is nothing that could run. */
const hasPrograms = () =>
  readFileSync('dist/client/guides/go-in-a-cell/index.html', 'utf8').includes('data-program=');

const recording = 'public/captures/heap-release';
const log = 'public/captures/topid-crash-1.log';
const crash = { css: 'main *', name: 's.allocCount != s.nelems && freeIndex == s.nelems' };

/** What Casebook is for, done in one browser from beginning to end: each test goes on where the one before it left. */
export function testMainJob(engine: Engine): void {
  describe.skipIf(engine.missing)(engine.name, () => {
    let folder: string;
    let server: RunningServer;
    let browser: OpenedBrowser;
    let page: Page;
    const at = (path: string) => new URL(path, server.url).href;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'casebook-engine-'));
      await mkdir(join(folder, 'downloads'));
      server = await startServer({ CASEBOOK_STORE: join(folder, 'store'), CASEBOOK_GO_TOOLS: 'on' });
      browser = await engine.open(new URL(server.url).origin, folder);
      page = new Page(browser.driver);
    });
    beforeEach(({ task, onTestFailed }) => {
      onTestFailed(async () => {
        const name = `${engine.name}-${task.name.replaceAll(/\W+/g, '-')}.png`;
        await mkdir('test-results', { recursive: true });
        await writeFile(join('test-results', name), await page.takePicture(), 'base64');
      });
    });
    afterAll(async () => {
      await browser?.close();
      await server?.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    });

    test('a case is read, its charts and cells alive', async () => {
      await page.open(at('/cases/go-prompt-timer/'));
      await page.see({ css: 'h1', name: /^go-prompt/ });
      await page.see({ css: 'main figure svg path' });
      const cell = '[data-cell="poll-result"]';
      await page.hover({ css: cell });
      await page.see({ css: `${cell} .cb-cell-root`, name: /rounds a second/ });
    });

    test('an edited cell runs in its frame; one that never ends leaves the page alive', async () => {
      const cell = '[data-cell="poll-result"]';
      await page.click({ css: `${cell} button`, name: 'Edit cell poll-result' });
      const run = async (text: string) => {
        await page.write(`${cell} .cm-content`, text);
        await page.press(keys.shift, keys.enter);
      };
      await run('"edited: " + interval * 2 + " " + self.origin');
      await page.see({ css: 'body', name: /edited: 20 null/, place: 'frame' });

      await run('let n = 0; for (;;) n++;');
      await page.see({
        css: `${cell} *`,
        // WebKit does not say where code of a text threw.
        name: /^poll-result(?:, line 1)?: Error: the code ran for more than 10 seconds without a pause/,
      });
      await run('"mended"');
      await page.see({ css: 'body', name: /mended/, place: 'frame' });
    });

    test('a dropped recording is drawn, zoomed, and shared by its link and as one file', async () => {
      await page.open(at('/open/'));
      const files = readdirSync(recording)
        .filter((name) => name.endsWith('.data'))
        .map((name) => ({ name, base64: readFileSync(join(recording, name), 'base64') }));
      await page.call(drop, [files]);
      const memory = { css: '[aria-label^="Memory: "] svg path' };
      await page.see(memory);
      // What is seen of it, in words; what is drawn of it goes by the width of the page.
      const range = () => page.call(() => document.querySelector('.cb-rec-window')?.textContent);
      await page.click({ css: 'button', name: 'Zoom in' });
      await page.until('the address has the zoom', () => page.call(() => location.hash.includes('.window=')));
      const zoomed = await range();
      expect(zoomed).toMatch(/^2026-11-23 17:12:35\.5 to 17:13:26\.5/);

      await page.click({ css: 'button', name: 'Share…' });
      await page.click({ css: 'dialog button', name: 'Save HTML file' });
      await page.see({ css: 'dialog *', name: /^Saved .*\.html, / });
      await page.click({ css: 'dialog button', name: 'Copy link: Link with the data' });
      await page.see({ css: 'dialog *', name: 'Link copied, the data in it.' });
      // As a reader has it: out of the clipboard.
      await page.open(at('/open/'));
      await page.call(() => {
        const box = document.createElement('textarea');
        document.body.prepend(box);
        box.focus();
      });
      await page.press(keys.control, 'v');
      const pasted = () => page.call(() => document.querySelector('textarea')?.value ?? '');
      await page.until('the link is pasted', async () => (await pasted()).startsWith('http'));
      await page.open(await pasted());
      await page.see(memory);
      expect(await range()).toBe(zoomed);

      const downloads = join(folder, 'downloads');
      await page.until('the file is there', async () =>
        (await readdir(downloads)).some((name) => name.endsWith('.html')),
      );
      const saved = (await readdir(downloads)).find((name) => name.endsWith('.html')) as string;
      await page.open(pathToFileURL(join(downloads, saved)).href);
      await page.see(memory);
      expect(await range()).toBe(zoomed);
      await page.click({ css: 'button', name: 'Zoom out' });
      await page.until('the file zooms', async () => (await range()) !== zoomed);
    });

    test('a crash log is chosen, a profile is a flame graph', async () => {
      await page.open(at('/open/'));
      await page.choose('input[type=file][aria-label^="Choose files"]', [resolve(log)]);
      await page.see(crash);
      await page.open(at('/open/#v=2&open=site:profile-cpu'));
      await page.see({ css: '[role=tree]', name: /^Flame graph/ });
      await page.until('the flame graph is painted', () =>
        page.call(() => {
          const canvas = document.querySelector<HTMLCanvasElement>('[role=tree] canvas');
          const dots = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
          return (dots ?? []).filter((value, at) => at % 4 === 3 && value > 0).length > 10_000;
        }),
      );
      await page.click({ css: '[role=tree] canvas' });
      await page.press(keys.home);
      await page.press(keys.up);
      await page.press(keys.enter);
      await page.until('the address has the frame', () => page.call(() => location.hash.includes('zoom=')));
    });

    test('a cell in Go is edited and built in the page', async ({ skip }) => {
      skip(!hasPrograms(), 'the site was built without Go');
      await page.open(at('/guides/go-in-a-cell/'));
      const cell = '[data-cell="hello"]';
      await page.hover({ css: cell });
      await page.click({ css: `${cell} button`, name: 'Run cell hello' });
      await page.see({ css: `${cell} [role=status]`, name: /^Exit code 0/ });
      await page.click({ css: `${cell} button`, name: 'Edit cell hello' });
      await page.see({ css: `${cell} *`, name: /^Go’s compiler is ready: go1\./ }, 300);
      await page.write(`${cell} .cm-content`, 'fmt.Println("edited", 6*7)');
      await page.press(keys.shift, keys.enter);
      await page.see({ css: `${cell} [aria-label^="Output of cell"]`, name: /^edited 42$/ });
    });

    test('without its server the site goes on: cases, cells, what was opened', async () => {
      await page.open(at('/'));
      await page.see({ css: '.cb-offline', name: /Available offline/ });
      await server.kill();
      await page.open(at('/zh-cn/cases/madv-free/'));
      await page.see({ css: 'main figure svg path' });
      await page.open(at('/cases/go-prompt-timer/'));
      await page.hover({ css: '[data-cell="poll-result"]' });
      await page.click({ css: 'button', name: 'Run all' });
      await page.see({ css: 'body', name: /mended/, place: 'frame' });
      await page.open(at('/open/'));
      await page.choose('input[type=file][aria-label^="Choose files"]', [resolve(log)]);
      await page.see(crash);
      await page.until('the address names the file', () => page.call(() => location.hash.includes('open=')));
      await page.reload();
      await page.see(crash);
      // Firefox says so, without an address, of the frame that a run of all cells replaces while it still loads.
      const isReplaced = (text: string) => text.startsWith('Failed to load ‘’. A ServiceWorker intercepted');
      expect(browser.driver.trouble.filter((text) => !isReplaced(text))).toEqual([]);
    });
  });
}

/** Runs in the page: files dropped on it as a file manager would. */
function drop(files: { name: string; base64: string }[]): void {
  const dataTransfer = new DataTransfer();
  for (const { name, base64 } of files) {
    dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
  }
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}
