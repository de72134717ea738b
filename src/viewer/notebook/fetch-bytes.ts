/**
 * The bytes of a file of the site, unpacked where they come as gzip and nobody has unpacked them yet.
 *
 * @param onRead told of the bytes that have come, unpacked
 * @throws Error in words
 */
export async function fetchBytes(address: string, onRead?: (bytes: number) => void): Promise<ArrayBuffer> {
  const answer = await fetch(address);
  if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
  const reader = answer.body.getReader();
  const first = await reader.read();
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (control) => {
      if (first.value) control.enqueue(first.value);
      if (first.done) control.close();
    },
    pull: async (control) => {
      const { done, value } = await reader.read();
      if (done) control.close();
      else control.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  // By its first bytes: a server may unpack `.gz` for its readers, or not.
  const [one, two] = first.value ?? [];
  const isGzip = one === 0x1f && two === 0x8b;
  return gather(isGzip ? source.pipeThrough(new DecompressionStream('gzip')) : source, onRead);
}

async function gather(
  stream: ReadableStream<Uint8Array>,
  onRead: ((bytes: number) => void) | undefined,
): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    onRead?.(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes.buffer;
}
