import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';
import { fieldNames } from '#view/state-fields.ts';
import { findPlaces, readSources } from '../find-places.ts';

/** The keys of a link besides those of states, of which `fieldNames` has the names. */
const linkKeys = ['v', 'open', 'at', 'data'];

/** What addresses look like as they are put together, and the file that does it. */
const addresses: [what: string, pattern: RegExp, owner: string][] = [
  // What it is made of stands there key by key; whole, it is written nowhere.
  ['the fragment of a link', /(?:^|[#&?])(?:v=(?:\d|$)|(?:open|data|at)=)/, 'src/view/link.ts'],
  ['a field of a state', new RegExp(`\\.(?:${fieldNames.join('|')})=`), 'src/view/link.ts'],
  ['a capture that a link opens', /(?:^|[@=])(?:site|url|store|file|link):(?!\s)/, 'src/view/capture-ref.ts'],
  ['the fragment of the case index', /(?:^|[#&?])(?:status|tag)=/, 'src/components/case-filter.ts'],
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
      setsLinkKey(node) ||
      ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) &&
        !isCompared(node) &&
        written.some((pattern) => pattern.test(node.text))),
  ).map(({ line, text: found }) => `${line}: ${found}`);
}

/** `new URLSearchParams({ open })`, `new URLSearchParams([['open', name]])`, `params.append('open', name)` */
function setsLinkKey(node: ts.Node): boolean {
  if (ts.isNewExpression(node) && node.expression.getText() === 'URLSearchParams') {
    return node.arguments?.some(hasLinkKey) ?? false;
  }
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(?:append|set)$/.test(node.expression.name.text) &&
    node.arguments.slice(0, 1).some((key) => ts.isStringLiteralLike(key) && isLinkKey(key))
  );
}

/** `location.protocol === 'file:'` puts nothing together. */
function isCompared({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText());
}

function hasLinkKey(node: ts.Node): boolean {
  if (ts.isObjectLiteralExpression(node))
    return node.properties.some((one) => one.name !== undefined && isLinkKey(one.name));
  return (
    ts.isArrayLiteralExpression(node) &&
    node.elements.some((one) => ts.isArrayLiteralExpression(one) && one.elements.slice(0, 1).some(isLinkKey))
  );
}

function isLinkKey(node: ts.Node): boolean {
  const name = ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : '';
  return linkKeys.includes(name);
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
    ['const a = `${page}#v=2&open=${name}`;', ['1: }#v=2&open=${']],
    ["const a = 'open=site:' + name;", ["1: 'open=site:'"]],
    ["const a = '#v=' + 1;", ["1: '#v='"]],
    ['const a = `${slot}.pins=${pin}`;', ['1: }.pins=${']],
    ["const a = slot + '.line=' + line;", ["1: '.line='"]],
    ['const a = `site:${name}`;', ['1: `site:${']],
    ['const a = `${slot}@store:${id}:crash.log`;', ['1: }@store:${']],
    ["const a = 'link:crash.log:2048';", ["1: 'link:crash.log:2048'"]],
    ['const a = `/cases/#tag=${tag}`;', ['1: `/cases/#tag=${']],
    ['const a = new URLSearchParams({ open });', ['1: new URLSearchParams({ open })']],
    ["const a = new URLSearchParams([['open', name]]);", ["1: new URLSearchParams([['open', name]])"]],
    ["params.append('open', name);", ["1: params.append('open', name)"]],
    ["const says = `link: ${key} stands twice`;\nconst a = url.protocol === 'file:';", []],
    ['params.set(open, name);\nconst a = new URLSearchParams({ search });', []],
    ['// /c/ID, `/c/ID`\nconst says = `PUT ${base}/api/captures/TAG/NAME`;', []],
  ])('what is found: %s', (text, found) => {
    expect(findWritten('src/planted.ts', text)).toEqual(found);
  });
});
