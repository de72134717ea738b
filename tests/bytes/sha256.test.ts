import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { Sha256, sha256Hex } from '#bytes/sha256.ts';

afterEach(() => vi.unstubAllGlobals());

function nodes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('is SHA-256 of bytes in whatever pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const hash = new Sha256();
      for (const piece of pieces) hash.update(piece);
      expect(hash.hex()).toBe(nodes(Buffer.concat(pieces)));
    }),
  );
});

test('pads rightly around every length of a block', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = new Uint8Array(length).fill(length);
    expect(new Sha256().update(bytes).hex()).toBe(nodes(bytes));
  }
});

test('counts bits beyond 32', () => {
  // 512 MiB and one byte: more bits than one word of the length holds.
  const piece = new Uint8Array(1 << 20);
  const hash = new Sha256();
  const expected = createHash('sha256');
  for (let i = 0; i < 512; i++) {
    hash.update(piece);
    expected.update(piece);
  }
  hash.update(Uint8Array.of(1));
  expect(hash.hex()).toBe(expected.update(Uint8Array.of(1)).digest('hex'));
});

test('of a whole, with and without the browser’s own', async () => {
  const bytes = new TextEncoder().encode('abc');
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256Hex(bytes)).toBe(expected);
  // A page over plain http has crypto without subtle.
  vi.stubGlobal('crypto', {});
  expect(await sha256Hex(bytes)).toBe(expected);
});
