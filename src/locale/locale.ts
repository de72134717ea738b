/** The languages of the site, as Starlight names their locales (`en` is the root). */
const locales = ['en', 'zh-cn'] as const;

export type Locale = (typeof locales)[number];

/**
 * The texts of one part in every language. A text with numbers in it is a function.
 */
export type Messages<T> = Record<Locale, T>;

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

/** The language of an address: `/zh-cn/c/ID` is Chinese, the root is English. */
export function localeOfPath(path: string): Locale {
  return locales.find((locale) => locale !== 'en' && path.startsWith(`/${locale}/`)) ?? 'en';
}

/** A path of the site (`/cases/`) in a language (`/zh-cn/cases/`). */
export function pathIn(locale: Locale, path: string): string {
  return locale === 'en' ? path : `/${locale}${path}`;
}
