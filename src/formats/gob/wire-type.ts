import { type ByteReader, ReadError } from '#bytes/reader.ts';
import { readInt, readUint } from '#bytes/varint.ts';
import { gobReason } from './says.ts';
import type { GobField, GobType } from './types.ts';

/*
 * The description of a type, itself a gob of types that both sides know:
 *
 *   type wireType struct { ArrayT, SliceT, StructT, MapT, GobEncoderT, BinaryMarshalerT, TextMarshalerT }
 *   type arrayType struct { CommonType; Elem typeId; Len int }
 *   type sliceType struct { CommonType; Elem typeId }
 *   type structType struct { CommonType; Field []struct { Name string; Id typeId } }
 *   type mapType struct { CommonType; Key, Elem typeId }
 *   type gobEncoderType struct { CommonType }
 *   type CommonType struct { Name string; Id typeId }
 */
const names = new TextDecoder();

/**
 * More fields than this no type of a program has; a broken length might claim them. What is planned for a
 * type is planned anew when a stream describes it again, which must not cost more than its bytes allow.
 */
const MAX_FIELDS = 1024;

/**
 * Calls `read` for each field of a struct that was sent, with its number.
 *
 * @param what the struct, for the error where `read` knows no such field
 */
export function readFields(reader: ByteReader, what: string, read: (field: number) => boolean): void {
  let field = -1;
  for (;;) {
    const at = reader.position;
    const delta = readUint(reader);
    if (delta === 0) return;
    field += delta;
    if (!read(field)) throw new ReadError(gobReason('gob-no-field', { type: what, field }), at);
  }
}

function readName(reader: ByteReader): string {
  return names.decode(reader.take(readUint(reader)));
}

/** @returns the name; the id in it says again what the message said */
function readCommonType(reader: ByteReader): string {
  let name = '';
  readFields(reader, 'CommonType', (field) => {
    if (field === 0) name = readName(reader);
    else if (field === 1) readInt(reader);
    return field <= 1;
  });
  return name;
}

/** Reads the fields that all but struct types have: the common part, then numbers. */
function readNumbers(reader: ByteReader, what: string, count: number): { name: string; numbers: number[] } {
  let name = '';
  const numbers = Array.from({ length: count }, () => 0);
  readFields(reader, what, (field) => {
    if (field === 0) name = readCommonType(reader);
    else if (field <= count) numbers[field - 1] = readInt(reader);
    return field <= count;
  });
  return { name, numbers };
}

function readStructType(reader: ByteReader): GobType {
  let name = '';
  const fields: GobField[] = [];
  readFields(reader, 'structType', (field) => {
    if (field === 0) {
      name = readCommonType(reader);
    } else if (field === 1) {
      const count = readUint(reader);
      if (count > MAX_FIELDS) {
        throw new ReadError(gobReason('gob-struct-fields', { fields: count }), reader.position);
      }
      for (let at = 0; at < count; at++) {
        const described: GobField = { name: '', type: 0 };
        readFields(reader, 'fieldType', (part) => {
          if (part === 0) described.name = readName(reader);
          else if (part === 1) described.type = readInt(reader);
          return part <= 1;
        });
        fields.push(described);
      }
    }
    return field <= 1;
  });
  return { kind: 'struct', name, fields };
}

/** The kinds in the order of wireType's fields. */
const READERS: readonly ((reader: ByteReader) => GobType)[] = [
  (reader) => {
    const { name, numbers } = readNumbers(reader, 'arrayType', 2);
    return { kind: 'array', name, elem: numbers[0]! };
  },
  (reader) => {
    const { name, numbers } = readNumbers(reader, 'sliceType', 1);
    return { kind: 'slice', name, elem: numbers[0]! };
  },
  readStructType,
  (reader) => {
    const { name, numbers } = readNumbers(reader, 'mapType', 2);
    return { kind: 'map', name, key: numbers[0]!, elem: numbers[1]! };
  },
  (reader) => ({ kind: 'opaque', name: readNumbers(reader, 'gobEncoderType', 0).name, encoder: 'gob' }),
  (reader) => ({ kind: 'opaque', name: readNumbers(reader, 'gobEncoderType', 0).name, encoder: 'binary' }),
  (reader) => ({ kind: 'opaque', name: readNumbers(reader, 'gobEncoderType', 0).name, encoder: 'text' }),
];

/** Reads a wireType. Throws ReadError on a kind of type that this version of gob does not have. */
export function readWireType(reader: ByteReader): GobType {
  const start = reader.position;
  let type: GobType | undefined;
  readFields(reader, 'wireType', (field) => {
    type = READERS[field]?.(reader);
    return type !== undefined;
  });
  if (!type) throw new ReadError(gobReason('gob-no-type'), start);
  return type;
}
