import { hasUnspaced, unspacedLetters } from './unspaced.ts';

/** Longer strings are not looked for: no name, and no path that a system takes, is as long. */
const longest = 4096;

interface Node<T> {
  next: Map<string, Node<T>> | undefined;
  /** What ends here. */
  value: T | undefined;
}

/** Runs of letters and digits, each letter that no blank parts from the next word, and each other character alone. */
const pieces = new RegExp(
  `[${unspacedLetters}]|(?:(?![${unspacedLetters}])[\\p{L}\\p{N}])+|[^\\p{L}\\p{N}]`,
  'gsu',
);

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
 * there. Words count whole: `bob` is found in `bob_x` and not in `bobby`. In scripts without anything between words a
 * name of two letters or more is found wherever it stands, one of a single letter where it stands alone. The time does
 * not grow with how many strings there are.
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
      const begins = this.#root.next?.has(cut[index] ?? '');
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

  #find(cut: readonly string[], original: readonly string[], from: number) {
    let node = this.#root.next?.get(cut[from] ?? '');
    let found: { end: number; value: T } | undefined;
    for (let end = from + 1; node; end++) {
      if (node.value !== undefined && this.#mayStand(original, from, end)) found = { end, value: node.value };
      node = end < cut.length ? node.next?.get(cut[end] ?? '') : undefined;
    }
    return found;
  }

  #mayStand(original: readonly string[], from: number, end: number): boolean {
    const isOne = end === from + 1;
    const mayAdjoin = (inside: string, outside: string | undefined, not: RegExp | undefined): boolean => {
      if (outside === undefined) return true;
      if (not) return !not.test(outside);
      if (!isWord(outside)) return true;
      // A word of such a script may be longer than one letter, and then it is another one.
      return hasUnspaced(inside) ? !isOne : hasUnspaced(outside);
    };
    return (
      mayAdjoin(original[from]!, original[from - 1], this.#notBehind) &&
      mayAdjoin(original[end - 1]!, original[end], this.#notBefore)
    );
  }

  #cut(name: string): string[] {
    return (this.#caseless ? name.toLowerCase() : name).match(pieces) ?? [];
  }
}

function isWord(piece: string): boolean {
  return /^[\p{L}\p{N}]/u.test(piece);
}
