import { Sha256 } from '#bytes/sha256.ts';

/**
 * Bytes on their way to a parser, counted as they pass, and hashed unless that is done elsewhere. A parser
 * may stop early; the rest is then drained, since size and hash are of the whole file.
 */
export class HashedSource implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #hash: Sha256 | Promise<string>;
  readonly #signal: AbortSignal | undefined;
  readonly #onProgress: (bytesRead: number) => void;
  bytesRead = 0;

  constructor(
    chunks: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
    {
      signal,
      onProgress = () => {},
      sha256,
    }: {
      signal?: AbortSignal | undefined;
      onProgress?: ((bytesRead: number) => void) | undefined;
      sha256?: Promise<string> | undefined;
    },
  ) {
    this.#source = toIterator(chunks);
    this.#hash = sha256 ?? new Sha256();
    // What goes wrong with it is told by drain(); until then, and where nobody asks, it is no stray error.
    sha256?.catch(() => undefined);
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  /** Ending the iteration leaves the source open for drain(). */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return {
      next: () => this.#next(),
      return: async () => ({ done: true, value: undefined }),
    };
  }

  /** Reads what is left. Then the hash is complete: 64 hexadecimal digits. */
  async drain(): Promise<string> {
    while (!(await this.#next()).done);
    return this.#hash instanceof Sha256 ? this.#hash.hex() : this.#hash;
  }

  /** Gives the source up. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    this.#signal?.throwIfAborted();
    const result = await this.#source.next();
    if (!result.done) {
      this.bytesRead += result.value.length;
      if (this.#hash instanceof Sha256) this.#hash.update(result.value);
      this.#onProgress(this.bytesRead);
    }
    return result;
  }
}

/** By its reader: not every browser iterates over a stream. */
function toIterator(
  chunks: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
): AsyncIterator<Uint8Array> {
  if (!('getReader' in chunks)) return chunks[Symbol.asyncIterator]();
  const reader = chunks.getReader();
  return {
    next: () => reader.read() as Promise<IteratorResult<Uint8Array>>,
    return: async () => {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}
