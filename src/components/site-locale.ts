/** The site's languages, and where each stands: English at the root, the other under its own folder. */
export type SiteLocale = 'en' | 'zh-cn';

/** `toSiteLocale('zh-CN')` is `zh-cn`; anything else is English. */
export function toSiteLocale(lang: string | undefined): SiteLocale {
  return lang?.toLowerCase().startsWith('zh') ? 'zh-cn' : 'en';
}

/** A path of the site (`/cases/`) in a language (`/zh-cn/cases/`). */
export function pathIn(locale: SiteLocale, path: string): string {
  return locale === 'en' ? path : `/${locale}${path}`;
}
