import type { Driver, InputSource, Place } from './driver.ts';

/** What is looked for: elements that a selector finds, by their name or what is written in them. */
export interface Wanted {
  css: string;
  /** All of its name or text, or a pattern that is within. */
  name?: string | RegExp;
  place?: Place;
}

/** Code points of WebDriver for keys that write nothing. */
export const keys = {
  shift: '\uE008',
  control: '\uE009',
  enter: '\uE007',
  escape: '\uE00C',
  home: '\uE011',
  end: '\uE010',
  up: '\uE013',
};

/** What a reader does on a page, in whichever browser. */
export class Page {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Goes to an address, and waits until what stands there listens. */
  async open(url: string): Promise<void> {
    await this.#driver.goto(url);
    await this.alive();
  }

  async reload(): Promise<void> {
    await this.#driver.reload();
    await this.alive();
  }

  async alive(): Promise<void> {
    await this.until('the page listens', () =>
      this.call(
        () =>
          document.readyState === 'complete' && !document.querySelector('astro-island[client="now"][ssr]'),
      ),
    );
  }

  /** @param what a function that knows nothing but the page and its arguments */
  call<T, A extends unknown[]>(what: (...args: A) => T | Promise<T>, args?: A, place?: Place): Promise<T> {
    return this.#driver.call(what.toString(), args ?? [], place) as Promise<T>;
  }

  /** Waits until it is so; `seconds` is for what hangs, not for what is slow. */
  async until(what: string, isSo: () => Promise<unknown>, seconds = 120): Promise<void> {
    const end = Date.now() + seconds * 1000;
    let last: unknown;
    do {
      try {
        if (await isSo()) return;
      } catch (error) {
        // A page that is being left has nothing to call; a frame comes later than what it stands in.
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    } while (Date.now() < end);
    throw new Error(`after ${seconds} s it is not so that ${what}${last ? ` (${String(last)})` : ''}`);
  }

  /** Waits for something to be seen. */
  async see(wanted: Wanted, seconds?: number): Promise<void> {
    await this.until(`there is ${say(wanted)}`, async () => (await this.find(wanted)) !== undefined, seconds);
  }

  async gone(wanted: Wanted): Promise<void> {
    await this.until(`there is no ${say(wanted)}`, async () => (await this.find(wanted)) === undefined);
  }

  /** The middle of it in the window of its frame, and what is written there; brought into view where it is not. */
  async find({ css, name, place }: Wanted): Promise<Found | undefined> {
    const isPattern = name instanceof RegExp;
    const found = await this.call(findInPage, [css, isPattern ? name.source : name, isPattern], place);
    return found ?? undefined;
  }

  async click(wanted: Wanted): Promise<void> {
    const seen: string[] = [];
    // What stands above it may come alive meanwhile, and move it: where it has been for a while is where it is.
    await this.until(`${say(wanted)} can be clicked`, async () => {
      const found = await this.find(wanted);
      seen.push(found?.isFree ? `${found.x},${found.y}` : `not free, ${seen.length}`);
      if (!found || seen.length < 5 || new Set(seen.slice(-5)).size > 1) return false;
      await this.#driver.act([clickAt(found.x, found.y)], wanted.place);
      return true;
    });
  }

  /** Puts this in the place of all that stands in an editor. */
  async write(css: string, text: string): Promise<void> {
    await this.until(`${css} has the keyboard`, async () => {
      await this.click({ css });
      return this.call((css) => document.activeElement === document.querySelector(css), [css]);
    });
    await this.press(keys.control, 'a');
    await this.type(text);
  }

  /** The pointer over it, as of a reader who is there. */
  async hover(wanted: Wanted): Promise<void> {
    await this.see(wanted);
    const { x, y } = (await this.find(wanted)) as Found;
    await this.#driver.act([{ type: 'pointer', id: 'mouse', actions: [move(x, y)] }], wanted.place);
  }

  /** All of these held, then let go. */
  async press(...held: string[]): Promise<void> {
    const down = held.map((value) => ({ type: 'keyDown', value }));
    const up = held.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.#driver.act([{ type: 'key', id: 'keyboard', actions: [...down, ...up] }]);
  }

  async type(text: string): Promise<void> {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#driver.act([{ type: 'key', id: 'keyboard', actions }]);
  }

  takePicture(): Promise<string> {
    return this.#driver.takePicture();
  }

  choose(selector: string, paths: readonly string[]): Promise<void> {
    return this.#driver.choose(selector, paths);
  }
}

interface Found {
  x: number;
  y: number;
  text: string;
  /** Nothing lies over it. */
  isFree: boolean;
}

/** Runs in the page. */
function findInPage(css: string, name: string | undefined, isPattern: boolean): Found | undefined {
  for (const element of document.querySelectorAll<HTMLElement>(css)) {
    const text = (element.textContent ?? '').trim();
    const called = [element.getAttribute('aria-label') ?? '', text];
    const isIt = (one: string) => (isPattern ? new RegExp(name ?? '').test(one) : one === name);
    if (name !== undefined && name !== null && !called.some(isIt)) continue;
    const look = () => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const x = Math.round(left + width / 2);
      const y = Math.round(top + Math.min(height / 2, 200));
      const above = document.elementFromPoint(x, y);
      const isFree = above !== null && (element.contains(above) || above.contains(element));
      return { x, y, text, isFree, isSeen: width > 0 && height > 0 };
    };
    const found = look();
    if (!found.isSeen || getComputedStyle(element).visibility === 'hidden') continue;
    if (found.isFree) return found;
    // Off the screen, or below what stays on it.
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    return look();
  }
  return undefined;
}

function clickAt(x: number, y: number): InputSource {
  const actions = [move(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
  return { type: 'pointer', id: 'mouse', actions };
}

function move(x: number, y: number) {
  return { type: 'pointerMove', x, y, duration: 0 };
}

function say({ css, name }: Wanted): string {
  return name === undefined ? css : `${css} “${String(name)}”`;
}
