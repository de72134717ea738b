import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { formats } from '#formats/index.ts';
import { failureHints } from '#viewer/captures/failure-hints.ts';
import { noticeTranslations } from '#viewer/captures/notice-tables.ts';
import { failureHint, noticeText } from '#viewer/captures/notice-texts.ts';
import { findCodes, findErrorCodes, findReasons } from './said-codes.ts';
import { type Said, sayEverything } from './say-everything.ts';

const codes = findCodes();
const errorCodes = findErrorCodes();
let said: Said[] = [];

beforeAll(async () => {
  said = await sayEverything((name, value) => vi.stubGlobal(name, value));
}, 120_000);
afterAll(() => vi.unstubAllGlobals());

const numbersOf = (text: string) => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort();
const hanzi = /\p{Script=Han}/u;

describe('what is said of real input', () => {
  test('is every code that the sources hold, and no other', () => {
    expect([...new Set(said.map(({ code }) => code))].sort()).toEqual([...codes].sort());
    const asErrors = new Set(said.filter(({ isError }) => isError).map(({ code }) => code));
    expect([...asErrors].sort()).toEqual([...errorCodes].sort());
  });

  test('stands in Chinese, complete, with the numbers of the English', () => {
    const wrong: string[] = [];
    for (const one of said) {
      const text = noticeText(one, 'zh-cn');
      const isSame = JSON.stringify(numbersOf(text)) === JSON.stringify(numbersOf(one.message));
      const given = JSON.stringify(one.params ?? {});
      // Braces are complete too where a parameter brought them.
      const hasGap = /\{\w+\}/.test(text) && !/\{\w+\}/.test(given);
      if (!hanzi.test(text) || !isSame || hasGap || /undefined|NaN/.test(text.replaceAll(/"[^"]*"/g, ''))) {
        wrong.push(`${one.code}: ${one.message}\n${text}`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(said.length).toBeGreaterThan(1000);
  });

  test('leaves no English phrase in the Chinese', () => {
    const left = said.flatMap((one) =>
      ['reason', 'wanted', 'named', 'found', 'looked'].flatMap((name) => {
        const phrase = one.params?.[name];
        const text = noticeText(one, 'zh-cn');
        return typeof phrase === 'string' && phrase !== '' && text.includes(phrase)
          ? [`${one.code}: ${text}`]
          : [];
      }),
    );
    expect([...new Set(left)].slice(0, 20)).toEqual([]);
  });

  test('is in English as it was said', () => {
    for (const one of said.slice(0, 500)) expect(noticeText(one, 'en')).toBe(one.message);
  });
});

describe('the tables', () => {
  test('hold a sentence for every code and none besides', () => {
    expect(Object.keys(noticeTranslations).sort()).toEqual([...codes].sort());
  });

  test('hold a hint in both languages for every error and none besides', () => {
    expect(Object.keys(failureHints).sort()).toEqual([...errorCodes].sort());
    for (const code of errorCodes) {
      const failure = { code, message: '' };
      expect(failureHint(failure, 'en')).toMatch(/^[^\p{Script=Han}]{30,}[.\w]$/u);
      expect(failureHint(failure, 'zh-cn')).toMatch(hanzi);
    }
  });

  test('know every reason of the readers of bytes and cells, and every title of a format', () => {
    const reasons = findReasons();
    expect(reasons).toContain('unexpected type id 7');
    expect(reasons).toContain('deflate: no such literal code');
    expect(reasons).toContain('a quote is never closed');
    expect(reasons.length).toBeGreaterThan(35);
    for (const reason of [...reasons, ...formats.map(({ title }) => title)]) {
      const text = noticeText({ code: 'table-row', message: '', params: { line: 1, reason } }, 'zh-cn');
      expect(text).not.toContain(reason);
    }
  });

  test('a reason keeps its byte', () => {
    const params = { messages: 2, from: 10, to: 30, reason: 'main.Sample has no field 65 at byte 12' };
    expect(noticeText({ code: 'gob-bad-messages', message: '', params }, 'zh-cn')).toBe(
      'gob：从字节 10 到 30 的 {messages} 条消息无法读取：main.Sample 没有字段 65（字节 12 处）'.replace(
        '{messages}',
        '2',
      ),
    );
  });
});

describe('where there is no translation', () => {
  test('the English sentence stands: of an unknown code, and where a parameter is missing', () => {
    expect(noticeText({ code: 'from-the-future', message: 'English 1' }, 'zh-cn')).toBe('English 1');
    expect(noticeText({ code: 'toString', message: 'English 2' }, 'zh-cn')).toBe('English 2');
    expect(noticeText({ code: 'gob-restart', message: 'English 3', params: {} }, 'zh-cn')).toBe('English 3');
    expect(failureHint({ code: 'constructor', message: '' }, 'en')).toBeUndefined();
  });

  test('a reason that is not known stands as it is', () => {
    const params = { line: 3, reason: 'the moon is full' };
    expect(noticeText({ code: 'table-row', message: '', params }, 'zh-cn')).toBe(
      '表格：第 3 行已略去：the moon is full',
    );
  });
});

test('names are put in as they are, braces and dollars and all', () => {
  const file = '{file} $& {lines}.csv';
  expect(noticeText({ code: 'empty-file', message: '', params: { file } }, 'zh-cn')).toBe(
    `${file}：文件是空的`,
  );
});

test('the file stands before the sentence where there are several', () => {
  const notice = { code: 'gzip-checksum', message: 'gzip: the sum', params: {}, file: 'a.gz' };
  expect(noticeText(notice, 'en')).toBe('a.gz: gzip: the sum');
  expect(noticeText(notice, 'zh-cn')).toBe('a.gz：gzip：校验和与内容不符；部分内容可能有误');
});
