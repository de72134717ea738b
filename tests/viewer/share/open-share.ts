import { h } from 'preact';
import { vi } from 'vitest';
import type { Locale } from '#locale/locale.ts';
import type { View, ViewState } from '#view/view-state.ts';
import { toItems } from '#viewer/captures/items.ts';
import type { Source } from '#viewer/captures/source.ts';
import type { ShareStore } from '#viewer/share/store.ts';
import type { RedactRequest } from '#workers/redact-messages.ts';
import { answerRedact } from '#workers/redact-task.ts';
import { openPage, type OpenPage } from '../open-page.ts';

// The view is written into the address a moment after it changes, when a test may be over.
Object.defineProperty(globalThis, 'history', {
  value: { state: null, replaceState: () => undefined },
  configurable: true,
});

/** The share dialog of a page, open. */
export interface OpenShare extends OpenPage {
  /** Redactions that were asked for, the last one at the end. */
  workers: FakeWorker[];
  /** Ways that are offered, by name, and what each says. */
  ways(): Record<string, string>;
  /** The group of one way. */
  way(name: string): HTMLElement;
  /** What the dialog says of what was done. */
  said(): string;
}

/** As the worker answers, on the page's own thread. */
export class FakeWorker {
  /** Not answered before it is asked for. */
  static held = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  terminated = false;
  request: RedactRequest | undefined;

  postMessage(request: RedactRequest): void {
    this.request = structuredClone(request);
    if (!FakeWorker.held) queueMicrotask(() => this.answer());
  }

  answer(): void {
    answerRedact(this.request!, (data) => this.onmessage?.({ data }));
  }

  terminate(): void {
    this.terminated = true;
  }
}

export interface ShareOptions {
  view?: View;
  title?: string;
  locale?: Locale;
  chart?: { slot: string; state: ViewState };
  store?: ShareStore | undefined;
  /** Answers to requests, by address; 404 for others. */
  files?: Record<string, string>;
  /** Done with the page's modules, which are new for each page, before the dialog is one of them. */
  prepare?: () => Promise<unknown>;
}

export async function openShare(sources: readonly Source[], options: ShareOptions = {}): Promise<OpenShare> {
  const { view, title = 'Two captures', locale = 'en', chart, store, files = {}, prepare } = options;
  const workers: FakeWorker[] = [];
  FakeWorker.held = false;
  const page = openPage({
    Worker: class extends FakeWorker {
      constructor() {
        super();
        workers.push(this);
      }
    },
    fetch: async (url: string) => new Response(files[url] ?? '', { status: url in files ? 200 : 404 }),
  });
  const { prototype } = page.document.createElement('dialog').constructor as { prototype: HTMLDialogElement };
  prototype.showModal = function showModal() {
    this.setAttribute('open', '');
  };
  prototype.close = function close() {
    this.removeAttribute('open');
    page.fire(this, 'close');
  };

  // The page's view, the switches and the store are each one for a page: a new page has new ones.
  vi.resetModules();
  vi.doMock('#viewer/share/find-store.ts', () => ({ findShareStore: async () => store }));
  await prepare?.();
  const { pageView } = await import('#viewer/page/page-view.ts');
  if (view) {
    pageView.setCaptures(view.captures);
    for (const [slot, state] of Object.entries(view.states)) pageView.setState(slot, state);
  }
  const { ShareDialog } = await import('#viewer/share/ShareDialog.tsx');
  page.show(h(ShareDialog, { items: toItems(sources), title, locale, ...(chart ? { chart } : {}) }));
  page.click(page.root.querySelector('button')!);
  await page.until(() => page.all('dialog').length > 0);

  const groups = (): HTMLElement[] => page.all('.cb-share-way');
  const share: OpenShare = {
    ...page,
    workers,
    ways: () =>
      Object.fromEntries(
        groups().map((group) => [
          page.text(group.querySelector('h4')!),
          page.text(group.querySelector('p')!),
        ]),
      ),
    way(name) {
      const found = groups().find((group) => page.text(group.querySelector('h4')!).startsWith(name));
      if (!found) throw new Error(`no way is called ${name}: ${Object.keys(share.ways()).join(', ')}`);
      return found;
    },
    said: () => page.text(page.all('.cb-share-ways > .cb-share-said')[0]!),
  };
  return share;
}
