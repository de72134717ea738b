import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';
import { findBrowser, toLaunchOptions } from './tests/e2e/browser.ts';
import { atRoot, belowBase } from './tests/e2e/sites.ts';

/** Each with a store of its own; of what is not built its tests say so. */
const servers = [atRoot, belowBase].filter(({ folder }) => folder === atRoot.folder || existsSync(folder));

/** The browser tests, on the built site (`npm run build` first). */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // Three on two cores: a browser waits for its server, for a frame, for a moment to pass.
  workers: 3,
  // What takes long here takes longer where other things run besides: no test is about time.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  // What passes at the second try is told as flaky.
  retries: process.env['CI'] ? 1 : 0,
  reporter: 'list',
  use: {
    baseURL: atRoot.url.replace(/\/$/, ''),
    launchOptions: toLaunchOptions(await findBrowser()),
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    // A new one takes the browser longer than the page; it is emptied between two tests: tests/e2e/harness.e2e.ts.
    reuseContext: true,
    // The site is kept by a service worker after a visit: a test of its own has one, the others have the server's answers.
    serviceWorkers: 'block',
    // A trace of each step costs more than what most tests look at: `--trace on` where one is wanted.
    trace: 'on-first-retry',
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }],
  webServer: servers.map(({ url, port, folder }) => ({
    // In the shell's place, so that the server sees when the runner is gone.
    command: `${process.platform === 'win32' ? '' : 'exec '}"${process.execPath}" bin/serve.ts --host localhost --port ${port} --site ${folder}`,
    url,
    env: {
      CASEBOOK_STORE: `node_modules/.cache/casebook/browser-tests/${port}`,
      CASEBOOK_LOG: 'off',
      // The compiler for the page is built behind the tests, once for a version of Go; one site has it.
      CASEBOOK_GO_TOOLS: folder === atRoot.folder ? 'on' : 'off',
    },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 3000 },
  })),
});
