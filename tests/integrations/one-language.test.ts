import { readdir } from 'node:fs/promises';
import { build, type Plugin } from 'vite';
import { expect, test } from 'vitest';
import { oneLanguage } from '#integrations/one-language.ts';
import { locales } from '#locale/locale.ts';

const parts = (await readdir('src/texts')).filter((name) => name.endsWith('.ts') && name !== 'page-texts.ts');

/** What a browser gets that imports every part of src/texts/: code by chunk. */
async function bundle(
  only?: (typeof locales)[number],
): Promise<{ code: string; isEntry: boolean; moduleIds: string[] }[]> {
  const entry: Plugin = {
    name: 'every-part',
    resolveId: (id) => (id === 'every-part' ? `\0${id}` : undefined),
    load: (id) =>
      id === '\0every-part'
        ? parts.map((part) => `export * from '${process.cwd()}/src/texts/${part}';`).join('\n')
        : undefined,
  };
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [entry, oneLanguage(only)],
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: 'every-part', preserveEntrySignatures: 'strict' },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return first.output.flatMap((one) => (one.type === 'chunk' ? [one] : []));
}

test('a page loads the texts of a part by language, and none before it knows which', async () => {
  const chunks = await bundle();
  const entry = chunks.filter(({ isEntry }) => isEntry);
  expect(entry).toHaveLength(1);
  expect(entry[0]?.code).not.toMatch(/\p{Script=Han}|Drop files anywhere/u);
  const chinese = chunks.filter(({ code }) => /\p{Script=Han}/u.test(code));
  // What two parts share may be a chunk more; in none of them is there anything but Chinese.
  const modules = chinese.flatMap(({ moduleIds }) => moduleIds);
  expect(modules.filter((id) => !id.includes('/src/texts/zh-cn/'))).toEqual([]);
  for (const part of parts) expect(modules).toContain(`${process.cwd()}/src/texts/zh-cn/${part}`);
  expect(chunks.filter(({ code }) => code.includes('Drop files anywhere'))).toHaveLength(1);
  for (const { code } of chinese) expect(code).not.toContain('Drop files anywhere');
});

test.each(locales)('a page of one file has the texts of %s, and of no other', async (locale) => {
  const [chunk, ...others] = await bundle(locale);
  expect(others).toEqual([]);
  expect(/\p{Script=Han}/u.test(chunk?.code ?? '')).toBe(locale === 'zh-cn');
  expect(chunk?.code.includes('Drop files anywhere')).toBe(locale === 'en');
});
