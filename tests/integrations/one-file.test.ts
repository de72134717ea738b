import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildOneFileViewer } from '#integrations/one-file.ts';
import { toOneFile } from '#one-file/one-file.ts';

test.each([
  ['en', 'it asks no network', '不访问网络'],
  ['zh-cn', '不访问网络', 'it asks no network'],
] as const)(
  'the viewer in %s is one classic script and one style, of one language, within their budget',
  async (locale, own, other) => {
    const { script, style } = await buildOneFileViewer(locale);
    expect([script.includes(own), script.includes(other)]).toEqual([true, false]);
    // A page that goes into a ticket should not weigh more than what it shows.
    expect(Buffer.byteLength(script)).toBeLessThan(650_000);
    expect(gzipSync(script).length).toBeLessThan(228_000);
    expect(Buffer.byteLength(style)).toBeLessThan(60_000);
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
