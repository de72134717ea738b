import { type Locale, locales } from './locale.ts';
import { fromBase } from './base-path.ts';
import { siteBase, toSitePath } from './site-path.ts';

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
