import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sayOfFile, sayOfGzip } from '#formats/says.ts';
import { noticeTexts } from '#texts/notices.ts';
import { failureHint, noticeText } from '#viewer/captures/notice-texts.ts';
import { noticeSamples } from '../../texts/sample-params.ts';
import { type Said, sayEverything } from './say-everything.ts';

let said: Said[] = [];

beforeAll(async () => {
  said = await sayEverything((name, value) => vi.stubGlobal(name, value));
}, 120_000);
afterAll(() => vi.unstubAllGlobals());

const numbersOf = (text: string) => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort();
const hanzi = /\p{Script=Han}/u;
describe('what is said of real input', () => {
  test('is every code that there is', () => {
    expect([...new Set(said.map(({ code }) => code))].sort()).toEqual(Object.keys(noticeSamples).sort());
    const asErrors = new Set(said.filter(({ isError }) => isError).map(({ code }) => code));
    expect([...asErrors].sort()).toEqual(Object.keys(noticeTexts.en.hints).sort());
  });

  test('stands in Chinese, complete, with the numbers of the English', () => {
    const wrong: string[] = [];
    for (const one of said) {
      const text = noticeText(one, 'zh-cn');
      const isSame = JSON.stringify(numbersOf(text)) === JSON.stringify(numbersOf(one.message));
      if (!hanzi.test(text) || !isSame || /undefined|NaN|\[object/.test(text.replaceAll(/"[^"]*"/g, ''))) {
        wrong.push(`${one.code}: ${one.message}\n${text}`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(said.length).toBeGreaterThan(1000);
  });

  test('leaves no English phrase in the Chinese', () => {
    const left = said.flatMap((one) => {
      const { reason, named, found } = one.params as Record<string, { message?: string; title?: string }>;
      const phrases = [reason?.message, named?.title, found?.title].filter((phrase) => phrase !== undefined);
      const text = noticeText(one, 'zh-cn');
      return phrases.some((phrase) => text.includes(phrase)) ? [`${one.code}: ${text}`] : [];
    });
    expect([...new Set(left)].slice(0, 20)).toEqual([]);
  });

  test('is in English as it was said', () => {
    for (const one of said.slice(0, 500)) expect(noticeText(one, 'en')).toBe(one.message);
  });

  test('has a hint in either language where it is an error', () => {
    const [failure] = said.filter(({ isError, code }) => isError && code === 'empty-file');
    expect(failureHint(failure as Parameters<typeof failureHint>[0], 'en')).toMatch(/^Nothing was written/);
    expect(failureHint(failure as Parameters<typeof failureHint>[0], 'zh-cn')).toMatch(hanzi);
  });
});

test('names are put in as they are, braces and dollars and all', () => {
  const file = '{file} $& {lines}.csv';
  expect(noticeText(sayOfFile('empty-file', { file }), 'zh-cn')).toBe(`${file}：文件是空的`);
});

test('the file stands before the sentence where there are several', () => {
  const notice = { ...sayOfGzip('gzip-checksum'), file: 'a.gz' };
  expect(noticeText(notice, 'en')).toBe(
    'a.gz: gzip: the checksum does not match the content; some of it may be wrong',
  );
  expect(noticeText(notice, 'zh-cn')).toBe('a.gz：gzip：校验和与内容不符；部分内容可能有误');
});
