import { EventEmitter } from 'node:events';
import type { Store, StoredCapture } from '#store/store.ts';

/** Without news for this long, a growing capture is said to be stalled. */
const stallAfterMs = 30_000;

const pollMs = 1000;

/** What is known of how a capture grows, beside the capture itself. */
export interface Growth {
  idleMs: number;
  stalled: boolean;
}

export function toGrowth(capture: StoredCapture, now = Date.now()): Growth {
  if (capture.state !== 'growing') return { idleMs: 0, stalled: false };
  // The clocks of the store and of this server may differ.
  const idleMs = Math.max(0, now - Date.parse(capture.changedAt));
  return { idleMs, stalled: idleMs >= stallAfterMs };
}

/**
 * Waits for a growing capture to grow. Growth that comes through this server is told at once; that
 * through others is seen by looking each second.
 */
export class Followers {
  readonly #store: Store;
  readonly #news = new EventEmitter().setMaxListeners(0);

  constructor(store: Store) {
    this.#store = store;
  }

  tell(id: string): void {
    this.#news.emit(id);
  }

  /** The capture, as soon as it has more than `from` bytes, has ended, or the time is over. */
  async waitFor(id: string, from: number, waitMs: number, signal: AbortSignal): Promise<StoredCapture> {
    const until = Date.now() + waitMs;
    for (;;) {
      const news = this.#listen(id, signal);
      try {
        const capture = await this.#store.stat(id);
        const leftMs = until - Date.now();
        if (capture.sizeBytes > from || capture.state !== 'growing' || leftMs <= 0 || signal.aborted) {
          return capture;
        }
        await news.within(Math.min(pollMs, leftMs));
      } finally {
        news.stop();
      }
    }
  }

  /** Listens before the store is looked at, so that nothing falls between. */
  #listen(id: string, signal: AbortSignal) {
    let wake = () => {};
    const woken = new Promise<void>((resolve) => (wake = resolve));
    this.#news.once(id, wake);
    signal.addEventListener('abort', wake, { once: true });
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      within: (ms: number) => {
        timer = setTimeout(wake, ms);
        return woken;
      },
      stop: () => {
        clearTimeout(timer);
        this.#news.off(id, wake);
        signal.removeEventListener('abort', wake);
      },
    };
  }
}
