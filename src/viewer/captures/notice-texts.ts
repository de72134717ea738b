import type { Locale } from '#locale/locale.ts';
import { noticeTexts } from '#texts/notices.ts';
import { storeErrorTexts } from '#texts/store-errors.ts';
import type { ItemNotice, ReadFailure } from './source.ts';

/** A notice or an error in the reader's language. */
export function noticeText(said: ItemNotice | ReadFailure, locale: Locale): string {
  const text = 'from' in said ? storeErrorTexts[locale].say(said.said) : noticeTexts[locale].say(said);
  if (!('file' in said) || said.file === undefined) return text;
  return noticeTexts[locale].ofFile(said.file, text);
}

/** What an error means for the reader, and what to do about it. */
export function failureHint(failure: ReadFailure, locale: Locale): string | undefined {
  return 'from' in failure ? undefined : noticeTexts[locale].hints[failure.code];
}
