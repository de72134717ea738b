import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from '#locale/locale.ts';
import { type Kind, kinds } from '#model/kind.ts';
import { captureTexts } from '#texts/captures.ts';
import { siteTexts } from '#texts/site.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFile(join(root, path), 'utf8');

/** What an author shows a capture of each kind with: src/components has them. */
const components: Record<Kind, string> = {
  recording: 'Usage',
  'crash-log': 'CrashLog',
  profile: 'FlameGraph',
};

/** The name that lists have for a kind, within a sentence: `crash log`. */
function toWord(name: string): string {
  return name.replace(/^Go /, '').toLowerCase();
}

describe.each(kinds)('who has a %s finds it', (kind) => {
  test.each(locales)('named where files are dropped and pasted (%s)', (locale) => {
    const word = toWord(captureTexts[locale].kinds[kind]);
    expect(captureTexts[locale].dropHint.toLowerCase()).toContain(word);
    expect(siteTexts[locale].openDescription.toLowerCase()).toContain(word);
  });

  test('named in the README', async () => {
    expect((await read('README.md')).toLowerCase()).toContain(toWord(captureTexts.en.kinds[kind]));
  });

  test('on a case, by a component that README and guide have', async () => {
    const tag = `<${components[kind]} capture=`;
    expect(await read(`src/components/${components[kind]}.astro`)).not.toBe('');
    const guide = 'guides/write-a-case.mdx';
    for (const page of ['README.md', `src/content/docs/${guide}`, `src/content/docs/zh-cn/${guide}`]) {
      expect(await read(page), page).toContain(tag);
    }
  });

  test('among the samples of the open page', async () => {
    const folder = 'src/content/captures';
    const captures = await Promise.all(
      (await readdir(join(root, folder))).map((name) => read(join(folder, name))),
    );
    const samples = captures.filter((text) => /^sample: true$/m.test(text));
    expect(samples.filter((text) => text.includes(`\nkind: ${kind}\n`))).not.toEqual([]);
  });
});
