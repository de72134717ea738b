/** Longer lines are cut: what is read line by line has none that long, and a broken file may be one line. */
const MAX_LINE = 1024 * 1024;

/** The encoding of a text by its byte order mark, or by the zeros that UTF-16 puts beside ASCII. */
function detectEncoding(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head.length >= 4 && head[0] !== 0 && head[1] === 0 && head[2] !== 0 && head[3] === 0) return 'utf-16le';
  if (head.length >= 4 && head[0] === 0 && head[1] !== 0 && head[2] === 0 && head[3] !== 0) return 'utf-16be';
  return 'utf-8';
}

/** The first bytes of a file as text, up to the first zero; undefined where that is nothing. */
export function findHeadText(head: Uint8Array): string | undefined {
  const text = new TextDecoder(detectEncoding(head)).decode(head).split('\0', 1)[0];
  return text === '' ? undefined : text;
}

/**
 * Lines of a text, in batches as the chunks come, without their ends (`\n` or `\r\n`).
 *
 * @param longest characters of a line; what is beyond is left out
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
  longest = MAX_LINE,
): AsyncGenerator<string[], void, undefined> {
  let decoder: TextDecoder | undefined;
  // The line that is not over yet, in pieces: joined once, however many chunks it takes.
  let pieces: string[] = [];
  let room = longest;
  const toLine = (line: string): string => {
    const cut = line.length > longest ? line.slice(0, longest) : line;
    return cut.endsWith('\r') ? cut.slice(0, -1) : cut;
  };
  const keep = (text: string): void => {
    // Where a line does not end, the part beyond the limit is not kept waiting for its end.
    if (text === '' || room === 0) return;
    pieces.push(text.slice(0, room));
    room -= Math.min(room, text.length);
  };
  let start: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    let bytes = chunk;
    if (!decoder) {
      // Four bytes tell the encoding; chunks may be smaller.
      bytes = joinBytes(start, chunk);
      start = bytes;
      if (bytes.length < 4) continue;
      decoder = new TextDecoder(detectEncoding(bytes));
    }
    const text = decoder.decode(bytes, { stream: true });
    const end = text.lastIndexOf('\n');
    if (end >= 0) {
      yield (pieces.join('') + text.slice(0, end)).split('\n').map(toLine);
      pieces = [];
      room = longest;
    }
    keep(text.slice(end + 1));
  }
  signal?.throwIfAborted();
  const last = decoder ? decoder.decode() : new TextDecoder().decode(start);
  const lines = (pieces.join('') + last).split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > 0) yield lines.map(toLine);
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Counts what passes through. */
export async function* countBytes(
  chunks: AsyncIterable<Uint8Array>,
  count: { bytes: number },
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    count.bytes += chunk.length;
    yield chunk;
  }
}
