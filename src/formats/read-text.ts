import type { ByteSource } from '#bytes/chunks.ts';
import { isGzip } from '#bytes/gunzip.ts';
import { detectEncoding, LineDecoder } from '#formats/go-crash/decode-lines.ts';
import { openUnpacked } from './unpacked-head.ts';

/** As of the formats: a small .gz may unpack to any size. */
const MAX_BYTES = 2 ** 30;
const MAX_GUNZIPS = 2;

/**
 * The lines of a text of no known format, gzipped or not, UTF-8 or UTF-16.
 *
 * @throws Error where it is no text, or longer than 1 GiB
 */
export async function readTextLines(name: string, source: ByteSource): Promise<string[]> {
  const { head, chunks } = await openUnpacked(source, MAX_GUNZIPS);
  try {
    // A few zero bytes are what a log holds that was written while the power went.
    const odd = head.reduce((sum, byte) => sum + (isOfNoText(byte) ? 1 : 0), 0);
    if (isGzip(head) || (detectEncoding(head) === 'utf-8' && odd * 50 > head.length)) {
      throw new Error(`${name}: neither a known capture nor text`);
    }
    const decoder = new LineDecoder();
    for await (const chunk of chunks) {
      decoder.push(chunk);
      if (decoder.bytes > MAX_BYTES) {
        throw new Error(`${name}: larger than ${MAX_BYTES} bytes`);
      }
    }
    decoder.end();
    return decoder.lines;
  } finally {
    await chunks.return();
  }
}

/** Zeros, and control characters other than blanks, a backspace, and what begins an escape of a terminal. */
function isOfNoText(byte: number): boolean {
  return byte < 7 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32);
}
