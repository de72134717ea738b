import { type ByteReader, ReadError } from './reader.ts';
import { byteReason } from './reasons.ts';

/**
 * Numbers as encoding/gob writes them (https://pkg.go.dev/encoding/gob, "Encoding Details").
 *
 * Unsigned: a byte below 128 is the number; otherwise the byte, negated, counts the big-endian bytes
 * that follow, 8 at most. Signed: bit 0 says whether to complement the rest. Floats: the bytes of
 * the float64 reversed, as an unsigned number.
 */
const MAX_INT_BYTES = 8;

/** Length in bytes of the number behind a first byte of 128 and more. */
function readSize(reader: ByteReader, first: number): number {
  const size = 256 - first;
  if (size > MAX_INT_BYTES) {
    throw new ReadError(byteReason('integer-size', { bytes: size }), reader.position - 1);
  }
  reader.need(size);
  return size;
}

function readFirst(reader: ByteReader): number {
  if (reader.offset >= reader.end) reader.need(1);
  return reader.bytes[reader.offset++]!;
}

/** Above 2^53 the nearest number that a double can hold. */
export function readUint(reader: ByteReader): number {
  const first = readFirst(reader);
  if (first < 0x80) return first;
  const size = readSize(reader, first);
  const { bytes } = reader;
  let offset = reader.offset;
  const end = offset + size;
  reader.offset = end;
  let high = 0;
  while (end - offset > 4) high = high * 256 + bytes[offset++]!;
  let low = 0;
  while (offset < end) low = low * 256 + bytes[offset++]!;
  return high * 0x1_0000_0000 + low;
}

export function readInt(reader: ByteReader): number {
  const start = reader.offset;
  const unsigned = readUint(reader);
  if (unsigned > Number.MAX_SAFE_INTEGER) {
    reader.offset = start;
    return Number(readIntExact(reader));
  }
  return unsigned % 2 === 0 ? unsigned / 2 : -(unsigned - 1) / 2 - 1;
}

function readUintExact(reader: ByteReader): bigint {
  const first = readFirst(reader);
  if (first < 0x80) return BigInt(first);
  let value = 0n;
  for (const byte of reader.take(readSize(reader, first))) value = (value << 8n) | BigInt(byte);
  return value;
}

function readIntExact(reader: ByteReader): bigint {
  const unsigned = readUintExact(reader);
  return (unsigned & 1n) === 0n ? unsigned >> 1n : ~(unsigned >> 1n);
}

const floatBytes = new Uint8Array(8);
const floatView = new DataView(floatBytes.buffer);

export function readFloat(reader: ByteReader): number {
  const first = readFirst(reader);
  if (first === 0) return 0;
  // Reversing twice is not reversing: the bytes stand on the wire as in a little-endian float64,
  // less the zeros before them, so they are copied in order into its top.
  floatView.setUint32(0, 0);
  floatView.setUint32(4, 0);
  if (first < 0x80) {
    floatBytes[7] = first;
  } else {
    const size = readSize(reader, first);
    const { bytes } = reader;
    let offset = reader.offset;
    reader.offset = offset + size;
    for (let at = 8 - size; at < 8; at++) floatBytes[at] = bytes[offset++]!;
  }
  return floatView.getFloat64(0, true);
}
