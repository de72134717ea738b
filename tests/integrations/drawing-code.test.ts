import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashCode } from '../../src/integrations/drawing-code.ts';

test('code and packages count, texts of authors do not', async () => {
  const root = await mkdtemp(join(tmpdir(), 'code-'));
  const write = async (path: string, text: string) => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
    return hashCode(root);
  };
  expect(await write('src/charts/a.ts', '1')).toBe('');
  const first = await write('package-lock.json', '{}');
  expect(first).toMatch(/^[\da-f]{32}$/);
  expect(await write('src/content/docs/a.mdx', 'text')).toBe(first);
  expect(await write('src/content/records/a.json', '{}')).toBe(first);
  const hashes = [
    first,
    await write('src/charts/a.ts', '2'),
    await write('src/components/B.astro', ''),
    await write('package-lock.json', '{"a":1}'),
  ];
  expect(new Set(hashes).size).toBe(4);
  await rm(root, { recursive: true });
});
