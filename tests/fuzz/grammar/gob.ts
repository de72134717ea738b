import type { Random } from '../random.ts';
import { drawFloat, drawInt, drawText, drawUint, repeat } from './bytes.ts';

type BasicKind = 'bool' | 'int' | 'uint' | 'float' | 'bytes' | 'string' | 'complex' | 'interface';
type Type =
  | { kind: BasicKind }
  | { kind: 'array' | 'slice'; id: number; elem: Type; length: number }
  | { kind: 'map'; id: number; key: Type; elem: Type }
  | { kind: 'struct'; id: number; name: string; fields: { name: string; type: Type }[] }
  | { kind: 'opaque'; id: number; coder: number };

const basicIds: Record<BasicKind, number> = { bool: 1, int: 2, uint: 3, float: 4, bytes: 5, string: 6, complex: 7, interface: 8 }; // prettier-ignore
const basicKinds = Object.keys(basicIds) as BasicKind[];

/** A stream of encoding/gob: samples or snapshots of any types, whole, or lying somewhere. */
export function makeGob(random: Random): Uint8Array {
  const stream = new GobStream(random);
  for (let left = random.once(6) ? 2 : 1; left > 0; left--) {
    const type = stream.drawRecord();
    stream.describe(type);
    repeat(random, 30, () => stream.value(type));
  }
  return Uint8Array.from(stream.out);
}

/** Gob's numbers: below 128 a byte, else minus the count of bytes and those. */
function uint(value: bigint): number[] {
  if (value < 128n) return [Number(value)];
  const bytes: number[] = [];
  for (let left = value; left > 0n; left >>= 8n) bytes.unshift(Number(left & 255n));
  return [256 - bytes.length, ...bytes];
}

const int = (value: bigint): number[] => uint(BigInt.asUintN(64, value < 0n ? (~value << 1n) | 1n : value << 1n)); // prettier-ignore
const small = (value: number): number[] => int(BigInt(value));
const bytesOf = (text: string): number[] => {
  const bytes = [...Buffer.from(text)];
  return [...uint(BigInt(bytes.length)), ...bytes];
};

function float(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return uint(bytes.readBigUInt64BE());
}

class GobStream {
  readonly out: number[] = [];
  private readonly random: Random;
  private nextId: number;
  /** One in so many numbers, lengths and ids is another than it should be; 0 is none. */
  private readonly lies: number;

  constructor(random: Random) {
    this.random = random;
    this.nextId = random.pick([64, 65, 66, 100, 16]);
    this.lies = random.pick([0, 0, 400, 40]);
  }

  drawRecord(): Type {
    const { random } = this;
    const number = (): Type => ({ kind: random.pick(['int', 'uint', 'float', 'float', 'int', 'bool', 'string'] as const) }); // prettier-ignore
    const id = this.nextId++;
    const row = {
      kind: 'struct' as const,
      id: this.nextId++,
      name: 'ProcessInfo',
      fields: this.shuffle([
        { name: 'Pid', type: number() },
        { name: 'Name', type: { kind: random.once(5) ? 'bytes' : 'string' } as Type },
        { name: 'Ucpu', type: number() },
        { name: 'Scpu', type: number() },
        { name: 'Mem', type: number() },
      ]),
    };
    const list: Type = { kind: random.once(5) ? 'array' : 'slice', id: this.nextId++, elem: row, length: 3 };
    const told = random.once(4)
      ? { name: 'Snapshot', type: { kind: 'string' } as Type }
      : { name: 'Processes', type: list };
    const fields = this.shuffle([{ name: 'Timestamp', type: number() }, told]);
    return { kind: 'struct', id, name: random.once(2) ? '' : 'Sample', fields };
  }

  /** With fields of a later version between them, and at times without one. */
  private shuffle(fields: { name: string; type: Type }[]): { name: string; type: Type }[] {
    const { random } = this;
    const all = fields.filter(() => !random.once(25));
    for (let left = random.pick([0, 0, 1, 3]); left > 0; left--) {
      const field = { name: random.once(9) ? 'Pid' : `X${left}`, type: this.drawType(0) };
      all.splice(random.below(all.length + 1), 0, field);
    }
    return all;
  }

  private drawType(depth: number): Type {
    const { random } = this;
    if (depth > 3 || random.once(2)) return { kind: random.pick(basicKinds) };
    const id = this.nextId++;
    const inner = () => this.drawType(depth + 1);
    switch (random.below(5)) {
      case 0:
        return { kind: 'map', id, key: { kind: random.pick(['string', 'int'] as const) }, elem: inner() };
      case 1:
        return { kind: 'struct', id, name: 'T', fields: repeat(random, 6, (at) => ({ name: `F${at}`, type: inner() })) }; // prettier-ignore
      case 2:
        return { kind: 'opaque', id, coder: 4 + random.below(3) };
      case 3:
        return { kind: 'array', id, elem: inner(), length: 2 };
      default:
        return { kind: 'slice', id, elem: inner(), length: 0 };
    }
  }

  describe(type: Type): void {
    if (!('id' in type)) return;
    this.message([...small(this.lie(-type.id)), ...this.wireType(type), 0]);
    if (type.kind === 'struct') for (const field of type.fields) this.describe(field.type);
    else if (type.kind === 'map') this.describe(type.key);
    if ('elem' in type) this.describe(type.elem);
  }

  private wireType(type: Exclude<Type, { kind: BasicKind }>): number[] {
    const name = type.kind === 'struct' && type.name !== '' ? [1, ...bytesOf(type.name), 1] : [2];
    const common = [1, ...name, ...small(type.id), 0];
    switch (type.kind) {
      case 'array':
        return [1, ...common, 1, ...small(this.idOf(type.elem)), 1, ...small(type.length), 0];
      case 'slice':
        return [2, ...common, 1, ...small(this.idOf(type.elem)), 0];
      case 'struct': {
        const fields = type.fields.flatMap((field) => [1, ...bytesOf(field.name), 1, ...small(this.idOf(field.type)), 0]); // prettier-ignore
        const list = type.fields.length > 0 ? [1, ...this.count(type.fields.length), ...fields] : [];
        return [3, ...common, ...list, 0];
      }
      case 'map':
        return [4, ...common, 1, ...small(this.idOf(type.key)), 1, ...small(this.idOf(type.elem)), 0];
      case 'opaque':
        return [1 + type.coder, ...common, 0];
    }
  }

  value(type: Type): void {
    if ('id' in type) this.message([...small(this.lie(type.id)), ...this.encode(type, 0)]);
  }

  private encode(type: Type, depth: number): number[] {
    const { random } = this;
    const most = depth > 1 ? 3 : 40;
    switch (type.kind) {
      case 'bool':
        return [random.below(2)];
      case 'int':
        return int(drawInt(random));
      case 'uint':
        return uint(drawUint(random));
      case 'float':
        return float(drawFloat(random));
      case 'complex':
        return [...float(drawFloat(random)), ...float(drawFloat(random))];
      case 'bytes':
      case 'string':
      case 'opaque':
        return bytesOf(drawText(random));
      case 'interface':
        return random.once(2) ? [0] : [...bytesOf('int'), ...small(2), 3, 0, ...int(drawInt(random))];
      case 'array':
      case 'slice': {
        const elements = repeat(random, most, () => this.encode(type.elem, depth + 1));
        return [...this.count(elements.length), ...elements.flat()];
      }
      case 'map': {
        const entries = repeat(random, most, () => [...this.encode(type.key, depth + 1), ...this.encode(type.elem, depth + 1)]); // prettier-ignore
        return [...this.count(entries.length), ...entries.flat()];
      }
      case 'struct': {
        const sent: number[] = [];
        let last = -1;
        type.fields.forEach((field, at) => {
          // What is zero is not sent.
          if (random.once(6)) return;
          sent.push(...this.count(at - last), ...this.encode(field.type, depth + 1));
          last = at;
        });
        return [...sent, 0];
      }
    }
  }

  private idOf(type: Type): number {
    return this.lie('id' in type ? type.id : basicIds[type.kind]);
  }

  private count(value: number): number[] {
    return uint(BigInt(Math.max(0, this.lie(value))));
  }

  private lie(value: number): number {
    if (this.lies === 0 || !this.random.once(this.lies)) return value;
    return value + this.random.pick([-1, 1, 2, 60, 1e6, 2 ** 40]);
  }

  private message(content: number[]): void {
    for (const byte of this.count(content.length)) this.out.push(byte);
    for (const byte of content) this.out.push(byte);
  }
}
