import { readLine, type LineKind, type ReadLine } from './line-patterns.ts';
import type { PlainLine } from './unwrap-lines.ts';

/** How far ahead is looked for what tells a panic's text from what follows it. */
const horizon = 400;

/** The lines of a stream, what each looks like, and what comes after one: what a line is depends on it. */
export class Lookahead {
  readonly lines: readonly PlainLine[];
  readonly read: readonly ReadLine[];

  constructor(lines: readonly PlainLine[]) {
    this.lines = lines;
    this.read = lines.map(({ text }) => readLine(text));
  }

  kind(i: number): LineKind | undefined {
    return this.read[i]?.kind;
  }

  /** Whether one of these is among the next lines, before another reason. */
  comes(i: number, within: number, ...kinds: LineKind[]): boolean {
    const end = Math.min(this.lines.length, i + 1 + within);
    for (let at = i + 1; at < end; at++) {
      const kind = this.kind(at)!;
      if (kinds.includes(kind)) return true;
      if (kind === 'panic' || kind === 'fatal' || kind === 'race') return false;
    }
    return false;
  }

  /** A call with its position in the next line: no line of another log looks like that. */
  isFrame(i: number): boolean {
    return this.kind(i) === 'call' && this.kind(this.nextFilled(i)) === 'position';
  }

  /** The next line that is not blank, three blank ones at most being passed by. */
  nextFilled(i: number): number {
    let next = i + 1;
    while (next < i + 4 && this.kind(next) === 'blank') next++;
    return next;
  }

  /** Index of the last line that is not blank; -1 where all are. */
  lastFilled(): number {
    return this.read.findLastIndex(({ kind }) => kind !== 'blank');
  }

  /**
   * The text of a panic may look like a header. The runtime leaves a blank line before the first header
   * and prints a call after it; in a log without any blank lines the call alone must do.
   */
  isTrueHeader(i: number): boolean {
    const after = this.kind(i + 1);
    if (after === 'call' && !this.isFrame(i + 1) && this.comes(i, horizon, 'header', 'runtime-stack'))
      return false;
    if (!followsHeader(after)) return this.kind(i + 2) === 'position';
    const before = this.kind(i - 1);
    if (before === undefined || before === 'blank' || before === 'signal' || before === 'served') return true;
    const end = Math.min(this.lines.length, i + horizon);
    for (let at = i + 1; at < end; at++) {
      const kind = this.kind(at)!;
      if (kind === 'panic' || kind === 'fatal' || kind === 'served' || kind === 'exit') break;
      if (isHeader(kind) && this.kind(at - 1) === 'blank' && this.kind(at + 1) === 'call') return false;
    }
    return true;
  }

  /** Whether the goroutines of the panic are still to come after the line, with more than blank lines between. */
  panicGoesOn(i: number): boolean {
    const end = Math.min(this.lines.length, i + horizon);
    let onlyBlank = this.kind(i) === 'blank';
    for (let at = i + 1; at < end; at++) {
      const kind = this.kind(at)!;
      if (isHeader(kind) && this.isTrueHeader(at)) return !onlyBlank;
      if (kind === 'signal') return !onlyBlank;
      if (kind === 'fatal' || kind === 'race' || kind === 'served' || kind === 'exit') return false;
      onlyBlank &&= kind === 'blank';
    }
    return false;
  }
}

function isHeader(kind: LineKind): boolean {
  return kind === 'header' || kind === 'runtime-stack';
}

function followsHeader(kind: LineKind | undefined): boolean {
  return kind === undefined || ['call', 'unavailable', 'created', 'elided', 'non-go', 'blank'].includes(kind);
}
