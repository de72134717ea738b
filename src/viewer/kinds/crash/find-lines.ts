import { type Finder, toFinder } from '#model/pattern/find.ts';
import type { PatternError } from '#model/pattern/parse.ts';
import { type Pattern, readPattern } from '#model/pattern/pattern.ts';
import type { CrashState } from '#view/crash-state.ts';

/** Why an expression is none, and where that was seen. */
export type ExpressionFault = Pick<PatternError, 'fault' | 'at'>;

/** What is looked for in the lines of a log. */
export interface LineSearch {
  test(text: string): boolean;
  /** The parts of a line that match: where each begins and ends. */
  partsOf(text: string): [start: number, end: number][];
  /** Characters that are looked through in a moment. */
  pace: number;
}

const ignoreCase = '(?i)';

/** Undefined where nothing is looked for. */
export function toLineSearch(
  find: string,
  by: NonNullable<CrashState['findBy']>,
): LineSearch | ExpressionFault | undefined {
  if (find.trim() === '') return undefined;
  const isExact = by.includes('case');
  if (!by.includes('expression')) return toTextSearch(find, isExact);
  const source = isExact ? find : `${ignoreCase}${find}`;
  const made = readPattern(source);
  if (!('fault' in made)) return toPatternSearch(made, source);
  const { fault, at } = made;
  return { fault, at: at < 0 || isExact ? at : at - ignoreCase.length };
}

function toTextSearch(find: string, isExact: boolean): LineSearch {
  const wanted = isExact ? find : find.toLowerCase();
  const fold = (text: string): string => (isExact ? text : text.toLowerCase());
  return {
    test: (text) => fold(text).includes(wanted),
    partsOf(text) {
      const folded = fold(text);
      // A few letters are longer in lower case: where the parts are then nobody can say.
      if (folded.length !== text.length) return folded.includes(wanted) ? [[0, text.length]] : [];
      const parts: [number, number][] = [];
      for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
        parts.push([at, at + wanted.length]);
      }
      return parts;
    },
    pace: 2_000_000,
  };
}

/** Parts of a line that are marked: an expression is looked for anew behind each. */
const mostParts = 200;

function toPatternSearch(pattern: Pattern, source: string): LineSearch {
  const made = toFinder(source);
  // An expression that can be tested for can be found.
  const find: Finder = typeof made === 'function' ? made : () => undefined;
  return {
    test: (text) => pattern.test(text),
    partsOf(text) {
      const parts: [number, number][] = [];
      for (let at = 0; at < text.length && parts.length < mostParts;) {
        const found = find(text, at);
        if (!found) break;
        // What matches nothing, as `x*` may, marks no letter.
        if (found.end > found.start) parts.push([found.start, found.end]);
        at = Math.max(found.end, at + (found.end > found.start ? 0 : 1));
      }
      return parts;
    },
    pace: 100_000,
  };
}

/** More hits than this show nothing more. */
const mostHits = 10_000;

/** Looks through lines a part at a time, so that a page with millions of them still answers. */
export class LineFinder {
  /** Lines with a hit, from 1, so far. */
  readonly hits: number[] = [];
  readonly #lines: readonly string[];
  readonly #search: LineSearch | undefined;
  #next = 0;

  constructor(lines: readonly string[], search: LineSearch | undefined) {
    this.#lines = lines;
    this.#search = search;
  }

  /** All lines have been looked through, or there are hits enough. */
  get isDone(): boolean {
    return !this.#search || this.#next >= this.#lines.length || this.hits.length >= mostHits;
  }

  /** Whether there may be more hits than those. */
  get isMore(): boolean {
    return this.#search !== undefined && this.#next < this.#lines.length;
  }

  /** Looks through as many more lines as take a moment. */
  goOn(): void {
    let left = this.#search?.pace ?? 0;
    while (left > 0 && !this.isDone) {
      const text = this.#lines[this.#next++]!;
      if (this.#search?.test(text)) this.hits.push(this.#next);
      left -= text.length + 1;
    }
  }
}
