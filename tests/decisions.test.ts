import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', 'docs', 'decisions');
const files = (await readdir(folder)).filter((name) => name !== 'README.md').sort();
const read = (name: string) => readFile(join(folder, name), 'utf8');

test('decisions are numbered without a gap', () => {
  expect(files.length).toBeGreaterThan(10);
  expect(files.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]))).toEqual(
    files.map((_, index) => index + 1),
  );
});

test.each(files)('%s has a title, a date and its three parts', async (name) => {
  const text = await read(name);
  expect(text).toMatch(/^# \d+\. .+\n\n(Accepted|Taken back), \d{4}-\d\d-\d\d\./);
  expect(text.match(/^## .*/gm)).toEqual(['## Context', '## Decision', '## Consequences']);
});

test('the index has each by its title, in order', async () => {
  const titles = await Promise.all(
    files.map(async (name) => {
      const [, number, title] = /^# (\d+)\. (.+)/.exec(await read(name)) ?? [];
      return `${number}. [${title}](${name})`;
    }),
  );
  expect((await read('README.md')).match(/^\d+\. .*/gm)).toEqual(titles);
});

test('links lead somewhere', async () => {
  for (const name of [...files, 'README.md']) {
    for (const [, target = ''] of (await read(name)).matchAll(/\]\(([^)#:]+)\)/g)) {
      await expect(readFile(join(folder, target), 'utf8'), `${name}: ${target}`).resolves.not.toBe('');
    }
  }
});
