import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptFiles } from '#go-toolchain/kept-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

const day = 86_400_000;

async function setAge(name: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * day);
  await utimes(join(folder, name), then, then);
}

test('lets go of what no build has asked for in two weeks', async () => {
  const files = new KeptFiles(folder);
  for (const name of ['old', 'asked']) {
    await files.keep(name, Buffer.from(name));
    await setAge(name, 15);
  }
  expect(Buffer.from((await files.find('asked')) ?? []).toString()).toBe('asked');
  await files.prune();
  expect(await readdir(folder)).toEqual(['asked']);
  expect(await files.find('old')).toBeUndefined();
  expect((await stat(join(folder, 'asked'))).mtimeMs).toBeGreaterThan(Date.now() - day);
});

test('lets go of the oldest where there is too much', async () => {
  const files = new KeptFiles(folder);
  for (const [days, name] of ['of-today', 'of-yesterday', 'older'].entries()) {
    await files.keep(name, Buffer.alloc(100));
    await setAge(name, days);
  }
  await files.prune(Date.now(), 240);
  expect((await readdir(folder)).sort()).toEqual(['of-today', 'of-yesterday']);
});

test('what is no longer what was kept is not found, and is kept anew', async () => {
  const files = new KeptFiles(folder);
  const text = async () => Buffer.from((await files.find('a')) ?? []).toString();
  for (const damage of [
    (kept: Buffer) => kept.subarray(0, -6),
    (kept: Buffer) => kept.subarray(0, 3),
    () => Buffer.alloc(0),
    (kept: Buffer) => kept.fill(0, kept.length - 1),
  ]) {
    await files.keep('a', Buffer.from('all of it'));
    expect(await text()).toBe('all of it');
    await writeFile(join(folder, 'a'), damage(await readFile(join(folder, 'a'))));
    expect(await files.find('a')).toBeUndefined();
  }
  await files.keep('nothing', new Uint8Array(0));
  expect(await files.find('nothing')).toHaveLength(0);
});

// Root writes everywhere.
test.skipIf(process.getuid?.() === 0)(
  'where nothing can be written nothing is kept, and nothing fails',
  async () => {
    await chmod(folder, 0o500);
    const files = new KeptFiles(join(folder, 'kept'));
    await files.keep('a', Buffer.from('a'));
    await files.prune();
    expect(await files.find('a')).toBeUndefined();
    await chmod(folder, 0o700);
  },
);
