import { updateAdler32 } from './adler32.ts';
import { Inflater, makeOutput } from './inflate.ts';
import { ReadError } from './reader.ts';

/** How unpacking ended: with all of it, at the end of what was there, at a broken place, or at the limit. */
export type UnzlibEnd = 'complete' | 'cut' | 'broken' | 'too-much';

const HEADER = 2;
const TRAILER = 4;

/**
 * What was packed in zlib's format (RFC 1950), in pieces, with every byte before a cut or a broken
 * place. What follows the checksum is passed over. Never throws on bad input.
 *
 * @param limitBytes of all pieces together, beyond which it stops
 */
export function* unzlib(packed: Uint8Array, limitBytes: number): Generator<Uint8Array, UnzlibEnd, undefined> {
  if (packed.length < HEADER) return 'cut';
  if (!isZlibHeader(packed[0]!, packed[1]!)) return 'broken';
  const inflater = new Inflater(HEADER, makeOutput());
  inflater.push(packed.subarray(HEADER));
  let sum = 1;
  let left = limitBytes;
  for (;;) {
    const { piece, isBroken } = readPiece(inflater);
    if (piece && piece.length > left) {
      if (left > 0) yield piece.subarray(0, left);
      return 'too-much';
    }
    if (piece) {
      left -= piece.length;
      sum = updateAdler32(sum, piece);
      yield piece;
    }
    if (isBroken) return 'broken';
    if (!piece) break;
  }
  if (!inflater.done) return 'cut';
  const trailer = inflater.takeUnread();
  if (trailer.length < TRAILER) return 'cut';
  const told = new DataView(trailer.buffer, trailer.byteOffset, TRAILER).getUint32(0);
  return told === sum ? 'complete' : 'broken';
}

/** Method 8 with a window of up to 32 KB, no dictionary, and a check that 31 divides. */
function isZlibHeader(method: number, flags: number): boolean {
  return (
    (method & 0x0f) === 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 === 0 && (flags & 0x20) === 0
  );
}

function readPiece(inflater: Inflater): { piece: Uint8Array | undefined; isBroken: boolean } {
  try {
    return { piece: inflater.read(true), isBroken: false };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { piece: inflater.takeOutput(true), isBroken: true };
  }
}
