/** How wide a sign is, in the size of its letters: about, and rather too wide. */
function toWidth(sign: string): number {
  if (sign > '\u{2e7f}') return 1.01;
  if (/[iljtf.,;:'|!()[\]’‘ ]/.test(sign)) return 0.31;
  if (/[mwMW@%—…]/.test(sign)) return 0.88;
  return sign >= 'A' && sign <= 'Z' ? 0.68 : 0.56;
}

/** A word, or a sign where a line may be broken after each. */
const words = /[\u2e80-\uffef]|[^\s\u2e80-\uffef]*[\s-]?/gu;

/** Text that is set in a column, and how many lines it takes. */
export class Lines {
  readonly #column: number;
  #count = 0;
  #x = 0;
  #isEmpty = true;

  constructor(column: number) {
    this.#column = column;
  }

  add(text: string, size: number, isCode: boolean): void {
    for (const [word] of text.replaceAll(/\s+/g, ' ').matchAll(words)) {
      let width = 0;
      for (const sign of word) width += (isCode && sign < '\u{2e80}' ? 0.602 : toWidth(sign)) * size;
      if (word !== ' ') this.addBox(width);
      else if (!this.#isEmpty) this.#x += width;
    }
  }

  /** What stands in a line; as a word, where it is too long for one it is broken. */
  addBox(width: number): void {
    if (width <= 0) return;
    this.#isEmpty = false;
    // The space behind a last word may hang out.
    if (this.#x > 0 && this.#x + width - 2 > this.#column) {
      this.#count++;
      this.#x = 0;
    }
    this.#x += width;
    while (this.#x > this.#column + 4) {
      this.#count++;
      this.#x -= this.#column;
    }
  }

  break(): void {
    this.#count++;
    this.#x = 0;
  }

  /** How many there were, and begins anew. */
  take(): number {
    const count = this.#count + (this.#x > 0 ? 1 : 0);
    this.#count = 0;
    this.#x = 0;
    this.#isEmpty = true;
    return count;
  }
}
