import { ReadError } from '#bytes/reader.ts';
import { gobReason } from './says.ts';

/** A type as the stream describes it. Types refer to each other by id, for they may be recursive. */
export type GobType = BasicType | ListType | MapType | StructType | OpaqueType;

interface BasicType {
  kind: 'bool' | 'int' | 'uint' | 'float' | 'bytes' | 'string' | 'complex' | 'interface';
}

interface ListType {
  kind: 'array' | 'slice';
  name: string;
  elem: number;
}

interface MapType {
  kind: 'map';
  name: string;
  key: number;
  elem: number;
}

export interface StructType {
  kind: 'struct';
  name: string;
  fields: readonly GobField[];
}

/** Bytes that only the program's own GobDecode, UnmarshalBinary or UnmarshalText understands. */
interface OpaqueType {
  kind: 'opaque';
  name: string;
  encoder: 'gob' | 'binary' | 'text';
}

export interface GobField {
  name: string;
  type: number;
}

/** Ids that need no description: https://pkg.go.dev/encoding/gob, "Encoding Details". */
const BASIC_TYPES: ReadonlyMap<number, BasicType> = new Map([
  [1, { kind: 'bool' }],
  [2, { kind: 'int' }],
  [3, { kind: 'uint' }],
  [4, { kind: 'float' }],
  [5, { kind: 'bytes' }],
  [6, { kind: 'string' }],
  [7, { kind: 'complex' }],
  [8, { kind: 'interface' }],
]);

/** The types that a stream has described so far. Which ids it uses depends on the program that wrote it. */
export class TypeTable {
  /** How often an id was described anew as another type: once or more where streams follow each other. */
  redefined = 0;
  private readonly types = new Map<number, GobType>(BASIC_TYPES);

  /** @param byte where the id was read, for the error */
  get(id: number, byte: number): GobType {
    const type = this.types.get(id);
    if (!type) throw new ReadError(gobReason('gob-type-id', { id }), byte);
    return type;
  }

  define(id: number, type: GobType, byte: number): void {
    if (BASIC_TYPES.has(id)) throw new ReadError(gobReason('gob-basic-type', { id }), byte);
    const known = this.types.get(id);
    if (known) {
      // An interface's value may be read twice; keep the object, plans are made for it.
      if (JSON.stringify(known) === JSON.stringify(type)) return;
      this.redefined++;
    }
    this.types.set(id, type);
  }
}
