import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startHash } from '#store/running-hash.ts';

const toHash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether what is to be hashed is hashed when it is seen, and not on a thread once it is written. */
async function hashesOnTheWay(ownsChunks: boolean, expectedBytes: number | undefined): Promise<boolean> {
  const hash = startHash(ownsChunks, expectedBytes);
  try {
    hash.see(new TextEncoder().encode('abc'));
    return (await hash.digest()) === toHash('abc');
  } finally {
    hash.close();
  }
}

test('a thread of its own is for what is large and of nobody else', async () => {
  expect(await hashesOnTheWay(true, 2 ** 30)).toBe(false);
  expect(await hashesOnTheWay(true, 2 ** 20)).toBe(true);
  expect(await hashesOnTheWay(true, undefined)).toBe(true);
  expect(await hashesOnTheWay(false, 2 ** 30)).toBe(true);
});

test('two have a thread, and who comes then waits for none', async () => {
  const two = [startHash(true, 2 ** 30), startHash(true, 2 ** 30)];
  expect(await hashesOnTheWay(true, 2 ** 30)).toBe(true);
  two[0]!.close();
  two[0]!.close();
  expect(await hashesOnTheWay(true, 2 ** 30)).toBe(false);
  two[1]!.close();
});

test('nothing waits for a thread that has ended', async () => {
  const hash = startHash(true, 2 ** 30);
  const asked = hash.digest();
  hash.close();
  await expect(asked).rejects.toThrow('no more');
  await expect(hash.drop([new Uint8Array(3)])).rejects.toThrow('no more');
});
