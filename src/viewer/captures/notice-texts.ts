import type { Locale } from '../locale.ts';
import { failureHints, noticeTranslations } from './notice-tables.ts';
import type { ReadFailure } from './source.ts';

interface Said {
  code: string;
  message: string;
  params?: Record<string, string | number> | undefined;
}

/** A notice or an error in the reader's language: by its code where there is a translation, else the English sentence. */
export function noticeText(said: Said, locale: Locale): string {
  if (locale === 'en') return said.message;
  const template = noticeTranslations[said.code];
  return template ? fillIn(template, said.params ?? {}, said.message) : said.message;
}

/** What an error means for the reader, and what to do about it. */
export function failureHint(failure: ReadFailure, locale: Locale): string | undefined {
  const hint = failureHints[failure.code];
  return hint?.[locale];
}

/** Puts `params` in place of `{name}`; a template that lacks one gives way to the English sentence. */
function fillIn(template: string, params: Record<string, string | number>, english: string): string {
  let complete = true;
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) complete = false;
    return String(value);
  });
  return complete ? text : english;
}
