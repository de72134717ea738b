import { belowBase } from '#locale/base-path.ts';

/** How much there is to be kept, for who is asked before: an `OfflineSize`. */
export const sizeName = 'offline.json';

/** What is kept at the first visit, in bytes: as it is sent, where the server compresses, and as it lies in the browser. */
export interface OfflineSize {
  files: number;
  sentBytes: number;
  bytes: number;
}

/** The page that stands for one that is not kept, below the folder of its language. */
export const offlinePath = 'offline/';

type CacheUse = 'site' | 'previous' | 'visited' | 'programs' | 'go-tools' | 'stored';

/**
 * A cache of the site. Other sites of the same host, below other paths, have caches of their own.
 *
 * @param scope the address of the site's root, with its slash
 */
export function toCacheName(what: CacheUse, scope: string): string {
  return `casebook-${what}-${scope}`;
}

/** The address of the site's root, of which the caches are. */
export function toScope(origin: string, base: string): string {
  return origin + belowBase(base, '/');
}

/** Whether a cache is of the site: one that the worker has made, or a page. */
export function isOfSite(cacheName: string, scope: string): boolean {
  return (
    /^casebook-[a-z-]+-(?=https?:)/.exec(cacheName)?.[0].length === cacheName.length - scope.length &&
    cacheName.endsWith(scope)
  );
}
