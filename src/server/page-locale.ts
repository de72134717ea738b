export type PageLocale = 'en' | 'zh-cn';

/** As on the rest of the site: the address says which language. */
export function toPageLocale(request: Request): PageLocale {
  return new URL(request.url).pathname.startsWith('/zh-cn/') ? 'zh-cn' : 'en';
}

/** `/c/ID` in that language. */
export function toLocalPath(locale: PageLocale, path: string): string {
  return locale === 'en' ? path : `/${locale}${path}`;
}
