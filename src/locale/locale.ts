/** The languages of the site, as Starlight names their locales (`en` is the root). */
export const locales = ['en', 'zh-cn'] as const;

export type Locale = (typeof locales)[number];

/**
 * The texts of one part in every language. A text with numbers in it is a function.
 */
export type Messages<T> = Record<Locale, T>;

/** What HTML and Intl call a language: `zh-CN`. */
export const langs: Record<Locale, string> = { en: 'en', 'zh-cn': 'zh-CN' };

/** What each language calls itself. */
export const languageNames: Record<Locale, string> = { en: 'English', 'zh-cn': '简体中文' };

/** `toLocale('zh-CN')` is `zh-cn`; what is no language of the site is English. */
export function toLocale(lang: string | undefined): Locale {
  const wanted = lang?.toLowerCase() ?? '';
  const [base] = wanted.split('-');
  return (
    locales.find((locale) => locale === wanted) ??
    locales.find((locale) => locale.split('-')[0] === base) ??
    'en'
  );
}
