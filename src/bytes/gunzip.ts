import { updateCrc32 } from './crc32.ts';
import { Inflater, makeOutput } from './inflate.ts';
import { ReadError } from './reader.ts';

/** What was odd about a .gz, filled in while it is read. Bytes are those of the compressed input. */
export interface GunzipReport {
  members: number;
  /** Where the input ended before its member did. */
  cutAt: number | undefined;
  /** What was wrong, and where, when the rest could not be read. */
  corrupt: ReadError | undefined;
  /** Members whose checksum or length is not that of their content. */
  badChecksums: number;
  /** What follows the last member and is no gzip: where it begins and how long it is. Zeros are padding and not counted. */
  trailing: { byte: number; sizeBytes: number } | undefined;
}

export function isGzip(head: Uint8Array): boolean {
  // RFC 1952: two magic bytes, then 8 for deflate, the only method there is.
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** Length of the member header that `bytes` begins with; undefined while it is not all there. */
function findHeaderLength(bytes: Uint8Array): number | undefined {
  if (bytes.length < 10) return undefined;
  const flags = bytes[3]!;
  let length = 10;
  if (flags & HAS_EXTRA) {
    if (bytes.length < length + 2) return undefined;
    length += 2 + bytes[length]! + bytes[length + 1]! * 256;
  }
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (!(flags & flag)) continue;
    const end = bytes.indexOf(0, length);
    if (end < 0) return undefined;
    length = end + 1;
  }
  if (flags & HAS_HEADER_CRC) length += 2;
  return length <= bytes.length ? length : undefined;
}

/** Longest header that is waited for: names are short, and a field of 64 KB is allowed. */
const MAX_HEADER = 128 * 1024;
const TRAILER = 8;

/**
 * What a .gz holds (RFC 1952), member after member. A cut or corrupt one gives what could be read;
 * `report` then says what happened. Never throws on bad input.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array>,
  report: GunzipReport,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = chunks[Symbol.asyncIterator]();
  const output = makeOutput();
  let rest: Uint8Array = new Uint8Array(0);
  let position = 0;
  let ended = false;

  /** Adds the next chunk to what is left; false at the end of the input. */
  async function more(): Promise<boolean> {
    const { done, value } = await source.next();
    if (done) {
      ended = true;
      return false;
    }
    if (rest.length === 0) rest = value;
    else {
      const joined = new Uint8Array(rest.length + value.length);
      joined.set(rest);
      joined.set(value, rest.length);
      rest = joined;
    }
    return true;
  }

  try {
    for (;;) {
      while (rest.length < 3 && (await more()));
      if (!isGzip(rest)) break;
      let headerLength = findHeaderLength(rest);
      while (headerLength === undefined && rest.length < MAX_HEADER && (await more())) {
        headerLength = findHeaderLength(rest);
      }
      if (headerLength === undefined) {
        report.cutAt = position + rest.length;
        return;
      }
      report.members++;
      const inflater = new Inflater(position + headerLength, output);
      inflater.push(rest.subarray(headerLength));
      let crc = 0;
      let sizeBytes = 0;
      while (!inflater.done) {
        let piece: Uint8Array | undefined;
        try {
          piece = inflater.read(ended);
        } catch (error) {
          if (!(error instanceof ReadError)) throw error;
          const last = inflater.takeOutput(true);
          if (last) yield last;
          report.corrupt = error;
          return;
        }
        if (piece) {
          crc = updateCrc32(crc, piece);
          sizeBytes += piece.length;
          yield piece;
        } else if (inflater.done) {
          break;
        } else if (ended) {
          report.cutAt = inflater.position + inflater.takeUnread().length;
          return;
        } else {
          rest = new Uint8Array(0);
          if (await more()) inflater.push(rest);
        }
      }
      position = inflater.position;
      rest = inflater.takeUnread();
      for (let last = inflater.takeOutput(true); last; last = inflater.takeOutput(true)) {
        crc = updateCrc32(crc, last);
        sizeBytes += last.length;
        yield last;
      }
      while (rest.length < TRAILER && (await more()));
      if (rest.length < TRAILER) {
        report.cutAt = position + rest.length;
        return;
      }
      const trailer = new DataView(rest.buffer, rest.byteOffset, TRAILER);
      const sizeMatches = trailer.getUint32(4, true) === sizeBytes >>> 0;
      if (trailer.getUint32(0, true) !== crc || !sizeMatches) report.badChecksums++;
      position += TRAILER;
      rest = rest.subarray(TRAILER);
    }
    // Tapes and some servers pad with zeros: no reason to speak up.
    let sizeBytes = 0;
    let padding = true;
    do {
      sizeBytes += rest.length;
      padding &&= rest.every((byte) => byte === 0);
      rest = new Uint8Array(0);
    } while (await more());
    if (!padding) report.trailing = { byte: position, sizeBytes };
  } finally {
    await source.return?.();
  }
}

export function emptyGunzipReport(): GunzipReport {
  return { members: 0, cutAt: undefined, corrupt: undefined, badChecksums: 0, trailing: undefined };
}
