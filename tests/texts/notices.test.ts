import { describe, expect, test } from 'vitest';
import { byteReasons, type Reasons } from '#bytes/reasons.ts';
import type { Translation } from '#codes/said.ts';
import { crashSentences } from '#formats/go-crash/says.ts';
import { gobReasons, gobSentences } from '#formats/gob/says.ts';
import { foldedSentences } from '#formats/folded/says.ts';
import { formats } from '#formats/index.ts';
import { perfSentences } from '#formats/perf-script/says.ts';
import { pprofTextSentences } from '#formats/pprof-text/says.ts';
import { pprofReasons, pprofSentences } from '#formats/pprof/says.ts';
import { fileSentences } from '#formats/says.ts';
import { cellReasons, tableSentences } from '#formats/table/says.ts';
import { topidSentences } from '#formats/topid/says.ts';
import type { Failures, Notice, Notices } from '#model/notice.ts';
import { recordingNotices } from '#model/recording/says.ts';
import { captureTexts } from '#texts/captures.ts';
import { noticeTexts } from '#texts/notices.ts';
import { reasons as chineseReasons } from '#texts/zh-cn/reasons.ts';
import { linkDataProblems, type LinkProblem, linkProblems, linkReasons } from '#view/says.ts';
import { openErrors } from '#viewer/captures/says.ts';
import { workerErrors } from '#workers/says.ts';
import { linkProblemSamples, noticeSamples, reasonSamples } from './sample-params.ts';

/** English of every code: what is missing, or is no code, does not compile. */
const english: Translation<Notices & Failures> = {
  ...fileSentences,
  ...gobSentences,
  ...topidSentences,
  ...tableSentences,
  ...crashSentences,
  ...pprofSentences,
  ...pprofTextSentences,
  ...foldedSentences,
  ...perfSentences,
  ...recordingNotices,
  ...workerErrors,
  ...linkDataProblems,
  ...openErrors,
};
const englishReasons: Translation<Reasons> = {
  ...byteReasons,
  ...gobReasons,
  ...pprofReasons,
  ...cellReasons,
  ...linkReasons,
};

const hanzi = /\p{Script=Han}/u;
const numbersOf = (text: string) => (text.match(/\d+(?:\.\d+)?/g) ?? []).sort();

/** Each code with each of its samples: its English, its Chinese. */
const said = Object.entries(noticeSamples).flatMap(([code, samples]) =>
  samples.map((params) => {
    const message = (english as Record<string, (params: object) => string>)[code]!(params);
    return { code, message, text: noticeTexts['zh-cn'].say({ code, params, message } as Notice) };
  }),
);
const reasons = Object.entries(reasonSamples).flatMap(([code, samples]) =>
  samples.map((params) => {
    const inEnglish = (englishReasons as Record<string, (params: object) => string>)[code]!(params);
    const text = (chineseReasons as Record<string, (params: object) => string>)[code]!(params);
    return { code, message: inEnglish, text };
  }),
);

const ofLinks = Object.entries(linkProblemSamples).flatMap(([code, samples]) =>
  samples.map((params) => {
    const message = (linkProblems as Record<string, (params: never) => string>)[code]!(params as never);
    return {
      code,
      message,
      text: captureTexts['zh-cn'].linkProblem({ code, params, message } as LinkProblem),
    };
  }),
);

describe.each([
  ['of captures', said],
  ['as reasons', reasons],
  ['of links', ofLinks],
])('everything that is said %s', (_, all) => {
  test('stands in English and in Chinese, whole', () => {
    for (const { code, message, text } of all) {
      expect(`${code}: ${message}`).not.toMatch(/\p{Script=Han}|undefined|NaN|\[object|null/u);
      expect(`${code}: ${text}`).toMatch(hanzi);
      expect(`${code}: ${text}`).not.toMatch(/undefined|NaN|\[object|null/);
      expect(text).not.toBe(message);
    }
  });

  test('has the same numbers in both', () => {
    for (const { code, message, text } of all) {
      expect([code, numbersOf(text)]).toEqual([code, numbersOf(message)]);
    }
  });
});

test('no reason and no name of a format stays English within Chinese', () => {
  const words = [...reasons.map(({ message }) => message), 'the worker stopped', 'samples of processes'];
  for (const { text } of said) for (const word of words) expect(text).not.toContain(word);
  for (const format of formats) {
    const params = { file: 'a', named: format, found: format };
    const message = english.mislabelled(params);
    expect(message).toContain(format.title);
    expect(noticeTexts['zh-cn'].say({ code: 'mislabelled', params, message })).not.toContain(format.title);
  }
});

test('a reason keeps its byte', () => {
  const reason = {
    code: 'gob-no-field',
    params: { type: 'main.Sample', field: 65 },
    message: 'main.Sample has no field 65',
  } as const;
  const params = { messages: 2, from: 10, to: 30, bytes: 20, reason, byte: 12 };
  expect(english['gob-bad-messages'](params)).toBe(
    'gob: 2 messages from byte 10 to 30 could not be read: main.Sample has no field 65 at byte 12',
  );
  expect(noticeTexts['zh-cn'].say({ code: 'gob-bad-messages', params, message: '' })).toBe(
    'gob：从字节 10 到 30 的 2 条消息无法读取：main.Sample 没有字段 65（字节 12 处）',
  );
});

test('what an error means stands in both languages', () => {
  for (const hint of Object.values(noticeTexts.en.hints))
    expect(hint).toMatch(/^[^\p{Script=Han}]{30,}[.\w]$/u);
  for (const hint of Object.values(noticeTexts['zh-cn'].hints)) expect(hint).toMatch(hanzi);
  expect(Object.keys(noticeTexts.en.hints).sort()).toEqual(Object.keys(noticeTexts['zh-cn'].hints).sort());
});
