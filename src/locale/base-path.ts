/** Paths below a base, whichever it is: `''` at the root of a host, else `/casebook`. */

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
