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

test('many share the threads, each with its own bytes, and one that gets none holds nobody up', async () => {
  const slow = [startHash(true, 2 ** 30), startHash(true, 2 ** 30)];
  const texts = ['abc', 'def', 'ghi', 'jkl', 'mno'];
  const hashes = texts.map(() => startHash(true, 2 ** 30));
  for (let times = 0; times < 3; times++) {
    await Promise.all(hashes.map((hash, at) => hash.drop([new TextEncoder().encode(texts[at])])));
  }
  expect(await Promise.all(hashes.map((hash) => hash.digest()))).toEqual(
    texts.map((text) => toHash(text.repeat(3))),
  );
  for (const hash of [...hashes, ...hashes]) hash.close();
  await slow[0]!.drop([new TextEncoder().encode('late')]);
  expect(await slow[0]!.digest()).toBe(toHash('late'));
  for (const hash of slow) hash.close();
});

test('a hash that is given up while others go on is waited for by nobody', async () => {
  const others = [startHash(true, 2 ** 30), startHash(true, 2 ** 30)];
  const given = startHash(true, 2 ** 30);
  const asked = given.digest();
  given.close();
  await expect(asked).rejects.toThrow('no more');
  await expect(given.drop([new Uint8Array(3)])).rejects.toThrow('no more');
  for (const hash of others) {
    await hash.drop([new TextEncoder().encode('abc')]);
    expect(await hash.digest()).toBe(toHash('abc'));
    hash.close();
  }
});

test('nothing waits for a thread that has ended', async () => {
  const hash = startHash(true, 2 ** 30);
  const asked = hash.digest();
  hash.close();
  await expect(asked).rejects.toThrow('no more');
  await expect(hash.drop([new Uint8Array(3)])).rejects.toThrow('no more');
});
