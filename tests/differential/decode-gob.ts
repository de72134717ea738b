import type { ByteReader } from '#bytes/reader.ts';
import { readFloat, readInt, readUint } from '#bytes/varint.ts';
import { readElements, readLength, skipValue } from '#formats/gob/skip-value.ts';
import type { TypeTable } from '#formats/gob/types.ts';
import { readFields } from '#formats/gob/wire-type.ts';

/**
 * A value of any type, as go/gob tells it: numbers by their digits, floats by their bits, texts by the hex of
 * their bytes, null for what an interface holds.
 */
export function decode(reader: ByteReader, types: TypeTable, id: number): unknown {
  const type = types.get(id, reader.position);
  switch (type.kind) {
    case 'bool':
      return readUint(reader) === 1;
    case 'int':
      return { number: readInt(reader) };
    case 'uint':
      return { number: readUint(reader) };
    case 'float':
      return toFloat(readFloat(reader));
    case 'complex':
      return [toFloat(readFloat(reader)), toFloat(readFloat(reader))];
    case 'bytes':
    case 'string':
    case 'opaque':
      return Buffer.from(reader.take(readLength(reader))).toString('hex');
    case 'interface':
      skipValue(reader, types, id);
      return null;
    case 'array':
    case 'slice':
      return readList(reader, () => decode(reader, types, type.elem));
    case 'map': {
      const entry = () => [decode(reader, types, type.key), decode(reader, types, type.elem)];
      return { entries: readList(reader, entry) };
    }
    case 'struct': {
      const fields: Record<string, unknown> = {};
      readFields(reader, type.name, (at) => {
        const field = type.fields[at];
        if (field) fields[field.name] = decode(reader, types, field.type);
        return field !== undefined;
      });
      return { fields };
    }
  }
}

function readList<T>(reader: ByteReader, read: () => T): T[] {
  const list: T[] = [];
  readElements(reader, (count) => {
    while (list.length < count) list.push(read());
  });
  return list;
}

function toFloat(value: number): unknown {
  if (Number.isNaN(value)) return { float: 'NaN' };
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return { float: bytes.toString('hex') };
}

type Told =
  | null
  | boolean
  | string
  | readonly Told[]
  | { number: string | number }
  | { float: string }
  | { entries: readonly [Told, Told][] }
  | { fields: Record<string, Told> };

/**
 * The same for values that gob does not tell apart: a field that is zero is not sent, an integer is the
 * nearest number, and entries of a map have no order.
 */
export function normalise(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(normalise);
  const value = told as Exclude<Told, readonly Told[]>;
  if (value === null || typeof value !== 'object') return value;
  if ('number' in value) return { number: Number(value.number) };
  if ('entries' in value) {
    const entries = value.entries.map((entry) => JSON.stringify(entry.map(normalise)));
    return { entries: entries.sort() };
  }
  if (!('fields' in value)) return value;
  const fields = Object.entries(value.fields)
    .map(([name, field]) => [name, normalise(field)] as const)
    .filter(([, field]) => !isZero(field));
  return { fields: Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function isZero(normal: unknown): boolean {
  const value = normal as Told;
  if (value === null || value === false || value === '') return true;
  if (Array.isArray(value)) return value.every(isZero);
  if (typeof value !== 'object') return false;
  if ('number' in value) return value.number === 0;
  if ('float' in value) return /^[08]0{15}$/.test(value.float);
  if ('entries' in value) return value.entries.length === 0;
  return 'fields' in value && Object.keys(value.fields).length === 0;
}
