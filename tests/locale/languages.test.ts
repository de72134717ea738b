import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';
import { captureSchema } from '#schemas/capture-schema.ts';
import { isOfApp } from '../../src/site/addresses.ts';
import { findPlaces } from '../find-places.ts';

const others = locales.filter((locale) => locale !== 'en');
const code = new RegExp(`(?<![\\w-])(?:${others.join('|')})(?![\\w-])`, 'i');

/** Files of ours as git lists them, with their texts. */
function readFiles(...paths: string[]): Map<string, string> {
  const command = ['ls-files', '--cached', '--others', '--exclude-standard', ...paths];
  const files = execFileSync('git', command, { encoding: 'utf8' }).split('\n').filter(Boolean);
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

/**
 * Where a language is named by hand: in a text, a pattern or a type. A table's row is not meant, since
 * the compiler asks for a row for each language, nor the file that is a row of such a table.
 */
function findNamed(file: string, text: string): string[] {
  return findPlaces(file, text, (node) => {
    if (ts.isPropertyAssignment(node.parent ?? node) && (node.parent as ts.PropertyAssignment).name === node)
      return false;
    if (ts.isStringLiteral(node) && ts.isImportDeclaration(node.parent)) return false;
    return (
      (ts.isStringLiteralLike(node) ||
        ts.isRegularExpressionLiteral(node) ||
        ts.isTemplateHead(node) ||
        ts.isTemplateMiddleOrTemplateTail(node) ||
        ts.isJsxText(node)) &&
      code.test(node.text)
    );
  }).map(({ line, text: found }) => `${file}:${line}: ${found}`);
}

describe('a language', () => {
  test('is named where the languages are listed, and nowhere else', () => {
    const sources = readFiles('src', 'bin', 'scripts', '*.ts', '*.mjs');
    const list = 'src/locale/locale.ts';
    expect(findNamed(list, sources.get(list)!)).not.toEqual([]);
    sources.delete(list);
    // What it says of a folder is prose.
    sources.delete('layers.mjs');
    expect(
      [...sources]
        .filter(([file]) => /\.(?:tsx?|mjs|astro)$/.test(file) && !file.startsWith('tests/'))
        .flatMap(([file, text]) => findNamed(file, text)),
    ).toEqual([]);
  });

  test.each([
    [`const is = /^\\/(?:zh-cn\\/)?c/;`, ['x.ts:1: /^\\/(?:zh-cn\\/)?c/']],
    [`type Locale = 'en' | 'zh-cn';`, [`x.ts:1: 'zh-cn'`]],
    ['const path = `/zh-cn/${page}`;', ['x.ts:1: `/zh-cn/${']],
    [`const texts: Messages<Texts> = { en, 'zh-cn': zhCn };`, []],
    [`import { texts } from './zh-cn/captures.ts';`, []],
    [`// zh-cn\nconst is = 'zh-cnx';`, []],
  ])('is found where it is named: %s', (text, found) => {
    expect(findNamed('x.ts', text)).toEqual(found);
  });

  test('has the pages of the store, which answer as the English ones', () => {
    const pages = readFiles('src/pages/c', 'src/pages/t');
    expect(pages.size).toBe(3);
    for (const locale of others) {
      const folder = folderOf(locale);
      const own = readFiles(`src/pages/${folder}`);
      const expected = [...pages].map(([file, text]) => [
        file.replace('src/pages/', `src/pages/${folder}`),
        text,
      ]);
      expect([...own], locale).toEqual(expected);
      for (const page of ['c/0', 't/board-7/']) expect(isOfApp(`/${folder}${page}`)).toBe(true);
    }
    expect(isOfApp('/none/c/0')).toBe(false);
  });

  test('has its own text of each capture that is published', () => {
    const title = Object.fromEntries(locales.map((locale) => [locale, 'x']));
    const capture = { files: ['a.log'], kind: 'crash-log', title, made: { how: title, where: title } };
    expect(captureSchema.parse(capture).title).toEqual(title);
    for (const locale of locales) {
      for (const without of [
        { ...title, [locale]: undefined },
        { ...title, [locale]: '' },
      ]) {
        expect(captureSchema.safeParse({ ...capture, title: without }).success).toBe(false);
      }
    }
    expect(captureSchema.safeParse({ ...capture, title: { ...title, none: 'x' } }).success).toBe(false);
  });
});
