import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everything, hashCode } from '#integrations/code-hash.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'code-'));
});
afterEach(() => rm(root, { recursive: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), text);
}

test('code and packages count, texts of authors do not', async () => {
  const hashWith = async (path: string, text: string) => {
    await write(path, text);
    return hashCode(root);
  };
  expect(await hashWith('src/charts/a.ts', '1')).toBe('');
  const first = await hashWith('package-lock.json', '{}');
  expect(first).toMatch(/^[\da-f]{32}$/);
  expect(await hashWith('src/content/docs/a.mdx', 'text')).toBe(first);
  expect(await hashWith('src/content/records/a.json', '{}')).toBe(first);
  const hashes = [
    first,
    await hashWith('src/charts/a.ts', '2'),
    await hashWith('src/components/B.astro', ''),
    await hashWith('package-lock.json', '{"a":1}'),
  ];
  expect(new Set(hashes).size).toBe(4);
});

test('of everything styles count too, what a program begins with, the configuration and translations', async () => {
  await write('package-lock.json', '{}');
  await write('src/a.ts', '1');
  const hashes = [await hashCode(root, everything)];
  for (const path of [
    'src/styles/a.css',
    'bin/casebook.ts',
    'astro.config.mjs',
    'package.json',
    'LICENSE',
    'src/content/i18n/en.json',
  ]) {
    await write(path, '1');
    hashes.push(await hashCode(root, everything));
  }
  await write('src/styles/a.css', '2');
  hashes.push(await hashCode(root, everything));
  expect(new Set(hashes).size).toBe(8);
  await write('src/content/captures/a.yaml', '1');
  expect(await hashCode(root, everything)).toBe(hashes.at(-1));
});
