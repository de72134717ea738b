/** How much memory the code of a frame may hold. */
export const memoryLimitBytes = 1_000_000_000;

/** Browsers that measure do so anew every 50 ms; each look takes longer than many rounds of a loop. */
const lookEveryMs = 50;

/** Buffers smaller than this are not counted. */
const leastBytes = 64 * 1024;

/** What the code of a frame holds, which is too much. */
export interface TooMuch {
  bytes: number;
  /** The browser measured it; otherwise it is what buffers were made, held or not. */
  isMeasured: boolean;
}

export interface MemoryWatch {
  /** Counts a buffer, or the buffer of a view, that the code has made; anything else is left alone. */
  add(value: unknown): void;
  /** What is too much, if anything is. Looked at every 50 ms, so that it may be asked at each look at the clock. */
  find(time: number): TooMuch | undefined;
}

/**
 * Watches how much memory code holds beyond what was there when it began: by what the browser measures
 * where it does, else by the buffers that the code has made and that have not been collected.
 *
 * @param read bytes that the browser says are in use; undefined where it does not say
 * @param tell told of each new measurement
 */
export function createMemoryWatch(
  read: () => number | undefined = readUsed,
  limit = memoryLimitBytes,
  tell: (bytes: number) => void = () => {},
): MemoryWatch {
  const before = read();
  const counted = new WeakSet<ArrayBufferLike>();
  let made = 0;
  let largest = 0;
  let lookedAt = -Infinity;
  const collected = new FinalizationRegistry<number>((bytes) => (made -= bytes));
  return {
    add(value) {
      const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
      if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < leastBytes || counted.has(buffer)) return;
      counted.add(buffer);
      collected.register(buffer, buffer.byteLength);
      made += buffer.byteLength;
      largest = Math.max(largest, buffer.byteLength);
    },
    find(time) {
      if (largest > limit) return { bytes: largest, isMeasured: false };
      if (time - lookedAt < lookEveryMs) return undefined;
      lookedAt = time;
      const used = before === undefined ? undefined : read();
      if (used !== undefined) tell(used);
      const bytes = used === undefined ? made : used - (before ?? 0);
      return bytes > limit ? { bytes, isMeasured: used !== undefined } : undefined;
    },
  };
}

/** What Chromium says of the scripts' memory, buffers included: about, and of all frames that share the process. */
export function readUsed(): number | undefined {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize?: number } };
  return memory?.usedJSHeapSize || undefined;
}
