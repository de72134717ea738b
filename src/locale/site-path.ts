import { belowBase, toBase } from './base-path.ts';

/**
 * Where the site stands at its address. Within the code, in texts, links and stored refs a path is
 * one of the site, `/cases/`, whatever path the site was built below; what goes into a page, a request
 * or the address bar is `toSitePath` of it. A base is `''` at the root of a host, else `/casebook`.
 */

/** The base that this site was built for. Not for what Node runs without a build. */
export function siteBase(): string {
  return toBase(import.meta.env.BASE_URL);
}

/** A path of the site (`/captures/board.log`) as a page has to name it. */
export function toSitePath(path: string): string {
  return belowBase(siteBase(), path);
}

/** In a page: where the site and the store's API begin, `https://example.net/casebook`. */
export function siteAddress(): string {
  return location.origin + siteBase();
}
