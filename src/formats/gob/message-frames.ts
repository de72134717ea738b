import { ByteReader } from '#bytes/reader.ts';

/** The largest message that is believed. A sample of 10,000 processes has half a megabyte. */
const MAX_MESSAGE = 64 * 1024 * 1024;

/** Cuts chunks into messages by the length before each. Memory is bounded by the message that is open. */
export class MessageFrames {
  private bytes: Uint8Array = new Uint8Array(0);
  private offset = 0;
  private length = 0;
  /** Where `bytes[0]` stands in the input. */
  private origin = 0;
  /** Whether `bytes` is ours to write behind `length`, and not a chunk. */
  private owned = false;
  /** Where the message that was given last begins in the input, its length included. */
  messageStart = 0;
  private absurd: { byte: number; length: number } | undefined;

  push(chunk: Uint8Array): void {
    const left = this.length - this.offset;
    this.origin += this.offset;
    if (this.absurd || left === 0) {
      if (this.absurd) this.origin += left;
      this.bytes = chunk;
      this.offset = 0;
      this.length = chunk.length;
      this.owned = false;
      return;
    }
    if (this.owned && this.offset === 0 && this.length + chunk.length <= this.bytes.length) {
      this.bytes.set(chunk, this.length);
    } else {
      // Twice what is needed: a message of many chunks is not copied once for each.
      const grown = new Uint8Array((left + chunk.length) * 2);
      grown.set(this.bytes.subarray(this.offset, this.length));
      grown.set(chunk, left);
      this.bytes = grown;
      this.owned = true;
    }
    this.offset = 0;
    this.length = left + chunk.length;
  }

  /** The next message that is all there. It is a view: read it before the next push. */
  next(): ByteReader | undefined {
    if (this.absurd || this.offset >= this.length) return undefined;
    const head = this.readLength();
    if (!head || head.end === undefined) return undefined;
    if (head.length > MAX_MESSAGE) {
      this.absurd = { byte: this.origin + this.offset, length: head.length };
      return undefined;
    }
    if (head.end + head.length > this.length) return undefined;
    this.messageStart = this.origin + this.offset;
    this.offset = head.end + head.length;
    return new ByteReader(this.bytes, head.end, this.offset, this.origin);
  }

  /** The length that stands at `offset`, and where it ends if it is all there. */
  private readLength(): { length: number; end: number | undefined } {
    const first = this.bytes[this.offset]!;
    if (first < 0x80) return { length: first, end: this.offset + 1 };
    const size = 256 - first;
    if (size > 8) return { length: Infinity, end: this.offset + 1 };
    const end = this.offset + 1 + size;
    if (end > this.length) return { length: 0, end: undefined };
    let length = 0;
    for (let at = this.offset + 1; at < end; at++) length = length * 256 + this.bytes[at]!;
    return { length, end };
  }

  /** What is left when no more comes. */
  end(): {
    total: number;
    absurd: { byte: number; length: number } | undefined;
    begun: { byte: number; length: number | undefined } | undefined;
  } {
    const total = this.origin + this.length;
    if (this.absurd || this.offset >= this.length) return { total, absurd: this.absurd, begun: undefined };
    const head = this.readLength();
    const length = head.end === undefined ? undefined : head.length;
    return { total, absurd: undefined, begun: { byte: this.origin + this.offset, length } };
  }
}
