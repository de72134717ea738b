import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findHeadText, readLines } from '#bytes/text.ts';
import { toChunks } from '../formats/read-fixture.ts';

async function lines(bytes: Uint8Array, size = 65_536): Promise<string[]> {
  const all: string[] = [];
  for await (const batch of readLines(toChunks(bytes, size), undefined)) all.push(...batch);
  return all;
}

test('lines come without their ends, the last one with or without', async () => {
  expect(await lines(Buffer.from('a\nb\r\n\nc'))).toEqual(['a', 'b', '', 'c']);
  expect(await lines(Buffer.from('a\n'))).toEqual(['a']);
  expect(await lines(Buffer.from(''))).toEqual([]);
  expect(await lines(Buffer.from('\n'))).toEqual(['']);
});

test('the same lines however the bytes are cut', async () => {
  const text = fc.array(
    fc.string({ unit: 'grapheme' }).filter((line) => !/[\r\n\0\ufeff]/.test(line)),
    { minLength: 2 },
  );
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (expected, size) => {
      const joined = `head\n${expected.join('\r\n')}\r\n`;
      expect(await lines(Buffer.from(joined), size)).toEqual(['head', ...expected]);
    }),
  );
});

test('UTF-16 of either order, with a mark or without, and UTF-8 with one', async () => {
  const text = 'time,名前\nnext\n';
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const size of [1, 3, 1000]) {
    for (const bytes of [
      little,
      big,
      Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]),
    ]) {
      expect(await lines(bytes, size)).toEqual(['time,名前', 'next']);
      expect(findHeadText(bytes)).toBe(text);
    }
  }
});

test('a line without end is cut, and the next one is whole', async () => {
  const found = await lines(Buffer.concat([Buffer.alloc(3 << 20, 'x'), Buffer.from('\nnext')]));
  expect(found.map(({ length }) => length)).toEqual([1 << 20, 4]);
});

test('text goes up to the first zero', () => {
  expect(findHeadText(Uint8Array.of(65, 66, 67, 0, 68, 69))).toBe('ABC');
  expect(findHeadText(Uint8Array.of(0, 0, 65))).toBeUndefined();
  expect(findHeadText(new Uint8Array(0))).toBeUndefined();
});
