const begin = /-{4,5} ?BEGIN [A-Z0-9 ]{1,48} ?-{4,5}/;
const end = /-{4,5} ?END [A-Z0-9 ]{1,48} ?-{4,5}/;
/** A line of a key by itself, and the headers that an old one may have. */
const body = /^[\s>|]{0,16}[A-Za-z0-9+/]{1,96}={0,2}\s{0,8}$/;
const header =
  /^[\s>|]{0,16}(?:Proc-Type|DEK-Info|Comment|Subject|Version|Hash|Charset|MessageID|x-[\w-]{1,32}): /;
/** What of it stands behind a logger's prefix; the last line may be short, and is the line's last word. */
const inner = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,}={0,2}|(?<=[\s:|])[A-Za-z0-9+/]{4,96}={0,2}(?=\s{0,8}$)/g;
/** `down`, `OK`, `8080` and `worker12` are words, `QIDAQAB` is none. */
const word = /^(?:\d+|[A-Z]?[a-z]*\d*|[A-Z]{1,4}\d*)$/;

/** Keys and certificates between `-----BEGIN X-----` and `-----END X-----`, in one line or over many. */
export class PemReader {
  #inside = false;

  /** Lines after this belong to another text. */
  reset(): void {
    this.#inside = false;
  }

  /**
   * What stands around a key is text like any other, and is left as it is.
   *
   * @param isWhole the text is a line of its own, and no part of one
   * @param put what stands for a part of a key
   * @param keep what stands for a key between its two lines: no field's value any more
   */
  replace(
    text: string,
    isWhole: boolean,
    put: (secret: string) => string,
    keep: (key: string) => string,
  ): string {
    const out: string[] = [];
    let rest = text;
    if (this.#inside) {
      const ends = end.exec(rest);
      const upTo = ends ? ends.index : findBegin(rest);
      out.push(this.#replaceBody(rest.slice(0, upTo), isWhole && upTo === rest.length, put));
      if (ends) {
        this.#inside = false;
        out.push(ends[0]);
      }
      rest = rest.slice(upTo + (ends?.[0].length ?? 0));
    }
    for (let starts = begin.exec(rest); starts; starts = begin.exec(rest)) {
      const from = starts.index + starts[0].length;
      const after = rest.slice(from);
      const ends = end.exec(after);
      const key = ends ? after.slice(0, ends.index) : after;
      this.#inside = ends === null;
      out.push(rest.slice(0, starts.index));
      if (ends) out.push(keep(starts[0] + (key.trim() === '' ? key : put(key)) + ends[0]));
      else out.push(keep(starts[0]), key.trim() === '' ? key : put(key));
      rest = ends ? after.slice(ends.index + ends[0].length) : '';
    }
    return out.join('') + rest;
  }

  #replaceBody(text: string, isWhole: boolean, put: (secret: string) => string): string {
    if (text.trim() === '') return text;
    if (body.test(text) || header.test(text)) {
      const [, before = '', key = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
      return before + put(key) + after;
    }
    let found = false;
    const out = text.replace(inner, (key) => {
      if (word.test(key)) return key;
      found = true;
      return put(key);
    });
    // A log that only speaks of a key goes on.
    if (!found && isWhole) this.#inside = false;
    return out;
  }
}

function findBegin(text: string): number {
  const at = text.search(begin);
  return at < 0 ? text.length : at;
}
