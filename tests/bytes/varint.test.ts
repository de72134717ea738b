import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '#bytes/reader.ts';
import { readFloat, readInt, readUint } from '#bytes/varint.ts';

function reader(...bytes: number[]): ByteReader {
  return new ByteReader(Uint8Array.from(bytes));
}

/** gob's own rule, written down once more. */
function encodeUint(value: bigint): number[] {
  if (value < 128n) return [Number(value)];
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  return [256 - bytes.length, ...bytes];
}

function encodeInt(value: bigint): number[] {
  return encodeUint(value < 0n ? (~value << 1n) | 1n : value << 1n);
}

describe('the examples of the gob documentation', () => {
  test('unsigned', () => {
    expect(readUint(reader(0))).toBe(0);
    expect(readUint(reader(7))).toBe(7);
    expect(readUint(reader(0xfe, 0x01, 0x00))).toBe(256);
  });
  test('signed', () => {
    expect(readInt(reader(0xfe, 0x01, 0x01))).toBe(-129);
    expect(readInt(reader(0x01))).toBe(-1);
    expect(readInt(reader(0x06))).toBe(3);
  });
  test('float', () => {
    expect(readFloat(reader(0xfe, 0x31, 0x40))).toBe(17);
    expect(readFloat(reader(0))).toBe(0);
  });
});

test('every uint64 is read to the nearest double', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 2n ** 64n - 1n), (value) => {
      const bytes = reader(...encodeUint(value));
      expect(readUint(bytes)).toBe(Number(value));
      expect(bytes.left).toBe(0);
    }),
  );
});

test('every int64 is read to the nearest double', () => {
  const edges = [0n, -1n, 2n ** 53n, -(2n ** 53n), 2n ** 53n - 1n, 2n ** 63n - 1n, -(2n ** 63n)];
  fc.assert(
    fc.property(fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.constantFrom(...edges)), (value) => {
      expect(readInt(reader(...encodeInt(value)))).toBe(Number(value));
    }),
  );
});

test('every float64 is read bit by bit', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.float()), (value) => {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value, true);
      expect(readFloat(reader(...encodeUint(view.getBigUint64(0))))).toBe(value);
    }),
  );
});

test('a number with zeros before it is the number', () => {
  expect(readUint(reader(0xfd, 0, 0, 5))).toBe(5);
});

test('errors tell the byte', () => {
  expect(() => readUint(reader())).toThrow('1 bytes wanted, 0 left at byte 0');
  expect(() => readUint(reader(0xfc, 1, 2))).toThrow('4 bytes wanted, 2 left at byte 1');
  expect(() => readUint(reader(0xf7, 1, 2))).toThrow('integer of 9 bytes at byte 0');
  expect(() => readFloat(reader(0x80))).toThrow('integer of 128 bytes at byte 0');
  expect(() => new ByteReader(Uint8Array.of(0xfe, 1), 0, 2, 1000).skip(3)).toThrow(
    '3 bytes wanted, 2 left at byte 1000',
  );
});
