/**
 * Where the site stands at its address. Within the code, in texts, links and stored refs a path is
 * one of the site, `/cases/`, whatever path the site was built below; what goes into a page, a request
 * or the address bar is `toSitePath` of it. A base is `''` at the root of a host, else `/casebook`.
 */

/** `/casebook/`, `casebook` and `/casebook` are the base `/casebook`; `/` and nothing are `''`. */
export function toBase(text: string): string {
  const plain = text.replaceAll(/^\/+|\/+$/g, '');
  return plain === '' ? '' : `/${plain}`;
}

/** `/cases/` below `/casebook` is `/casebook/cases/`. What is no path from the root stays as it is. */
export function belowBase(base: string, path: string): string {
  return /^\/(?!\/)/.test(path) ? base + path : path;
}

/** `/casebook/cases/` below `/casebook` is `/cases/`, and `/casebook` is `/`; undefined for what is not below it. */
export function fromBase(base: string, path: string): string | undefined {
  if (base === '') return path;
  if (path === base) return '/';
  return path.startsWith(`${base}/`) ? path.slice(base.length) : undefined;
}

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
