import { expect, test } from 'vitest';
import { findStoredFile, type StoredFile, storeFiles } from '#offline/stored-file.ts';

const file = new File(['panic: boom\n'], 'crash.log', { type: 'text/plain', lastModified: 7 });

/** As private windows of WebKit: no files, bytes at the second try. */
async function refuseFiles(stored: StoredFile[]): Promise<StoredFile[]> {
  if (stored.some((one) => one instanceof File)) throw new DOMException('Error preparing Blob/File data');
  return structuredClone(stored);
}

test('a browser that keeps files has them as they are', async () => {
  expect(await storeFiles([file], async (stored) => stored)).toEqual([file]);
  expect(findStoredFile(file)).toBe(file);
});

test('one that keeps bytes alone gives the same file back', async () => {
  const [stored] = await storeFiles([file], refuseFiles);
  const found = findStoredFile(stored);
  expect(found).toMatchObject({ name: 'crash.log', type: 'text/plain', lastModified: 7 });
  expect(await found?.text()).toBe('panic: boom\n');
});

test('more than 32 MB are not copied, and what is no file is none', async () => {
  const large = new File([new Uint8Array(32_000_001)], 'large.data');
  await expect(storeFiles([large], refuseFiles)).rejects.toThrow('Error preparing');
  expect([undefined, null, {}, { name: 'x' }, [], 'x'].map(findStoredFile)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
});
