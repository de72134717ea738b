import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

/** What a page did that no page of ours may do. */
export class Trouble {
  readonly #allowed: RegExp[] = [];
  #seen: string[] = [];

  /** Says before it happens that a test expects it: a page that is not there is told on the console, say. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  add(what: string): void {
    if (!this.#allowed.some((pattern) => pattern.test(what))) this.#seen.push(what);
  }

  get seen(): readonly string[] {
    return this.#seen;
  }

  /** What was seen until now is dealt with. */
  clear(): void {
    this.#seen = [];
  }
}

/**
 * Every browser test fails on an error on the console, an error that no code caught, and a request
 * to any other origin: in the test's own page and in every context that it opens besides.
 */
export const test = base.extend<{ trouble: Trouble }>({
  trouble: [
    async ({ browser, context, baseURL }, use) => {
      const trouble = new Trouble();
      const origin = new URL(baseURL ?? 'http://localhost').origin;
      watch(context, trouble, origin);
      const { newContext } = browser;
      browser.newContext = async (...options) => {
        const another = await newContext.apply(browser, options);
        watch(another, trouble, origin);
        return another;
      };
      await use(trouble);
      browser.newContext = newContext;
      // The next test has the same context, of which Playwright empties all else.
      await context.clearPermissions();
      expect(trouble.seen, 'what the pages did besides').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

function watch(context: BrowserContext, trouble: Trouble, origin: string): void {
  context.on('console', (message) => {
    if (message.type() === 'error') trouble.add(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => trouble.add(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    const url = request.url();
    if (!/^(?:data|blob|about):/.test(url) && new URL(url).origin !== origin) trouble.add(`request: ${url}`);
  });
  const watchSockets = (page: Page) =>
    page.on('websocket', (socket) => trouble.add(`websocket: ${socket.url()}`));
  // A context that is used again has its page already.
  context.pages().forEach(watchSockets);
  context.on('page', watchSockets);
}
