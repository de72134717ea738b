/** Protobuf by hand, for what no maker writes. */
export function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, BigInt(value));
  do {
    const bits = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left > 0n ? bits | 0x80 : bits);
  } while (left > 0n);
  return bytes;
}

export function number(field: number, value: number | bigint): number[] {
  return [...varint(field << 3), ...varint(value)];
}

export function bytes(field: number, content: readonly number[]): number[] {
  return [...varint((field << 3) | 2), ...varint(content.length), ...content];
}

export function text(field: number, content: string): number[] {
  return bytes(field, [...Buffer.from(content)]);
}

export function packed(field: number, values: readonly (number | bigint)[]): number[] {
  return bytes(field, values.flatMap(varint));
}

const strings = ['', 'cpu', 'nanoseconds', 'main.f', '/x/main.go', 'main.g', 'key', 'value', '/bin/app'];

export interface Parts {
  sampleTypes?: number[];
  samples?: number[];
  mappings?: number[];
  locations?: number[];
  functions?: number[];
  strings?: number[];
  rest?: number[];
}

/** Two functions, main.f and main.g that it calls, each at a location; all parts may be others. */
export function makeProfile(parts: Parts = {}): Uint8Array {
  const {
    sampleTypes = bytes(1, [...number(1, 1), ...number(2, 2)]),
    samples = bytes(2, [...packed(1, [2, 1]), ...packed(2, [10])]),
    mappings = bytes(3, [...number(1, 1), ...number(2, 0x1000), ...number(3, 0x2000), ...number(5, 8)]),
    locations = [
      ...bytes(4, [...number(1, 1), ...number(2, 1), ...number(3, 0x1001), ...bytes(4, [...number(1, 1), ...number(2, 7)])]), // prettier-ignore
      ...bytes(4, [...number(1, 2), ...number(2, 1), ...number(3, 0x1002), ...bytes(4, [...number(1, 2), ...number(2, 9)])]), // prettier-ignore
    ],
    functions = [
      ...bytes(5, [...number(1, 1), ...number(2, 3), ...number(4, 4)]),
      ...bytes(5, [...number(1, 2), ...number(2, 5), ...number(4, 4)]),
    ],
    strings: table = strings.flatMap((one) => text(6, one)),
    rest = [],
  } = parts;
  return Uint8Array.from([
    ...sampleTypes,
    ...samples,
    ...mappings,
    ...locations,
    ...functions,
    ...table,
    ...rest,
  ]);
}
