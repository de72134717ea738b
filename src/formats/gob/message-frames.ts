import { ByteReader } from '#bytes/reader.ts';

/** The largest message that is believed. A sample of 10,000 processes has half a megabyte. */
const MAX_MESSAGE = 64 * 1024 * 1024;

/** Bytes that a length may have: a count, and eight. */
const LONGEST_LENGTH = 9;

/**
 * Cuts chunks into messages by the length before each. A message is a view of its chunk where it is all
 * in one; where it is not, only its own bytes are copied. Memory is bounded by the message that is open.
 */
export class MessageFrames {
  /** What is cut, from `offset` to `length`. */
  private bytes: Uint8Array = new Uint8Array(0);
  private offset = 0;
  private length = 0;
  /** Where `bytes[0]` stands in the input. */
  private origin = 0;
  /** The message that began in chunks before, as far as it is there. */
  private open: Uint8Array = new Uint8Array(0);
  private openLength = 0;
  /** Where the message that was given last begins in the input, its length included. */
  messageStart = 0;
  private absurd: { byte: number; length: number } | undefined;

  push(chunk: Uint8Array): void {
    if (this.offset < this.length && !this.absurd) this.keep(this.length - this.offset);
    this.origin += this.length;
    this.bytes = chunk;
    this.offset = 0;
    this.length = chunk.length;
  }

  /** The next message that is all there. It is a view: read it before the next push. */
  next(): ByteReader | undefined {
    if (this.absurd || this.offset >= this.length) return undefined;
    return this.openLength > 0 ? this.nextOpen() : this.nextWhole();
  }

  private nextWhole(): ByteReader | undefined {
    const { bytes, offset } = this;
    const head = readLength(bytes, offset, this.length);
    if (head.end === undefined || this.isAbsurd(head.length, this.origin + offset)) return undefined;
    const end = head.end + head.length;
    if (end > this.length) return undefined;
    this.messageStart = this.origin + offset;
    this.offset = end;
    return new ByteReader(bytes, head.end, end, this.origin);
  }

  /** The message that began in chunks before, once the rest of it has come. */
  private nextOpen(): ByteReader | undefined {
    const start = this.origin + this.offset - this.openLength;
    let head = readLength(this.open, 0, this.openLength);
    while (head.end === undefined && this.offset < this.length) {
      this.keep(1);
      head = readLength(this.open, 0, this.openLength);
    }
    if (head.end === undefined || this.isAbsurd(head.length, start)) return undefined;
    const whole = head.end + head.length;
    this.keep(Math.min(whole - this.openLength, this.length - this.offset));
    if (this.openLength < whole) return undefined;
    this.messageStart = start;
    this.openLength = 0;
    return new ByteReader(this.open, head.end, whole, start);
  }

  private isAbsurd(length: number, byte: number): boolean {
    if (length <= MAX_MESSAGE) return false;
    this.absurd = { byte, length };
    return true;
  }

  /** Copies the next bytes to the message that is open. */
  private keep(count: number): void {
    const needed = this.openLength + count;
    if (needed > this.open.length) {
      // Twice what is needed: a message of many chunks is not copied once for each.
      const grown = new Uint8Array(Math.max(needed * 2, LONGEST_LENGTH));
      grown.set(this.open.subarray(0, this.openLength));
      this.open = grown;
    }
    this.open.set(this.bytes.subarray(this.offset, this.offset + count), this.openLength);
    this.openLength = needed;
    this.offset += count;
  }

  /** What is left when no more comes. */
  end(): {
    total: number;
    absurd: { byte: number; length: number } | undefined;
    begun: { byte: number; length: number | undefined } | undefined;
  } {
    const total = this.origin + this.length;
    if (this.absurd) return { total, absurd: this.absurd, begun: undefined };
    if (this.offset < this.length) this.keep(this.length - this.offset);
    if (this.openLength === 0) return { total, absurd: undefined, begun: undefined };
    const head = readLength(this.open, 0, this.openLength);
    const length = head.end === undefined ? undefined : head.length;
    return { total, absurd: undefined, begun: { byte: total - this.openLength, length } };
  }
}

/** The length that stands at `offset`, and where it ends if it is all there. */
function readLength(
  bytes: Uint8Array,
  offset: number,
  length: number,
): { length: number; end: number | undefined } {
  if (offset >= length) return { length: 0, end: undefined };
  const first = bytes[offset]!;
  if (first < 0x80) return { length: first, end: offset + 1 };
  const size = 256 - first;
  if (size > 8) return { length: Infinity, end: offset + 1 };
  const end = offset + 1 + size;
  if (end > length) return { length: 0, end: undefined };
  let value = 0;
  for (let at = offset + 1; at < end; at++) value = value * 256 + bytes[at]!;
  return { length: value, end };
}
