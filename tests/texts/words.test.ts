import ts from 'typescript';
import { expect, test } from 'vitest';
import { findPlaces, readSources } from '../find-places.ts';

/** Texts in a source with the verb that CONTRIBUTING, Words, has plainer ones for. */
function findTold(file: string, text: string): string[] {
  return findPlaces(
    file,
    text,
    (node) =>
      (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) &&
      /\b(?:tells?|telling|told)\b/i.test(node.text),
  ).map(({ line, text: found }) => `${file}:${line}: ${found}`);
}

test('nothing is told in a text: it is reported, shown, read or kept', () => {
  const english = [...readSources()].filter(([file]) => file.startsWith('src/texts/en/'));
  expect(english.length).toBeGreaterThan(10);
  expect(english.flatMap(([file, text]) => findTold(file, text))).toEqual([]);
});

test.each([
  [`const a = 'The link tells their names.';`, [`x.ts:1: 'The link tells their names.'`]],
  ['// It tells so.\nconst a = (name: string) => `${name} was told`;', ['x.ts:2: } was told`']],
  [`const tells = 'a teller, intolerable';`, []],
])('what is found: %s', (text, found) => {
  expect(findTold('x.ts', text)).toEqual(found);
});
