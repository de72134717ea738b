import { byteReason, type Reason } from './reasons.ts';

/** Bytes that end too early or cannot be what they should be: what, and at which byte of the whole input. */
export class ReadError extends Error {
  override name = 'ReadError';
  readonly reason: Reason;
  readonly byte: number;

  /** The message is the reason's with the byte behind it: `integer of 9 bytes at byte 1234`. */
  constructor(reason: Reason, byte: number) {
    super(`${reason.message} at byte ${byte}`);
    this.reason = reason;
    this.byte = byte;
  }
}

/**
 * A view of bytes and an offset that moves. `read*` functions advance it; running over `end` throws
 * a ReadError with numbers. `origin` is where `bytes[0]` stands in the whole input.
 */
export class ByteReader {
  bytes: Uint8Array;
  offset: number;
  end: number;
  origin: number;

  constructor(bytes: Uint8Array, offset = 0, end: number = bytes.length, origin = 0) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = end;
    this.origin = origin;
  }

  /** The offset in the whole input. */
  get position(): number {
    return this.origin + this.offset;
  }

  get left(): number {
    return this.end - this.offset;
  }

  /** Throws unless `count` more bytes are there. */
  need(count: number): void {
    if (count > this.end - this.offset) {
      throw new ReadError(
        byteReason('bytes-wanted', { wanted: count, left: this.end - this.offset }),
        this.position,
      );
    }
  }

  skip(count: number): void {
    this.need(count);
    this.offset += count;
  }

  /** A view, not a copy: it lives as long as the reader's bytes. */
  take(count: number): Uint8Array {
    this.need(count);
    const start = this.offset;
    this.offset += count;
    return this.bytes.subarray(start, this.offset);
  }
}
