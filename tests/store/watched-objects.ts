import { setImmediate as turn } from 'node:timers/promises';
import type { ObjectBody, ObjectEntry, Objects } from '#store/objects.ts';

/** What was asked of the objects, counted. */
export interface Asked {
  lists: number;
  /** Entries that lists gave. */
  listed: number;
  gets: number;
  puts: number;
  removes: number;
}

const nothing = (): Asked => ({ lists: 0, listed: 0, gets: 0, puts: 0, removes: 0 });

export class Killed extends Error {
  override name = 'Killed';
}

/**
 * One server's view of objects that others share: counts what it asks, can be slowed down by drawn
 * pauses before and after each operation, and can be killed at one, from when on nothing succeeds.
 */
export class WatchedObjects implements Objects {
  readonly pieceBytes: number;
  readonly spoolFolder: string;
  asked = nothing();
  /** Operations that change something; one that is to fail, and all after it. */
  changes = 0;
  killAt = Infinity;
  readonly #objects: Objects;
  readonly #pause: () => number;

  /** @param pause turns of the event loop to wait */
  constructor(objects: Objects, pause: () => number = () => 0) {
    this.#objects = objects;
    this.#pause = pause;
    this.pieceBytes = objects.pieceBytes;
    this.spoolFolder = objects.spoolFolder;
  }

  forget(): void {
    this.asked = nothing();
  }

  async put(key: string, body: ObjectBody, options?: { ifAbsent?: boolean }): Promise<boolean> {
    this.asked.puts++;
    return this.#change(() => this.#objects.put(key, body, options));
  }

  async get(key: string, range?: [number, number]): Promise<AsyncIterable<Uint8Array> | undefined> {
    this.asked.gets++;
    await this.#wait();
    return this.#objects.get(key, range);
  }

  async *list(prefix: string, after?: string): AsyncIterable<ObjectEntry> {
    this.asked.lists++;
    await this.#wait();
    for await (const entry of this.#objects.list(prefix, after)) {
      this.asked.listed++;
      yield entry;
      await this.#wait();
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    this.asked.removes++;
    // A request of many keys is no moment either: a kill may come between.
    for (const key of keys) await this.#change(() => this.#objects.remove([key]));
  }

  findSpace() {
    return this.#objects.findSpace();
  }

  check(): Promise<void> {
    return this.#objects.check();
  }

  async close(): Promise<void> {}

  async #change<T>(act: () => Promise<T>): Promise<T> {
    await this.#wait();
    if (this.changes++ >= this.killAt) throw new Killed();
    const done = await act();
    await this.#wait();
    return done;
  }

  async #wait(): Promise<void> {
    if (this.changes > this.killAt) throw new Killed();
    for (let turns = this.#pause(); turns > 0; turns--) await turn();
  }
}

/** A repeatable sequence of numbers from 0 to 1 (mulberry32). */
export function draw(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
