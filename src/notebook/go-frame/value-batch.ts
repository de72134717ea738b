import type { CellValue } from '#notebook/go/program.ts';

/** As often as a reader can see a value change. */
const gatherMs = 16;

/**
 * Hands on the newest value of each name: a program that emits in a loop without a pause would fill the
 * page with messages that nobody sees. The first of a name goes at once.
 */
export class ValueBatch {
  readonly #send: (name: string, value: CellValue) => void;
  readonly #now: () => number;
  readonly #held = new Map<string, CellValue>();
  readonly #sentAt = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (name: string, value: CellValue) => void, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  emit(name: string, value: CellValue): void {
    const sentAt = this.#sentAt.get(name) ?? -Infinity;
    this.#held.set(name, value);
    if (this.#now() - sentAt >= gatherMs) this.#flushOne(name, value);
    else this.#timer ??= setTimeout(() => this.flush(), gatherMs);
  }

  /** Sends what is held: before the end is told. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [name, value] of this.#held) this.#flushOne(name, value);
  }

  #flushOne(name: string, value: CellValue): void {
    this.#held.delete(name);
    this.#sentAt.set(name, this.#now());
    this.#send(name, value);
  }
}
