import type { Locale } from '../locale.ts';

/** Chinese sentences for the codes of notices and errors; `{name}` stands for a parameter. */
export const noticeTranslations: Record<string, string> = {};

/** What an error means, and what to do, by its code. */
export const failureHints: Record<string, Record<Locale, string>> = {};
