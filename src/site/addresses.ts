import type { AddressFault } from '#api/says.ts';
import { locales } from '#locale/locale.ts';
import { folderOf } from '#locale/paths.ts';

/** A path as it is meant, or why none can be. */
export type Address = { kind: 'path'; pathname: string } | { kind: 'refused'; what: AddressFault };

/** The API, and the pages of the store in each language. */
const ofApp = new RegExp(`^/(?:api(?:/|$)|(?:${locales.map(folderOf).join('|')})[ct]/)`);

/** What the app answers; every other address is a file. */
export function isOfApp(pathname: string): boolean {
  return ofApp.test(pathname);
}

/**
 * The path of a request with each run of slashes as one: `https://HOST/` with a path behind it has
 * two. Within the API a part that is empty is one that was left out, a tag that a script had none of
 * perhaps, and what stands behind it must not move up into its place.
 *
 * @param written still percent-encoded, without the query
 */
export function toAddress(written: string): Address {
  const pathname = toPlainSlashes(written.replace(/^\/+/, '/'));
  if (!isOfApp(pathname)) return { kind: 'path', pathname };
  if (pathname.includes('//')) {
    return refuse('empty-part');
  }
  if (pathname.includes('\\')) {
    return refuse('backslash');
  }
  // A URL folds them, and would lead to another place than the one that is written.
  if (pathname.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) {
    return refuse('dots');
  }
  if (/^\/api\/captures\/?$/.test(pathname)) {
    return refuse('no-tag');
  }
  if (/^\/api\/captures(?:\/[^/]+){3}/.test(pathname)) {
    return refuse('many-parts');
  }
  return { kind: 'path', pathname };
}

function toPlainSlashes(pathname: string): string {
  if (!pathname.startsWith('/api/')) return pathname.replace(/\/{2,}/g, '/');
  return pathname.replace(/^\/api\/+(?=(?:captures|uploads|tags|store|health|ready)\b)/, '/api/');
}

function refuse(what: AddressFault): Address {
  return { kind: 'refused', what };
}
