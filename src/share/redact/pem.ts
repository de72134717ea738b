const begin = /-{4,5} ?BEGIN [A-Z0-9 ]{1,48} ?-{4,5}/;
const end = /-{4,5} ?END [A-Z0-9 ]{1,48} ?-{4,5}/;
/** A line of a key by itself, and the headers that an old one may have. */
const body = /^[\s>|]{0,16}[A-Za-z0-9+/]{1,96}={0,2}\s{0,8}$/;
const header =
  /^[\s>|]{0,16}(?:Proc-Type|DEK-Info|Comment|Subject|Version|Hash|Charset|MessageID|x-[\w-]{1,32}): /;
/** What of it stands behind a logger's prefix. */
const inner = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,}={0,2}/g;

/** Keys and certificates between `-----BEGIN X-----` and `-----END X-----`, in one line or over many. */
export class PemReader {
  #inside = false;

  /** Lines after this belong to another text. */
  reset(): void {
    this.#inside = false;
  }

  /**
   * @param isWhole the text is a line of its own, and no part of one
   * @returns undefined where the text is none of a key's
   */
  replace(text: string, isWhole: boolean, put: (secret: string) => string): string | undefined {
    const starts = begin.exec(text);
    if (starts) {
      const from = starts.index + starts[0].length;
      const rest = text.slice(from);
      const ends = end.exec(rest);
      this.#inside = ends === null;
      const key = ends ? rest.slice(0, ends.index) : rest;
      if (key.trim() === '') return undefined;
      return text.slice(0, from) + put(key) + rest.slice(key.length);
    }
    if (!this.#inside) return undefined;
    if (end.test(text)) {
      this.#inside = false;
      return undefined;
    }
    if (text.trim() === '') return text;
    if (body.test(text) || header.test(text)) {
      const [, before = '', key = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
      return before + put(key) + after;
    }
    let found = false;
    const out = text.replace(inner, (key) => {
      found = true;
      return put(key);
    });
    // A log that only speaks of a key goes on.
    if (!found && isWhole) this.#inside = false;
    return found ? out : undefined;
  }
}
