/**
 * While a text is worked on, what was put in stands as a mark: `beginMark`, the digits of a number,
 * `endMark`. They are characters that Unicode keeps out of all texts; those that a text holds all
 * the same are replaced before.
 */
const beginMark = '\uFDD0';
export const endMark = '\uFDD1';
const firstDigit = 0xfdd2;

/** The characters of marks. */
const marks = /[\uFDD0-\uFDEF]/g;
const oneMark = /\uFDD0([\uFDD2-\uFDE1]+)\uFDD1/g;

/** What a text may hold of the characters of marks would be taken for one. */
export function withoutMarks(text: string): string {
  return text.replace(marks, '\uFFFD');
}

/** Nothing of the text itself is in it any more. */
export function isMarked(text: string): boolean {
  return /^[\uFDD0-\uFDEF]*$/.test(text);
}

export function hasMark(text: string): boolean {
  return text.includes(beginMark);
}

/** Texts that stand behind marks, by their numbers. */
export class Marks {
  #texts: string[] = [];

  clear(): void {
    this.#texts = [];
  }

  /** @returns the mark that stands for the text */
  keep(text: string): string {
    const digits = (this.#texts.push(text) - 1).toString(16);
    const chars = Array.from(digits, (digit) => String.fromCharCode(firstDigit + parseInt(digit, 16)));
    return beginMark + chars.join('') + endMark;
  }

  /** Every mark as its text; what is put behind a mark holds none. */
  expand(text: string): string {
    if (!text.includes(beginMark)) return text;
    return text.replace(oneMark, (_, digits: string) => {
      const number = Array.from(digits, (digit) => (digit.charCodeAt(0) - firstDigit).toString(16));
      return this.#texts[parseInt(number.join(''), 16)] ?? '';
    });
  }
}
