/** A path as it is meant, or why none can be. */
export type Address = { kind: 'path'; pathname: string } | { kind: 'refused'; code: string; message: string };

/** What the app answers; every other address is a file. */
export function isOfApp(pathname: string): boolean {
  return /^\/(?:api|(?:zh-cn\/)?[ct])\//.test(pathname);
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
    return refuse('There is an empty part in the address, between two slashes: is a tag or a name missing?');
  }
  if (pathname.includes('\\')) {
    return refuse('There is a backslash in the address: its parts are divided by slashes.');
  }
  // A URL folds them, and would lead to another place than the one that is written.
  if (pathname.split('/').some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) {
    return refuse('A part of the address is a dot or two: that is neither a tag nor a name.');
  }
  if (/^\/api\/captures\/?$/.test(pathname)) {
    return refuse('A tag is missing: a capture is uploaded with PUT /api/captures/TAG/NAME.');
  }
  if (/^\/api\/captures(?:\/[^/]+){3}/.test(pathname)) {
    return refuse(
      'There is a part too many in the address, which is /api/captures/TAG/NAME: neither a tag nor a name has a slash.',
    );
  }
  return { kind: 'path', pathname };
}

function toPlainSlashes(pathname: string): string {
  if (!pathname.startsWith('/api/')) return pathname.replace(/\/{2,}/g, '/');
  return pathname.replace(/^\/api\/+(?=(?:captures|uploads|tags|store|health|ready)\b)/, '/api/');
}

function refuse(message: string): Address {
  return { kind: 'refused', code: 'bad-address', message };
}
