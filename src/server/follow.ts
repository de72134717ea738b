import type { StoreStat } from '#api/wire.ts';
import { EventEmitter } from 'node:events';
import type { Look, Store, StoredCapture } from '#store/store.ts';

/** Without news for this long, a growing capture is said to be stalled. */
const stallAfterMs = 30_000;

const pollMs = 1000;

/** What is known of how a capture grows, beside the capture itself. */
export function toGrowth(capture: StoredCapture, now = Date.now()): Pick<StoreStat, 'idleMs' | 'stalled'> {
  if (capture.state !== 'growing') return { idleMs: 0, stalled: false };
  // The clocks of the store and of this server may differ.
  const idleMs = Math.max(0, now - Date.parse(capture.changedAt));
  return { idleMs, stalled: idleMs >= stallAfterMs };
}

/**
 * Waits for a growing capture to grow. Growth that comes through this server is told at once; that
 * through others is seen by looking each second for what is new, which is the same little work
 * however long the capture is.
 */
export class Followers {
  readonly #store: Store;
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #looks = new Map<string, Promise<boolean>>();

  constructor(store: Store) {
    this.#store = store;
  }

  tell(id: string): void {
    this.#news.emit(id);
  }

  /** The capture, as soon as it has more than `from` bytes, has ended, or the time is over. */
  async waitFor(id: string, from: number, waitMs: number, signal: AbortSignal): Promise<Look> {
    const until = Date.now() + waitMs;
    for (;;) {
      const news = this.#listen(id, signal);
      try {
        const look = await this.#store.look(id);
        const { sizeBytes, state } = look.capture;
        if (sizeBytes > from || state !== 'growing' || Date.now() >= until || signal.aborted) return look;
        do {
          await news.within(Math.min(pollMs, Math.max(0, until - Date.now())));
        } while (!news.came() && Date.now() < until && !(await this.#hasNews(id, sizeBytes)));
      } finally {
        news.stop();
      }
    }
  }

  /** Who follows the same capture from the same byte looks together. */
  #hasNews(id: string, from: number): Promise<boolean> {
    const key = `${id} ${from}`;
    const known = this.#looks.get(key);
    if (known) return known;
    const look = this.#store.hasNews(id, from);
    this.#looks.set(key, look);
    setTimeout(() => this.#looks.delete(key), pollMs / 2).unref();
    return look;
  }

  /** Listens before the store is looked at, so that nothing falls between. */
  #listen(id: string, signal: AbortSignal) {
    let heard = () => {};
    let came = false;
    const woken = new Promise<void>((resolve) => {
      heard = () => {
        came = true;
        resolve();
      };
    });
    this.#news.once(id, heard);
    signal.addEventListener('abort', heard, { once: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      came: () => came,
      within: (ms: number) => {
        clearTimeout(timer);
        const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
        return Promise.race([woken, over]);
      },
      stop: () => {
        clearTimeout(timer);
        this.#news.off(id, heard);
        signal.removeEventListener('abort', heard);
      },
    };
  }
}
