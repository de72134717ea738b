import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cacheFolder, findFile, hashOf, withLock, writeWhole } from '../../src/go-toolchain/cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'go-cache-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the cache lies where it is said, or in the user’s', () => {
  expect(cacheFolder({ CASEBOOK_CACHE: '/c', XDG_CACHE_HOME: '/x' })).toBe('/c');
  expect(cacheFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/casebook');
  expect(cacheFolder({})).toMatch(/\.cache\/casebook$/);
});

test('a hash is of all parts, each for itself', () => {
  expect(hashOf('ab', 'c')).toBe(hashOf('ab', 'c'));
  expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'));
  expect(hashOf('ab')).toMatch(/^[0-9a-f]{32}$/);
});

test('a file is there whole or not at all, and nothing beside it', async () => {
  const path = join(folder, 'a', 'b');
  expect(await findFile(path)).toBeUndefined();
  await Promise.all(['one', 'two', 'six'].map((text) => writeWhole(path, text)));
  expect(['one', 'two', 'six']).toContain(new TextDecoder().decode(await findFile(path)));
  expect(await readdir(join(folder, 'a'))).toEqual(['b']);
  // Its folder is a file: what was begun is not left.
  await expect(writeWhole(join(path, 'c'), 'x')).rejects.toThrow();
});

test('under a lock one works at a time', async () => {
  const lock = join(folder, 'lock');
  let inside = 0;
  const order: string[] = [];
  const work = (name: string) =>
    withLock(lock, async () => {
      expect(++inside).toBe(1);
      order.push(name);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      inside--;
      return name;
    });
  expect(await Promise.all([work('a'), work('b'), work('c')])).toEqual(['a', 'b', 'c']);
  expect(order.sort()).toEqual(['a', 'b', 'c']);
  expect(await readdir(folder)).toEqual([]);
});

test('a lock is given back after an error, and taken from those who are no more', async () => {
  const lock = join(folder, 'lock');
  await expect(withLock(lock, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  await writeFile(lock, '');
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(lock, longAgo, longAgo);
  expect(await withLock(lock, () => Promise.resolve('mine'))).toBe('mine');
});

test('a lock of a process that runs is waited for, though it has been still for a while', async () => {
  const lock = join(folder, 'lock');
  await writeFile(lock, String(process.pid));
  const aWhileAgo = new Date(Date.now() - 60_000);
  await utimes(lock, aWhileAgo, aWhileAgo);
  // Whether the process runs is asked each time that the lock is looked at.
  const asked = vi.spyOn(process, 'kill');
  let isFree = false;
  const waiting = withLock(lock, () => Promise.resolve(isFree));
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2), 20_000);
  asked.mockRestore();
  isFree = true;
  await rm(lock);
  expect(await waiting).toBe(true);
});
