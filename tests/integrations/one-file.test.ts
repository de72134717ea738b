import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildOneFileViewer } from '#integrations/one-file.ts';
import { toOneFile } from '#one-file/one-file.ts';

const budgetKb = 1050;

test.each([
  'src/content/docs/guides/share.mdx',
  'src/content/docs/zh-cn/guides/share.mdx',
  'docs/decisions/0008-three-ways-to-share.md',
])('%s says what the viewer weighs at most', async (path) => {
  const text = (await readFile(path, 'utf8')).replaceAll(/\s+/g, ' ');
  expect(text).toMatch(new RegExp(`(?:less than|不到) ${budgetKb} KB`));
});

test.each([
  ['en', 'it asks no network', '不访问网络'],
  ['zh-cn', '不访问网络', 'it asks no network'],
] as const)(
  'the viewer in %s is one classic script and one style, of one language, within their budget',
  async (locale, own, other) => {
    const { script, style } = await buildOneFileViewer(locale);
    expect([script.includes(own), script.includes(other)]).toEqual([true, false]);
    // A page that goes into a ticket should not weigh more than what it shows.
    expect(Buffer.byteLength(script) + Buffer.byteLength(style)).toBeLessThan(budgetKb * 1000);
    expect(gzipSync(script).length).toBeLessThan(360_000);
    expect(Buffer.byteLength(style)).toBeLessThan(75_000);
    expect(script).not.toMatch(/<\/script|<!--|^\s*import\s|\bimport\(|new Worker\(|process\.env/m);
    expect(style).not.toMatch(/<\/style|@import|url\((?!["']?data:)/);
    await expect(
      toOneFile({
        title: 't',
        lang: locale,
        view: { captures: [], states: {} },
        files: [],
        script,
        style,
        noScript: '',
        madeAt: new Date(0),
      }),
    ).resolves.toBeInstanceOf(Blob);
  },
  120_000,
);
