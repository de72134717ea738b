import { cp, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuiltFrom, markBuilt, toFingerprint, unmarkBuilt } from '../../scripts/build/built-from.ts';

let folder: string;
const at = (path: string) => join(folder, path);
const print = (besides: Record<string, string> = {}) => toFingerprint(folder, besides);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-built-'));
  await mkdir(at('src/content'), { recursive: true });
  await mkdir(at('dist/client'), { recursive: true });
  await writeFile(at('src/content/a.mdx'), 'a');
  await writeFile(at('package.json'), '{}');
  await writeFile(at('dist/client/index.html'), 'a');
});
afterEach(() => rm(folder, { recursive: true }));

test('what a site is built from is told by its contents, names, settings and versions', async () => {
  const first = await print({ BASE: '' });
  await utimes(at('src/content/a.mdx'), 1, 1);
  expect(await print({ BASE: '' })).toBe(first);
  const seen = new Set([first, await print({ BASE: '/x/' }), await print({ BASE: '', go: 'go1.26' })]);
  const steps = [
    () => writeFile(at('src/content/a.mdx'), 'b'),
    () => cp(at('src/content/a.mdx'), at('src/content/b.mdx')),
    () => rename(at('src/content/b.mdx'), at('src/c.mdx')),
    () => writeFile(at('package.json'), '{ }'),
    () => mkdir(at('public')).then(() => writeFile(at('public/x'), '')),
  ];
  for (const step of steps) {
    await step();
    seen.add(await print({ BASE: '' }));
  }
  expect(seen.size).toBe(3 + steps.length);
});

test('what is no source of it changes nothing', async () => {
  const first = await print();
  await mkdir(at('data'));
  await writeFile(at('data/capture'), 'x');
  await writeFile(at('start.log'), 'x');
  expect(await print()).toBe(first);
});

test('a site is taken as it is where it is whole and was built from the same', async () => {
  const dist = at('dist');
  expect(await isBuiltFrom(dist, 'a')).toBe(false);
  await markBuilt(dist, 'a');
  expect(await isBuiltFrom(dist, 'a')).toBe(true);
  expect(await isBuiltFrom(dist, 'b')).toBe(false);
  // Somebody else's build into the same folder.
  await utimes(at('dist/client/index.html'), 1, 1);
  expect(await isBuiltFrom(dist, 'a')).toBe(false);
  await markBuilt(dist, 'a');
  await unmarkBuilt(dist);
  expect(await isBuiltFrom(dist, 'a')).toBe(false);
  await markBuilt(dist, 'a');
  await rm(at('dist/client'), { recursive: true });
  expect(await isBuiltFrom(dist, 'a')).toBe(false);
});
