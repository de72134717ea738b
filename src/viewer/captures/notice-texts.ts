import type { Locale } from '#locale/locale.ts';
import { failureHints } from './failure-hints.ts';
import { noticeTranslations, type Params } from './notice-tables.ts';
import { reasonTranslations } from './reason-tables.ts';
import type { ReadFailure } from './source.ts';

interface Said {
  code: string;
  message: string;
  params?: Params | undefined;
  /** The file it is about, where several stand together. */
  file?: string | undefined;
}

/** A notice or an error in the reader's language: by its code where there is a translation, else the English sentence. */
export function noticeText(said: Said, locale: Locale): string {
  const text = locale === 'en' ? said.message : (translate(said) ?? said.message);
  if (said.file === undefined) return text;
  return locale === 'en' ? `${said.file}: ${text}` : `${said.file}：${text}`;
}

/** What an error means for the reader, and what to do about it. */
export function failureHint(failure: ReadFailure, locale: Locale): string | undefined {
  return Object.hasOwn(failureHints, failure.code) ? failureHints[failure.code]?.[locale] : undefined;
}

/** Parameters that are English phrases and have their Chinese in reason-tables.ts; all others stand as they are. */
const phrases = new Set(['reason', 'wanted', 'named', 'found', 'what', 'looked']);

/** The Chinese sentence; undefined where there is none, or where a parameter of it is missing. */
function translate({ code, params = {} }: Said): string | undefined {
  const translation = Object.hasOwn(noticeTranslations, code) ? noticeTranslations[code] : undefined;
  if (translation === undefined) return undefined;
  const template = typeof translation === 'string' ? translation : translation(params);
  let complete = true;
  // Each place once: what a file's name has in braces stays.
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) complete = false;
    return phrases.has(name) ? translatePhrases(String(value)) : String(value);
  });
  return complete ? text : undefined;
}

/** One phrase, or several that commas part. */
function translatePhrases(english: string): string {
  const whole = translateReason(english);
  if (whole !== undefined) return whole;
  const parts = english.split(', ').map(translateReason);
  return parts.every((part) => part !== undefined) ? parts.join('、') : english;
}

const reasons = reasonTranslations.map(([english, chinese]) => ({
  pattern: new RegExp(
    `^${english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '(.+?)')}(?: at byte (?<byte>\\d+))?$`,
    's',
  ),
  chinese,
}));

function translateReason(english: string): string | undefined {
  for (const { pattern, chinese } of reasons) {
    const match = pattern.exec(english);
    if (!match) continue;
    const text = chinese.replace(/\{(\d)\}/g, (_, place: string) => match[Number(place)] ?? '');
    const byte = match.groups?.['byte'];
    return byte === undefined ? text : `${text}（字节 ${byte} 处）`;
  }
  return undefined;
}
