import { fromBase, siteBase, toSitePath } from './site-path.ts';

/** The languages of the site, as Starlight names their locales (`en` is the root). */
export const locales = ['en', 'zh-cn'] as const;

export type Locale = (typeof locales)[number];

/**
 * The texts of one part in every language. A text with numbers in it is a function.
 */
export type Messages<T> = Record<Locale, T>;

/** What HTML and Intl call a language: `zh-CN`. */
export const langs: Record<Locale, string> = { en: 'en', 'zh-cn': 'zh-CN' };

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

/** The language of an address: `/zh-cn/c/ID`, below the site's base, is Chinese, the root is English. */
export function localeOfPath(path: string): Locale {
  const own = fromBase(siteBase(), path) ?? path;
  return locales.find((locale) => locale !== 'en' && own.startsWith(`/${locale}/`)) ?? 'en';
}

/** The folder of a language's pages, in the site and in its collection: `zh-cn/`; English has the root. */
export function folderOf(locale: Locale): string {
  return locale === 'en' ? '' : `${locale}/`;
}

/** A path of the site (`/cases/`) as a page names it in a language: `/zh-cn/cases/`, below the site's base. */
export function pathIn(locale: Locale, path: string): string {
  return toSitePath(`/${folderOf(locale)}${path.slice(1)}`);
}
