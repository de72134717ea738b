import type { OutputPart } from './messages.ts';

/** Of a burst, so many writes are sent one by one: whatever a program says before it hangs is seen. */
const burstParts = 64;
/** What comes after them is gathered so long, or until it is so much. */
const gatherMs = 16;
const gatherBytes = 64 << 10;

/**
 * Gathers what a program writes, since a message for each of 100,000 lines takes many times as long as
 * the program. It has to do without a timer where the program never gives way: each write looks at the
 * clock. The last writes of a flood that are still held when the program hangs come with its next write,
 * or not at all where its worker is ended first; the first writes after a pause never are.
 */
export class OutputBatch {
  readonly #send: (parts: OutputPart[]) => void;
  readonly #now: () => number;
  #held: OutputPart[] = [];
  #heldBytes = 0;
  #sentAt = -Infinity;
  #burst = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `now` in milliseconds. */
  constructor(send: (parts: OutputPart[]) => void, now: () => number = () => performance.now()) {
    this.#send = send;
    this.#now = now;
  }

  write(fd: 1 | 2, bytes: Uint8Array): void {
    this.#hold(fd, bytes);
    const waitedMs = this.#now() - this.#sentAt;
    if (waitedMs >= gatherMs) this.#burst = 0;
    if (this.#burst++ < burstParts || waitedMs >= gatherMs || this.#heldBytes >= gatherBytes) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), gatherMs);
  }

  /** Sends what is held: also before anything else that has to come after it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held.length === 0) return;
    const parts = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    this.#sentAt = this.#now();
    this.#send(parts);
  }

  /** What goes to the same stream is one part. */
  #hold(fd: 1 | 2, bytes: Uint8Array): void {
    this.#heldBytes += bytes.length;
    const last = this.#held.at(-1);
    if (last?.fd !== fd || last.bytes.length + bytes.length > gatherBytes) {
      this.#held.push({ fd, bytes });
      return;
    }
    const joined = new Uint8Array(last.bytes.length + bytes.length);
    joined.set(last.bytes);
    joined.set(bytes, last.bytes.length);
    last.bytes = joined;
  }
}
