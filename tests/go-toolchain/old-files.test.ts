import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from '../../src/go-toolchain/cache.ts';
import { markUse, removeOldCells, removeOldTools } from '../../src/go-toolchain/old-files.ts';

const dayMs = 24 * 3600 * 1000;
/** Linux gives no process so high a number. */
const nobody = '4194305';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'go-old-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Tools that were used so many days ago, by a process. */
async function addTools(name: string, { daysAgo, pid = nobody }: { daysAgo: number; pid?: string }) {
  const path = join(folder, name);
  await mkdir(join(path, 'used-by'), { recursive: true });
  await writeFile(join(path, 'manifest.json'), '{}');
  await writeFile(join(path, 'used-by', pid), '');
  await setUse(path, daysAgo);
}

async function setUse(path: string, daysAgo: number): Promise<void> {
  const at = new Date(Date.now() - daysAgo * dayMs);
  await utimes(path, at, at);
}

test('the four tools that were used last are kept, and others that somebody uses, builds or has just used', async () => {
  for (const [at, name] of ['newest', 'b', 'c', 'd'].entries()) await addTools(name, { daysAgo: at / 100 });
  await addTools('recent', { daysAgo: 0.9 });
  await addTools('old', { daysAgo: 3 });
  await addTools('running', { daysAgo: 4, pid: String(process.pid) });
  await addTools('locked', { daysAgo: 5 });
  await addTools('oldest', { daysAgo: 6 });
  await withLock(join(folder, 'locked.lock'), () => removeOldTools(folder));
  expect((await readdir(folder)).sort()).toEqual(['b', 'c', 'd', 'locked', 'newest', 'recent', 'running']);
});

test('what is used once more is new again', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await addTools(name, { daysAgo: 2 });
  await addTools('oldest', { daysAgo: 9 });
  await markUse(join(folder, 'oldest'));
  await removeOldTools(folder);
  expect(await readdir(folder)).toHaveLength(4);
  expect(await readdir(folder)).toContain('oldest');
});

test('a hundred compiled cells are kept, those that were used last', async () => {
  for (let n = 0; n < 103; n++) {
    await writeFile(join(folder, `${n}.wasm`), '');
    await setUse(join(folder, `${n}.wasm`), n);
  }
  await writeFile(join(folder, '7.wasm.0a1b2c'), 'half of one');
  await removeOldCells(folder);
  const left = await readdir(folder);
  expect(left).toHaveLength(101);
  expect(left).toContain('99.wasm');
  expect(left).not.toContain('100.wasm');
});
