import { type ByteReader, ReadError } from '#bytes/reader.ts';
import { readInt, readUint } from '#bytes/varint.ts';
import { gobReason } from './says.ts';
import type { TypeTable } from './types.ts';
import { readFields, readWireType } from './wire-type.ts';

/** Types may be recursive, and a broken stream nests as deep as it is long. */
const MAX_DEPTH = 500;

/**
 * Thrown where a value goes on in the next message: an encoder ends the message when it has to
 * describe the type of an interface's value in the middle of a value.
 */
export class ContinuesInNextMessage extends Error {
  override name = 'ContinuesInNextMessage';
}

function checkDepth(depth: number, reader: ByteReader): void {
  if (depth > MAX_DEPTH) throw new ReadError(gobReason('gob-depth', { depth }), reader.position);
}

/**
 * Reads how many elements follow, and them. Each takes a byte at least, so more than are left is a broken
 * length, but where the message ends within one of them and the others come in the next.
 *
 * @param read takes all of them
 */
export function readElements(reader: ByteReader, read: (count: number) => void): void {
  const at = reader.position;
  const count = readUint(reader);
  const { left } = reader;
  if (count <= left) return read(count);
  try {
    read(count);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    throw new ReadError(gobReason('gob-elements', { count, left }), at);
  }
}

/** Reads the length of a string or of bytes, all of which must be there. */
export function readLength(reader: ByteReader): number {
  const at = reader.position;
  const length = readUint(reader);
  const { left } = reader;
  if (length > left) throw new ReadError(gobReason('gob-length', { bytes: length, left }), at);
  return length;
}

/**
 * Reads an interface's head: the name that the program registered its type under, descriptions of
 * types on the way, and the id of the type. The value follows, as at the top level.
 *
 * @returns undefined for nil
 */
function readInterfaceHead(
  reader: ByteReader,
  types: TypeTable,
): { name: Uint8Array; type: number } | undefined {
  const nameLength = readLength(reader);
  if (nameLength === 0) return undefined;
  const name = reader.take(nameLength);
  for (;;) {
    const at = reader.position;
    const id = readInt(reader);
    if (id >= 0) {
      // How long the value is; wrong where an interface is within it, so nobody should rely on it.
      readUint(reader);
      return { name, type: id };
    }
    types.define(-id, readWireType(reader), at);
    if (reader.left === 0) throw new ContinuesInNextMessage();
    readUint(reader);
  }
}

/** Advances over a value that stands alone: a struct, or anything else after a zero. */
export function skipTopValue(reader: ByteReader, types: TypeTable, id: number, depth = 0): void {
  readTopZero(reader, types, id);
  skipValue(reader, types, id, depth);
}

/** A value that is no struct has a zero before it where it stands alone. */
function readTopZero(reader: ByteReader, types: TypeTable, id: number): void {
  const at = reader.position;
  if (types.get(id, at).kind === 'struct') return;
  const zero = readUint(reader);
  if (zero !== 0) throw new ReadError(gobReason('gob-no-zero', { value: zero }), at);
}

/** Advances over a value of any type. */
export function skipValue(reader: ByteReader, types: TypeTable, id: number, depth = 0): void {
  checkDepth(depth, reader);
  const type = types.get(id, reader.position);
  switch (type.kind) {
    case 'bool':
    case 'int':
    case 'uint':
    case 'float':
      readUint(reader);
      return;
    case 'complex':
      readUint(reader);
      readUint(reader);
      return;
    case 'bytes':
    case 'string':
    case 'opaque':
      reader.skip(readLength(reader));
      return;
    case 'interface': {
      const head = readInterfaceHead(reader, types);
      if (head) skipTopValue(reader, types, head.type, depth + 1);
      return;
    }
    case 'array':
    case 'slice': {
      readElements(reader, (count) => {
        for (let at = 0; at < count; at++) skipValue(reader, types, type.elem, depth + 1);
      });
      return;
    }
    case 'map': {
      readElements(reader, (count) => {
        for (let at = 0; at < count; at++) {
          skipValue(reader, types, type.key, depth + 1);
          skipValue(reader, types, type.elem, depth + 1);
        }
      });
      return;
    }
    case 'struct': {
      readFields(reader, type.name || 'struct', (field) => {
        const described = type.fields[field];
        if (described) skipValue(reader, types, described.type, depth + 1);
        return described !== undefined;
      });
    }
  }
}
