import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';

interface Holder {
  requestRelease: RequestRelease;
  waiting: (() => void)[];
}

const waitMs = 30_000;

/**
 * One request at a time for an upload on this server. Who comes asks the holder to let go: it is
 * mostly the connection that broke off, whose end has not been noticed yet. Between servers the
 * store itself sees to it.
 */
export class UploadLocks implements Locker {
  readonly #held = new Map<string, Holder>();

  newLock(id: string): Lock {
    return {
      lock: (signal, requestRelease) => this.#lock(id, signal, requestRelease),
      unlock: async () => this.#unlock(id),
    };
  }

  async #lock(id: string, signal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    const until = Date.now() + waitMs;
    for (;;) {
      const holder = this.#held.get(id);
      if (!holder) break;
      await holder.requestRelease();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(0, until - Date.now()));
        const wake = () => {
          clearTimeout(timer);
          resolve();
        };
        holder.waiting.push(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
      if (signal.aborted || (this.#held.has(id) && Date.now() >= until)) throw ERRORS.ERR_LOCK_TIMEOUT;
    }
    this.#held.set(id, { requestRelease, waiting: [] });
  }

  #unlock(id: string): void {
    const holder = this.#held.get(id);
    this.#held.delete(id);
    for (const wake of holder?.waiting ?? []) wake();
  }
}
