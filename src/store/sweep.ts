import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Captures } from './captures.ts';
import type { Completer } from './completion.ts';
import { keys } from './keys.ts';
import type { Objects } from './objects.ts';
import type { Removal } from './removal.ts';
import type { Swept } from './store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface SweepOptions {
  abandonAfterMs: number;
  endStreamAfterMs: number;
}

/**
 * Removes what has expired and what was left behind. Where one capture cannot be dealt with, the
 * others are; any number of servers may sweep at once.
 */
export class Sweeper {
  readonly #captures: Captures;
  readonly #removal: Removal;
  readonly #completer: Completer;
  readonly #options: SweepOptions;

  constructor(captures: Captures, removal: Removal, completer: Completer, options: SweepOptions) {
    this.#captures = captures;
    this.#removal = removal;
    this.#completer = completer;
    this.#options = options;
  }

  async sweep(): Promise<Swept> {
    const swept: Swept = { expired: 0, abandoned: 0, ended: 0, files: await this.#sweepSpool(), failed: 0 };
    let failure: unknown;
    const each = async (work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        failure ??= error;
        swept.failed++;
      }
    };
    // What has expired goes first: on a full disk that makes the room that the rest may need.
    for await (const { key } of this.#captures.objects.list('expiry/')) {
      const [, day = '', name = ''] = key.split('/');
      // Days sort: none after today has anything that is due.
      if (Date.parse(day) > this.#captures.now()) break;
      await each(() => this.#sweepExpiry(key, day, name, swept));
    }
    for await (const { key, modifiedAt } of this.#captures.objects.list('open/')) {
      await each(() => this.#sweepOpen(key.slice('open/'.length), modifiedAt, swept));
    }
    for await (const { key, modifiedAt } of this.#captures.objects.list('uploads/')) {
      if (this.#captures.now() - modifiedAt < this.#options.abandonAfterMs) continue;
      await each(() => this.#sweepUpload(key));
    }
    return failure === undefined ? swept : { ...swept, failure: String(failure) };
  }

  async #sweepExpiry(key: string, day: string, name: string, swept: Swept): Promise<void> {
    const { objects, now } = this.#captures;
    if (name.endsWith('.gone')) {
      if (Date.parse(day) + dayMs < now()) await objects.remove([keys.gone(name.slice(0, -5)), key]);
      return;
    }
    const kept = await this.#captures.load(name);
    if (!kept) await objects.remove([key]);
    else if (kept.capture.expiresAt && this.#captures.isExpired(kept.capture)) {
      await this.#removal.bury(name, kept, 'expired', kept.capture.expiresAt);
      await objects.remove([key]);
      swept.expired++;
    }
  }

  async #sweepOpen(id: string, modifiedAt: number, swept: Swept): Promise<void> {
    const kept = await this.#captures.load(id);
    const changedAt = Math.max(modifiedAt, kept ? Date.parse(kept.capture.changedAt) : 0);
    const idleMs = this.#captures.now() - changedAt;
    const note = kept && !kept.completion ? undefined : await this.#captures.findTombstone(id);
    if (kept?.completion) {
      // Killed while it was removed, or between its completion or renaming and what follows from that.
      if (note) await this.#removal.bury(id, kept, note.why, note.at);
      else await this.#completer.settle(id);
    } else if (kept?.capture.live && kept.capture.sizeBytes > 0) {
      if (idleMs < this.#options.endStreamAfterMs) return;
      await this.#completer.complete(id, { cut: true });
      swept.ended++;
    } else if (!kept) {
      // A creation that has only begun, on this server or another, looks the same.
      if (!note && idleMs < Math.min(hourMs, this.#options.abandonAfterMs)) return;
      await this.#removal.finish(id);
      if (!note) swept.abandoned++;
    } else if (idleMs >= this.#options.abandonAfterMs) {
      await this.#removal.erase(id, kept);
      swept.abandoned++;
    }
  }

  /** An upload's address answers for a day after its end, for who has not heard of that. */
  async #sweepUpload(key: string): Promise<void> {
    const upload = await this.#captures.getJson<{ id: string }>(key);
    const kept = upload && (await this.#captures.load(upload.id));
    if (!kept || kept.completion) await this.#captures.objects.remove([key]);
  }

  async #sweepSpool(): Promise<number> {
    let removed = 0;
    for (const path of await listSpool(this.#captures.objects)) {
      const found = await stat(path).catch(() => undefined);
      // The clock of the file system counts here, so not the store's own.
      if (!found?.isFile() || !/\.(piece|new)$/.test(path) || Date.now() - found.mtimeMs < hourMs) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }
}

/** Nothing where there is no folder for it, or none can be. */
async function listSpool(objects: Objects): Promise<string[]> {
  try {
    const folder = objects.spoolFolder;
    return (await readdir(folder)).map((name) => join(folder, name));
  } catch {
    return [];
  }
}
