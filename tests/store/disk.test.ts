import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { CaptureStore } from '#store/capture-store.ts';
import { DiskObjects, toStoreError } from '#store/disk.ts';
import { describeAttacks } from './attacks.ts';
import { describeStore } from './contract.ts';
import { describeLayouts } from './layout.ts';

const folders: string[] = [];

async function makeFolder(parent = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, 'casebook-disk-'));
  folders.push(folder);
  return folder;
}

afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const open = async (pieceBytes?: number) => new DiskObjects(await makeFolder(), pieceBytes);
describeStore('disk', open);
describeLayouts('disk', open);
// In memory where there is such a folder: what is shown here hangs on the order of things alone.
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const openFast = async (pieceBytes?: number) => new DiskObjects(await makeFolder(memory), pieceBytes);
// ROUNDS=1000 npx vitest run tests/store/disk -t draws, after a change of what happens at once.
describeAttacks('disk', openFast, { rounds: Number(process.env['ROUNDS'] ?? 40), stream: 700, readers: 3 });

test('a list is in the order of its keys, as a bucket gives it', async () => {
  const objects = new DiskObjects(await makeFolder());
  const keys = ['a/b', 'a-b/c', 'a/b/c', 'a.b', 'a/c', 'b'].filter((key) => key !== 'a/b');
  for (const key of keys) await objects.put(key, new Uint8Array([1]));
  const listed = async (prefix: string, after?: string) => {
    const found: string[] = [];
    for await (const { key } of objects.list(prefix, after)) found.push(key);
    return found;
  };
  expect(await listed('a')).toEqual(['a-b/c', 'a.b', 'a/b/c', 'a/c']);
  expect(await listed('a', 'a.b')).toEqual(['a/b/c', 'a/c']);
  expect(await listed('a/', 'a/b/c')).toEqual(['a/c']);
  expect(await listed('a/', 'a/b')).toEqual(['a/b/c', 'a/c']);
});

test('removing the last object of a folder removes the folder', async () => {
  const folder = await makeFolder();
  const objects = new DiskObjects(folder);
  await objects.put('captures/x/manifest', new Uint8Array([1]));
  await objects.remove(['captures/x/manifest', 'captures/x/never-there']);
  expect(await readdir(folder)).toEqual(['incoming']);
  await objects.put('captures/x/manifest', new Uint8Array([1]));
  expect(await readdir(join(folder, 'captures'))).toEqual(['x']);
});

test('a full or read-only disk is told in the words of the store', async () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  expect(toStoreError(full)).toMatchObject({ code: 'store-full', status: 507 });
  const readOnly = Object.assign(new Error('read-only file system'), { code: 'EROFS' });
  expect(toStoreError(readOnly)).toMatchObject({ code: 'store-unavailable', status: 503 });
  const folder = await makeFolder();
  await writeFile(join(folder, 'incoming'), 'a file where a folder should be');
  await expect(new CaptureStore(new DiskObjects(folder)).check()).rejects.toThrow();
});
