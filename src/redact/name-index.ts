/** Longer strings are not looked for: no name, and no path that a system takes, is as long. */
const longest = 4096;

interface Node<T> {
  next: Map<string, Node<T>> | undefined;
  /** What ends here. */
  value: T | undefined;
}

/** Runs of letters and digits, and each other character alone. */
const pieces = /[\p{L}\p{N}]+|[^\p{L}\p{N}]/gsu;

export interface NameIndexOptions {
  /** Upper and lower case are the same. */
  caseless?: boolean;
  /** No name begins right behind these. */
  notBehind?: RegExp;
  /** No name ends right before these. */
  notBefore?: RegExp;
}

/**
 * Many strings, looked for in a text at once: at the beginning of each word the longest that stands
 * there. Words count whole: `bob` is found in `bob_x` and not in `bobby`. The time does not grow with
 * how many strings there are.
 */
export class NameIndex<T> {
  readonly #root: Node<T> = { next: undefined, value: undefined };
  readonly #caseless: boolean;
  readonly #notBehind: RegExp | undefined;
  readonly #notBefore: RegExp | undefined;
  size = 0;

  constructor({ caseless = false, notBehind, notBefore }: NameIndexOptions = {}) {
    this.#caseless = caseless;
    this.#notBehind = notBehind;
    this.#notBefore = notBefore;
  }

  /** The first value of a name stays. */
  add(name: string, value: T): void {
    if (name === '' || name.length > longest) return;
    let node = this.#root;
    for (const piece of this.#cut(name)) {
      node.next ??= new Map();
      let next = node.next.get(piece);
      if (!next) node.next.set(piece, (next = { next: undefined, value: undefined }));
      node = next;
    }
    if (node.value !== undefined) return;
    node.value = value;
    this.size++;
  }

  replace(text: string, toText: (found: string, value: T) => string): string {
    if (this.size === 0 || text === '') return text;
    const original = text.match(pieces) ?? [];
    const cut = this.#caseless ? original.map((piece) => piece.toLowerCase()) : original;
    const out: string[] = [];
    let index = 0;
    while (index < cut.length) {
      const begins = this.#root.next?.has(cut[index] ?? '') && this.#mayStart(original[index - 1]);
      const found = begins ? this.#find(cut, original, index) : undefined;
      if (!found) {
        out.push(original[index] ?? '');
        index++;
        continue;
      }
      out.push(toText(original.slice(index, found.end).join(''), found.value));
      index = found.end;
    }
    return out.join('');
  }

  #mayStart(behind: string | undefined): boolean {
    if (behind === undefined) return true;
    return this.#notBehind ? !this.#notBehind.test(behind) : !isWord(behind);
  }

  #find(cut: readonly string[], original: readonly string[], from: number) {
    let node = this.#root.next?.get(cut[from] ?? '');
    let found: { end: number; value: T } | undefined;
    for (let end = from + 1; node; end++) {
      if (node.value !== undefined) {
        if (this.#mayEnd(original[end])) found = { end, value: node.value };
      }
      node = end < cut.length ? node.next?.get(cut[end] ?? '') : undefined;
    }
    return found;
  }

  #mayEnd(before: string | undefined): boolean {
    if (before === undefined) return true;
    return this.#notBefore ? !this.#notBefore.test(before) : !isWord(before);
  }

  #cut(name: string): string[] {
    return (this.#caseless ? name.toLowerCase() : name).match(pieces) ?? [];
  }
}

function isWord(piece: string): boolean {
  return /^[\p{L}\p{N}]/u.test(piece);
}
