import type { Panic } from '#model/crash/crash-log.ts';

/**
 * The text of one panic as it grows line by line. From Go 1.23 on each further line is indented by one
 * tab more than the panic; before that a line stands as it is, whatever it looks like.
 */
export class PanicText {
  /** Its text is whole once `finish` has been called. */
  readonly panic: Panic;
  readonly indent: string;
  /** Set once a line has shown that the text is over. */
  over = false;
  readonly #first: string;
  readonly #further: string[] = [];
  // The tab is the runtime's only if all lines have it.
  #indented = true;

  /** @param text what stands after `panic: ` */
  constructor(text: string, indent: string, line: number) {
    const { text: said, ...marks } = readMarks(text);
    this.#first = said;
    this.indent = indent;
    this.panic = { text: said, ...marks, line };
  }

  /** Whether the line is indented as more of the text is from Go 1.23 on (where tabs may have become spaces). */
  isDeeper(line: string): boolean {
    return line.startsWith(this.indent) && /^(?:\t| {4})/.test(line.slice(this.indent.length));
  }

  add(line: string): void {
    const { text, recovered, repanicked } = readMarks(
      line.slice(line.startsWith(this.indent) ? this.indent.length : 0),
    );
    if (recovered) Object.assign(this.panic, { recovered, repanicked });
    this.#further.push(text);
    this.#indented &&= text === '' || /^(?:\t| {4})/.test(text);
  }

  finish(): void {
    if (this.#further.length === 0) return;
    const lines = this.#indented
      ? this.#further.map((further) => further.replace(/^(?:\t| {8}| {4})/, ''))
      : this.#further;
    this.panic.text = [this.#first, ...lines].join('\n').trimEnd();
  }
}

/** `boom [recovered, repanicked]` without its marks. */
export function readMarks(text: string): { text: string; recovered: boolean; repanicked: boolean } {
  const marks = / \[recovered(?:, (repanicked|reraised))?\]$/.exec(text);
  if (!marks) return { text, recovered: false, repanicked: false };
  return { text: text.slice(0, marks.index), recovered: true, repanicked: marks[1] !== undefined };
}
