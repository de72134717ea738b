import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { setCatchHandler } from 'workbox-routing/setCatchHandler.js';
import { type Locale, locales } from '#locale/locale.ts';
import { offlinePath, toCacheName } from '#offline/addresses.ts';
import { mayKeep } from '#offline/may-keep.ts';
import { expire } from './expire.ts';
import { scope, toOwnPath } from './scope.ts';
import { findPrevious, site } from './site.ts';

/*
 * What of the site is not kept at the first visit, because there is much of it, is kept as it is visited; and what is not kept at
 * all is said to be so.
 */

export function keepVisited(): void {
  const visited = new NetworkFirst({
    cacheName: toCacheName('visited', scope),
    networkTimeoutSeconds: 4,
    plugins: [
      { cacheWillUpdate: async ({ response }) => (mayKeep(response) ? response : null) },
      expire(200),
    ],
  });
  // The parts of a page: the network, then those of the version before.
  registerRoute(
    ({ url }) => (toOwnPath(url) ?? '').startsWith('_astro/'),
    async ({ request }) => (await findPrevious(request)) ?? fetch(request),
  );
  registerRoute(({ url }) => /^(?:captures|img|one-file|pagefind)\//.test(toOwnPath(url) ?? ''), visited);
  registerRoute(({ url, request }) => {
    const path = toOwnPath(url);
    return request.mode === 'navigate' && path !== undefined && !/^api\/|\.(?!html$)\w+$/.test(path);
  }, visited);
  setCatchHandler(async ({ request, url }) => {
    if (request.mode !== 'navigate' || !url) return Response.error();
    // Where a server leads from an address without its slash, and what it has for the file of a page.
    const folder = `${url.origin}${url.pathname.replace(/\/(?:index\.html)?$/, '')}/`;
    if (folder !== `${url.origin}${url.pathname}` && site.getCacheKeyForURL(folder))
      return Response.redirect(`${folder}${url.search}`);
    const page = await site.matchPrecache(`${scope}${toFolder(url)}${offlinePath}`);
    return page ?? Response.error();
  });
}

function toFolder(url: URL): string {
  const [first = ''] = (toOwnPath(url) ?? '').split('/');
  return first !== 'en' && locales.includes(first as Locale) ? `${first}/` : '';
}
