import { ByteReader, ReadError } from '#bytes/reader.ts';
import { readFloat, readInt, readUint } from '#bytes/varint.ts';
import { gobReason } from './says.ts';
import { skipValue } from './skip-value.ts';
import type { GobType, StructType, TypeTable } from './types.ts';

/** What a reader can take a field as: any kind of number, whole ones alone, a string or bytes, a slice or an array. */
export type FieldUse = 'number' | 'integer' | 'text' | 'list';

/**
 * Which fields of a struct, as the stream describes it, are the ones that are looked for. Matched
 * by name; a field of another kind than can be used is as good as unknown.
 */
export interface FieldPlan {
  struct: StructType;
  /** By field of the stream: 1 + its place in `wanted`, or 0 to skip. */
  slots: Uint8Array;
  /** By place in `wanted`: the field's type, undefined where there is none. */
  types: (GobType | undefined)[];
  /** Names of fields that are there but of a kind that cannot be used. */
  unusable: string[];
}

const USES: Record<FieldUse, readonly GobType['kind'][]> = {
  number: ['int', 'uint', 'float', 'bool'],
  // As Go itself: it reads no float into a field of whole numbers.
  integer: ['int', 'uint'],
  text: ['string', 'bytes'],
  list: ['slice', 'array'],
};

export function toFieldPlan(
  types: TypeTable,
  struct: StructType,
  wanted: readonly { name: string; use: FieldUse }[],
  byte: number,
): FieldPlan {
  const plan: FieldPlan = {
    struct,
    slots: new Uint8Array(struct.fields.length),
    types: wanted.map(() => undefined),
    unusable: [],
  };
  struct.fields.forEach((field, at) => {
    const place = wanted.findIndex(({ name }) => name === field.name);
    if (place < 0) return;
    const type = types.get(field.type, byte);
    if (USES[wanted[place]!.use].includes(type.kind)) {
      plan.slots[at] = place + 1;
      plan.types[place] = type;
    } else {
      plan.unusable.push(field.name);
    }
  });
  return plan;
}

/**
 * Advances to the next field that is looked for, over those that are not.
 *
 * @param cursor `field` is the number of the field read last, -1 before the first
 * @returns 1 + its place in `wanted`, or 0 at the end of the struct
 */
export function readField(
  reader: ByteReader,
  types: TypeTable,
  plan: FieldPlan,
  cursor: FieldCursor,
): number {
  for (;;) {
    const delta = readUint(reader);
    if (delta === 0) return 0;
    const field = cursor.field + delta;
    cursor.field = field;
    if (field >= plan.slots.length) {
      const reason = gobReason('gob-no-field', { type: plan.struct.name || 'struct', field });
      throw new ReadError(reason, reader.position - 1);
    }
    const slot = plan.slots[field]!;
    if (slot !== 0) return slot;
    skipValue(reader, types, plan.struct.fields[field]!.type, 1);
  }
}

export interface FieldCursor {
  field: number;
}

/** Any kind of number as a double: the same field may be an int in one version of a program and a float in another. */
export function readNumber(reader: ByteReader, type: GobType): number {
  switch (type.kind) {
    case 'int':
      return readInt(reader);
    case 'float':
      return readFloat(reader);
    default:
      return readUint(reader);
  }
}
