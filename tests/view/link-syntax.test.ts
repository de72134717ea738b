import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';
import { findPlaces, readSources } from '../find-places.ts';

/** What addresses look like as they are put together, and the file that does it. */
const addresses: [what: string, pattern: RegExp, owner: string][] = [
  // What it is made of stands there key by key; whole, it is written nowhere.
  ['the fragment of a link', /(?:^|[#&?])(?:v=\d|open=|data=|at=)/, 'src/view/link.ts'],
  [
    'a page of the store',
    new RegExp(`^/(?:${locales.map(folderOf).join('|')})[ct]/`),
    'src/locale/store-paths.ts',
  ],
  ['a capture of the API', /\/api\/captures\/$/, 'src/api/addresses.ts'],
];

function findWritten(file: string, text: string): string[] {
  const written = addresses.filter(([, , owner]) => owner !== file).map(([, pattern]) => pattern);
  return findPlaces(
    file,
    text,
    (node) =>
      (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) &&
      written.some((pattern) => pattern.test(node.text)),
  ).map(({ line, text: found }) => `${line}: ${found}`);
}

describe('an address is put together in one file', () => {
  test('no other source or page does', () => {
    const sources = readSources();
    for (const [, , owner] of addresses) expect(sources.has(owner), owner).toBe(true);
    expect(
      [...sources].flatMap(([file, text]) => findWritten(file, text).map((one) => `${file}:${one}`)),
    ).toEqual([]);
  });

  test.each([
    ['const a = `/c/${id}`;', ['1: `/c/${']],
    [`const a = '/zh-cn/t/tag/';`, [`1: '/zh-cn/t/tag/'`]],
    ['const a = `${base}/c/${id}`;', ['1: }/c/${']],
    ['const a = `${server}/api/captures/${id}/bytes`;', ['1: }/api/captures/${']],
    ['const a = `${page}#v=1&open=${name}`;', ['1: }#v=1&open=${']],
    ["const a = 'open=site:' + name;", ["1: 'open=site:'"]],
    ['// /c/ID, `/c/ID`\nconst says = `PUT ${base}/api/captures/TAG/NAME`;', []],
  ])('what is found: %s', (text, found) => {
    expect(findWritten('src/planted.ts', text)).toEqual(found);
  });
});
