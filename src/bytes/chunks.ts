/** Whatever gives bytes in order. */
export type ByteSource = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/** Streams are not async iterable in every browser; what comes out of here is. Bytes that are all there are one chunk. */
export async function* toChunks(
  source: ByteSource | Uint8Array,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (source instanceof Uint8Array) {
    yield source;
    return;
  }
  if (!('getReader' in source)) {
    yield* source;
    return;
  }
  const reader = source.getReader();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    finished = true;
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** The first `size` bytes (fewer at the end of the input), and all the chunks from the first byte on. */
export async function peek(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  size: number,
): Promise<{ head: Uint8Array; chunks: AsyncGenerator<Uint8Array, void, undefined> }> {
  const held: Uint8Array[] = [];
  let length = 0;
  while (length < size) {
    const { done, value } = await chunks.next();
    if (done) break;
    held.push(value);
    length += value.length;
  }
  const head = concatBytes(held, Math.min(length, size));
  async function* again(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* held;
      held.length = 0;
      yield* chunks;
    } finally {
      await chunks.return();
    }
  }
  return { head, chunks: again() };
}

/** All bytes in one array, for what can be read only as a whole. */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    signal?.throwIfAborted();
    parts.push(part);
    length += part.length;
  }
  return concatBytes(parts, length);
}

/** The first `length` bytes of the parts, copied into one array. */
function concatBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    if (at >= length) break;
    whole.set(part.subarray(0, length - at), at);
    at += part.length;
  }
  return whole;
}
