import type { StoredCapture } from '#store/store.ts';
import type { AstroGlobal } from 'astro';
import { toPeer } from './endpoint.ts';
import { toErrorPage, toProblemPage } from './error-page.ts';
import type { Locale } from '#locale/locale.ts';
import { pathIn, localeOfPath } from '#locale/paths.ts';
import { toTagPath } from '#locale/store-paths.ts';
import { storedPageTexts, type StoredPageTexts } from '#texts/stored-pages.ts';

/** A tag's captures, a page of them. */
export interface TagPage {
  tag: string;
  captures: StoredCapture[];
  search: string;
  /** Address of the page after this one. */
  older: string | undefined;
  /** This is not the first page. */
  isLater: boolean;
  locale: Locale;
  texts: StoredPageTexts;
}

/** @returns a whole answer where the list may not be seen */
export async function toTagPage(
  astro: Pick<AstroGlobal, 'request' | 'clientAddress' | 'locals' | 'response' | 'url'>,
  tag: string,
): Promise<TagPage | Response> {
  const { request, locals, url } = astro;
  const locale = localeOfPath(new URL(request.url).pathname);
  if (!locals.casebook) return toErrorPage(404, storedPageTexts[locale].noStore, locale);
  const search = (url.searchParams.get('search') ?? '').slice(0, 200);
  const after = url.searchParams.get('after');
  try {
    const { address } = locals.casebook.toCaller({ request, address: toPeer(astro) });
    locals.casebook.checkList(request, address);
    const page = await locals.casebook.store.list(tag, { search, ...(after ? { after } : {}) });
    astro.response.headers.set('Cache-Control', 'private, no-store');
    const query = new URLSearchParams({ ...(search ? { search } : {}), after: page.next ?? '' });
    return {
      tag,
      captures: page.captures,
      search,
      older: page.next ? `${pathIn(locale, toTagPath(tag))}?${query}` : undefined,
      isLater: after !== null,
      locale,
      texts: storedPageTexts[locale],
    };
  } catch (error) {
    locals.casebook.report('page', error, request);
    return toProblemPage(error, locale);
  }
}
