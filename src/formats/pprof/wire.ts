import { ByteReader, ReadError } from '#bytes/reader.ts';
import { pprofReason } from './says.ts';

/** How the value of a field stands on the wire (https://protobuf.dev/programming-guides/encoding/). */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** 64 bits, seven in a byte. */
const MAX_VARINT_BYTES = 10;

/**
 * Reads a protobuf message field by field: `next()`, then what is wanted of the field. What nobody
 * asks for is passed over, for a newer version of the message may have it.
 */
export class WireReader extends ByteReader {
  /** Of the field that `next` came to: its number, and where its value ends. */
  field = 0;
  private wireType = VARINT;
  private start = 0;
  valueEnd = 0;
  /** The varint that was read last, as the two halves of its 64 bits. */
  low = 0;
  high = 0;

  /** Advances to the next field; false at the end of the message. */
  next(): boolean {
    if (this.valueEnd > this.offset) this.offset = this.valueEnd;
    if (this.offset >= this.end) return false;
    this.start = this.offset;
    this.readVarint();
    const tag = this.low;
    this.field = tag >>> 3;
    this.wireType = tag & 7;
    if (this.field === 0 || this.high !== 0) {
      throw this.toError(pprofReason('pprof-field-number', { field: this.field }));
    }
    this.valueEnd = this.findValueEnd();
    return true;
  }

  private findValueEnd(): number {
    switch (this.wireType) {
      case VARINT: {
        const value = this.offset;
        this.readVarint();
        const end = this.offset;
        this.offset = value;
        return end;
      }
      case LENGTH: {
        const length = this.readVarint();
        this.need(length);
        return this.offset + length;
      }
      case FIXED64:
      case FIXED32: {
        const length = this.wireType === FIXED64 ? 8 : 4;
        this.need(length);
        return this.offset + length;
      }
      default:
        throw this.toError(pprofReason('pprof-wire-type', { field: this.field, type: this.wireType }));
    }
  }

  /** The field's number, as `low` and `high`; returned as well, the nearest double where it is beyond 2^53. */
  readNumber(): number {
    this.want(VARINT);
    return this.readVarint();
  }

  /** The field's signed number, the nearest double where it is beyond 2^53. */
  readSigned(): number {
    this.readNumber();
    return (this.high | 0) * 0x1_0000_0000 + this.low;
  }

  /** Whether another number of a repeated field follows: all in one (packed), or each as a field of its own. */
  hasNumber(): boolean {
    if (this.wireType !== LENGTH) this.want(VARINT);
    // The last of packed numbers ends where the field does.
    if (this.offset > this.valueEnd) throw this.toError(pprofReason('pprof-packed', { field: this.field }));
    return this.offset < this.valueEnd;
  }

  /** The bytes of a field: where its value begins and ends is `offset` and `valueEnd`. */
  wantBytes(): void {
    this.want(LENGTH);
  }

  private want(wireType: number): void {
    if (this.wireType === wireType) return;
    throw this.toError(pprofReason('pprof-wire-type', { field: this.field, type: this.wireType }));
  }

  private toError(reason: ConstructorParameters<typeof ReadError>[0]): ReadError {
    return new ReadError(reason, this.origin + this.start);
  }

  /** Whatever field it is of: after `hasNumber`. */
  readVarint(): number {
    const { bytes, end } = this;
    const start = this.offset;
    let byte = this.readByte(bytes, end);
    let low = byte & 0x7f;
    let high = 0;
    for (let at = 1; byte >= 0x80; at++) {
      if (at === MAX_VARINT_BYTES) {
        throw new ReadError(pprofReason('pprof-varint', { bytes: at }), this.origin + start);
      }
      byte = this.readByte(bytes, end);
      const bits = byte & 0x7f;
      if (at < 4) low |= bits << (7 * at);
      else if (at === 4) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (7 * at - 32);
    }
    this.low = low >>> 0;
    this.high = high >>> 0;
    return this.high * 0x1_0000_0000 + this.low;
  }

  private readByte(bytes: Uint8Array, end: number): number {
    if (this.offset >= end) this.need(1);
    return bytes[this.offset++]!;
  }
}
