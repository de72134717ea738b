import { parseHTML } from 'linkedom';
import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';

/** Pixels that every element of the page has: nothing is laid out. */
export const pageWidth = 800;
const pageHeight = 480;

/** A page without a browser: linkedom's, with what components ask of one. */
export interface OpenPage {
  document: Document;
  root: HTMLElement;
  show(node: ComponentChild): void;
  /** The one element of a selector whose name or text is so; throws where there is none, or several. */
  find(selector: string, name: string | RegExp): HTMLElement;
  all(selector: string, name?: string | RegExp): HTMLElement[];
  fire(target: EventTarget, type: string, parts?: Record<string, unknown>): void;
  click(element: Element, parts?: Record<string, unknown>): void;
  /** Writes into a field. */
  type(field: Element, value: string): void;
  /** Chooses an option, a radio button, or ticks a box or takes the tick off. */
  choose(field: Element, value: string | boolean): void;
  /** Opens or closes a disclosure. */
  unfold(details: Element, open?: boolean): void;
  /** What was put on the clipboard. */
  copied: string[];
  /** What was saved as a file. */
  saved: { name: string; blob: Blob }[];
  /** Lets promises and timers of no length run, with what they draw. */
  settle(): Promise<void>;
  /** Waits until something holds; throws where it does not for long. */
  until(holds: () => boolean): Promise<void>;
  /** All text of an element in one line. */
  text(element?: Element): string;
  close(): void;
}

/** @param globals what else the page has, by name: a clipboard, say */
export function openPage(globals: Record<string, unknown> = {}): OpenPage {
  const window = parseHTML('<!doctype html><html data-theme="dark"><body><main></main></body></html>');
  const { document } = window as unknown as { document: Document };
  const root = document.querySelector('main') as HTMLElement;
  const copied: string[] = [];
  const saved: OpenPage['saved'] = [];
  const stored = new Map<string, string>();
  const blobs = new Map<string, Blob>();
  const query = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  const given: Record<string, unknown> = {
    document,
    window,
    HTMLElement: window.HTMLElement,
    requestAnimationFrame: (run: () => void) => Number(setTimeout(run, 0)),
    cancelAnimationFrame: (id: number) => clearTimeout(id),
    matchMedia: () => query,
    location: new URL('https://casebook.test/open/#v=2'),
    ResizeObserver: class {
      observe(): void {}
      disconnect(): void {}
    },
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    navigator: { clipboard: { writeText: async (text: string) => void copied.push(text) } },
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
    URL: class extends URL {
      static override createObjectURL(blob: Blob): string {
        const url = `blob:${blobs.size}`;
        blobs.set(url, blob);
        return url;
      }
      static override revokeObjectURL(): void {}
    },
    WheelEvent: { DOM_DELTA_LINE: 1 },
    FormData: class {
      private readonly form: Element;
      constructor(form: Element) {
        this.form = form;
      }
      get(name: string): string | null {
        return this.form.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? null;
      }
    },
    ...globals,
  };
  const before = Object.keys(given).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(given)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  Object.defineProperty(window, 'matchMedia', { value: () => query, configurable: true });
  const { prototype } = window.HTMLElement as unknown as typeof HTMLElement;
  Object.defineProperty(prototype, 'clientWidth', { get: () => pageWidth, configurable: true });
  Object.defineProperty(prototype, 'clientHeight', { get: () => pageHeight, configurable: true });
  Object.defineProperty(prototype, 'scrollTop', { value: 0, configurable: true, writable: true });
  for (const name of ['scrollIntoView', 'select', 'setPointerCapture']) {
    Object.defineProperty(prototype, name, { value: () => undefined, configurable: true });
  }
  const box = { left: 0, top: 0, right: pageWidth, bottom: pageHeight, width: pageWidth, height: pageHeight };
  Object.defineProperty(prototype, 'getBoundingClientRect', { value: () => box, configurable: true });

  const create = document.createElement.bind(document);
  document.createElement = ((tag: string) => {
    const element = create(tag);
    if (element instanceof window.HTMLAnchorElement) {
      element.click = () => saved.push({ name: element.download, blob: blobs.get(element.href)! });
    }
    return element;
  }) as typeof document.createElement;

  const matches = (element: Element, name: string | RegExp): boolean => {
    const names = [element.getAttribute('aria-label'), toText(element)];
    return names.some((one) => one !== null && (typeof name === 'string' ? one === name : name.test(one)));
  };
  const page: OpenPage = {
    document,
    root,
    show: (node) => void act(() => render(node, root)),
    all: (selector, name) =>
      ([...document.querySelectorAll(selector)] as HTMLElement[]).filter(
        (element) => name === undefined || matches(element, name),
      ),
    find(selector, name) {
      const found = page.all(selector, name);
      if (found.length !== 1) throw new Error(`${found.length} of ${selector} are called ${String(name)}`);
      return found[0]!;
    },
    fire(target, type, parts = {}) {
      const event = new (window as unknown as { Event: typeof Event }).Event(type, {
        bubbles: true,
        cancelable: true,
      });
      for (const [name, value] of Object.entries(parts)) {
        Object.defineProperty(event, name, { value, configurable: true });
      }
      void act(() => void target.dispatchEvent(event));
    },
    click: (element, parts) => page.fire(element, 'click', parts),
    type(field, value) {
      set(field, 'value', value);
      page.fire(field, 'input');
    },
    choose(field, value) {
      set(field, typeof value === 'boolean' ? 'checked' : 'value', value);
      page.fire(field, 'change');
    },
    unfold(details, open = true) {
      set(details, 'open', open);
      page.fire(details, 'toggle');
    },
    copied,
    saved,
    until: async (holds) => {
      const end = Date.now() + 60_000;
      while (!holds()) {
        if (Date.now() > end) throw new Error(`it never came: ${String(holds)}\n${toText(document.body)}`);
        await page.settle();
      }
    },
    settle: async () => {
      for (let turn = 0; turn < 5; turn++) await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
    },
    text: (element = root) => toText(element),
    close() {
      void act(() => render(null, root));
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
      }
    },
  };
  return page;
}

/** A property as a browser would have it after the reader's hand: linkedom's follow attributes, or are not there. */
function set(element: Element, name: string, value: unknown): void {
  Object.defineProperty(element, name, { value, configurable: true, writable: true });
}

function toText(element: Element): string {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}
