import { beforeEach, describe, expect, test } from 'vitest';
import { Keeping, type KeepingBrowser, type KeepingState } from '#offline/keeping.ts';

class Worker extends EventTarget {
  readonly said: unknown[] = [];
  state: ServiceWorkerState;

  constructor(state: ServiceWorkerState) {
    super();
    this.state = state;
  }

  postMessage(message: unknown): void {
    this.said.push(message);
  }
}

class Registration extends EventTarget {
  installing: Worker | null = null;
  waiting: Worker | null = null;
  active: Worker | null = null;
  isGone = false;
  hasScript = true;

  async update(): Promise<void> {
    if (!this.hasScript) throw new TypeError('404');
  }

  async unregister(): Promise<boolean> {
    return (this.isGone = true);
  }

  /** A newer version comes, is whole, and waits. */
  install(): Worker {
    const worker = new Worker('installing');
    this.installing = worker;
    this.dispatchEvent(new Event('updatefound'));
    return worker;
  }

  go(worker: Worker, state: ServiceWorkerState): void {
    if (this.installing === worker) this.installing = null;
    if (this.waiting === worker) this.waiting = null;
    if (state === 'installed') this.waiting = worker;
    if (state === 'activating' || state === 'activated') this.active = worker;
    worker.state = state;
    worker.dispatchEvent(new Event('statechange'));
  }
}

/** A browser with one site. */
class Browser extends EventTarget implements KeepingBrowser {
  isSecure = true;
  savesData = false;
  known: Registration | undefined;
  next = new Registration();
  controller: ServiceWorker | null = null;
  status: number | undefined = 200;
  isForgotten = false;
  reloads = 0;
  hasWorkers = true;

  get container(): KeepingBrowser['container'] {
    if (!this.hasWorkers) return undefined;
    return {
      controller: this.controller,
      addEventListener: this.addEventListener.bind(this) as ServiceWorkerContainer['addEventListener'],
      getRegistration: async () => this.known as unknown as ServiceWorkerRegistration,
      register: async () => {
        if (!this.known && !this.next.hasScript) throw new TypeError('404');
        return (this.known ??= this.next) as unknown as ServiceWorkerRegistration;
      },
    };
  }

  async askForWorker(): Promise<number | undefined> {
    return this.status;
  }

  async forgetAll(): Promise<void> {
    this.isForgotten = true;
  }

  reload(): void {
    this.reloads++;
  }

  tell(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

let browser: Browser;
let states: KeepingState[];
let keeping: Keeping;

beforeEach(() => {
  browser = new Browser();
  states = [];
  keeping = new Keeping(browser, '/offline-worker.js', (state) => states.push(state));
});

/** After a visit. */
function visited(): Registration {
  browser.known = new Registration();
  browser.known.active = new Worker('activated');
  browser.controller = {} as ServiceWorker;
  return browser.known;
}

describe('the first visit', () => {
  test('keeps the site, and says when it is there', async () => {
    const worker = (browser.next.installing = new Worker('installing'));
    await keeping.start();
    expect(states).toEqual(['keeping']);
    browser.next.go(worker, 'installed');
    browser.next.go(worker, 'activating');
    browser.dispatchEvent(new Event('controllerchange'));
    browser.next.go(worker, 'activated');
    expect(states).toEqual(['keeping', 'kept']);
  });

  test.each([
    ['network', 'failed'],
    ['room', 'no-room'],
  ])('that fails for want of %s says %s', async (reason, state) => {
    const worker = (browser.next.installing = new Worker('installing'));
    await keeping.start();
    browser.tell({ kind: 'not-kept', reason });
    browser.next.go(worker, 'redundant');
    expect(states).toEqual(['keeping', state]);
  });

  test('asks first who wants to save data', async () => {
    browser.savesData = true;
    await keeping.start();
    expect(states).toEqual(['asking']);
    expect(browser.known).toBeUndefined();
    browser.next.installing = new Worker('installing');
    await keeping.keep();
    expect(states).toEqual(['asking', 'keeping']);
  });

  test('says nothing where the site has no worker, or the browser takes none', async () => {
    browser.next.hasScript = false;
    browser.status = 404;
    await keeping.start();
    browser.hasWorkers = false;
    await keeping.start();
    expect(states).toEqual([]);
  });

  test('says why where the address is not secure', async () => {
    browser.hasWorkers = false;
    browser.isSecure = false;
    await keeping.start();
    expect(states).toEqual(['insecure']);
  });
});

describe('a newer version', () => {
  test('waits until the reader takes it, and reloads this page alone', async () => {
    const registration = visited();
    await keeping.start();
    const worker = registration.install();
    expect(states).toEqual(['kept']);
    registration.go(worker, 'installed');
    expect(states).toEqual(['kept', 'newer']);
    expect(worker.said).toEqual([]);
    keeping.takeNewer();
    expect(worker.said).toEqual([{ kind: 'take-over' }]);
    expect(browser.reloads).toBe(0);
    browser.dispatchEvent(new Event('controllerchange'));
    expect(browser.reloads).toBe(1);
  });

  test('that another page has taken is said, and nothing is done', async () => {
    const registration = visited();
    await keeping.start();
    const worker = registration.install();
    registration.go(worker, 'installed');
    browser.dispatchEvent(new Event('controllerchange'));
    registration.go(worker, 'activated');
    expect(states).toEqual(['kept', 'newer', 'taken']);
    expect(browser.reloads).toBe(0);
  });

  test('that cannot be kept leaves what is kept', async () => {
    const registration = visited();
    await keeping.start();
    const worker = registration.install();
    browser.tell({ kind: 'not-kept', reason: 'network' });
    registration.go(worker, 'redundant');
    expect(states).toEqual(['kept']);
  });

  test('that waits already is offered at once', async () => {
    visited().waiting = new Worker('installed');
    await keeping.start();
    expect(states).toEqual(['newer']);
  });
});

describe('a site that has its worker no more', () => {
  test.each([404, 410])('answers %i, and what it kept goes', async (status) => {
    const registration = visited();
    registration.hasScript = false;
    browser.status = status;
    await keeping.start();
    expect(registration.isGone).toBe(true);
    expect(browser.isForgotten).toBe(true);
    expect(states.at(-1)).toBe('unknown');
  });

  test.each([undefined, 502, 200])('is no reason where the network says %s', async (status) => {
    const registration = visited();
    registration.hasScript = false;
    browser.status = status;
    await keeping.start();
    expect(registration.isGone).toBe(false);
    expect(browser.isForgotten).toBe(false);
    expect(states).toEqual(['kept']);
  });
});

test('no room for something more is said while the rest is kept', async () => {
  visited();
  await keeping.start();
  browser.tell({ kind: 'no-room' });
  expect(states).toEqual(['kept', 'no-room']);
});
