/** What is wrong with what an author wrote, and where: lines and columns from 1. */
export interface Fault {
  /** From the project's folder: `src/content/docs/cases/madv-free.mdx`; a page without a source by its path. */
  file: string;
  line: number;
  column: number;
  /** `cell goal: rate is not defined` */
  words: string;
}

/** A fault of the file that is looked at; a blocking one leaves nothing to build a page of. */
export interface Found extends Omit<Fault, 'file'> {
  blocking?: boolean;
}

/** `src/content/docs/cases/a.mdx:12:5: cell goal: rate is not defined` */
export function toLine({ file, line, column, words }: Fault): string {
  return `${file}:${line}:${column}: ${words}`;
}

/** By file and place, each once. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const byLine = new Map(faults.map((fault) => [toLine(fault), fault]));
  return [...byLine.values()].sort(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.words, b.words),
  );
}

/** Where in a text a character stands: line and column from 1. */
export function toPlace(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
