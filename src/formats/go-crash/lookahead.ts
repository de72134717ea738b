import { readOnce, type LineKind, type ReadLine } from './line-patterns.ts';
import type { PlainLine } from './unwrap-lines.ts';

/** How far ahead is looked for what tells a panic's text from what follows it. */
const horizon = 400;

/**
 * The lines of a stream, what each looks like, and what comes after one: what a line is depends on it.
 * Where the next line of a kind stands is reckoned once for all lines, so that no question scans.
 */
export class Lookahead {
  readonly lines: readonly PlainLine[];
  readonly read: readonly ReadLine[];
  readonly #next = new Map<string, Int32Array>();
  readonly #lastFilled: number;

  constructor(lines: readonly PlainLine[]) {
    this.lines = lines;
    this.read = lines.map((line) => readOnce(line));
    this.#lastFilled = this.read.findLastIndex(({ kind }) => kind !== 'blank');
  }

  kind(i: number): LineKind | undefined {
    return this.read[i]?.kind;
  }

  /** Whether one of these is among the next lines, before another reason. */
  comes(i: number, within: number, ...kinds: LineKind[]): boolean {
    const at = this.#nextKind(i, kinds);
    return at - i <= within && at < this.lines.length && at < this.#nextKind(i, ['panic', 'fatal', 'race']);
  }

  /** How many lines on the runtime gives a reason; Infinity where goroutines come first. */
  distanceToReason(i: number): number {
    const reason = this.#nextKind(i, ['panic', 'fatal', 'signal-name', 'exception']);
    const header = this.#nextKind(i, ['header', 'runtime-stack', 'exit', 'race']);
    return reason < header && reason < this.lines.length ? reason - i : Infinity;
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
    return this.#lastFilled;
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
    const clean = this.#nextWhere(i, 'clean header', (at) => this.#isCleanHeader(at));
    return clean - i >= horizon || clean >= this.#nextKind(i, ['panic', 'fatal', 'served', 'exit']);
  }

  /** Whether the goroutines of the panic are still to come after the line, with more than blank lines between. */
  panicGoesOn(i: number): boolean {
    const header = this.#nextWhere(
      i,
      'true header',
      (at) => isHeader(this.kind(at)!) && this.isTrueHeader(at),
    );
    const end = Math.min(header, this.#nextKind(i, ['signal']));
    if (end - i >= horizon || end >= this.lines.length) return false;
    if (end > this.#nextKind(i, ['fatal', 'race', 'served', 'exit'])) return false;
    const filled = this.#nextWhere(i, 'filled', (at) => this.kind(at) !== 'blank');
    return this.kind(i) !== 'blank' || filled < end;
  }

  #isCleanHeader(at: number): boolean {
    return isHeader(this.kind(at)!) && this.kind(at - 1) === 'blank' && this.kind(at + 1) === 'call';
  }

  #nextKind(i: number, kinds: readonly LineKind[]): number {
    return this.#nextWhere(i, kinds.join(), (at) => kinds.includes(this.kind(at)!));
  }

  /** Index of the first line after `i` that is such a one; the number of lines where none is. */
  #nextWhere(i: number, name: string, is: (at: number) => boolean): number {
    let next = this.#next.get(name);
    if (!next) {
      const { length } = this.lines;
      next = new Int32Array(length + 1).fill(length);
      this.#next.set(name, next);
      for (let at = length - 1; at >= 0; at--) next[at] = is(at) ? at : next[at + 1]!;
    }
    return next[Math.min(i + 1, this.lines.length)]!;
  }
}

function isHeader(kind: LineKind): boolean {
  return kind === 'header' || kind === 'runtime-stack';
}

function followsHeader(kind: LineKind | undefined): boolean {
  return kind === undefined || ['call', 'unavailable', 'created', 'elided', 'non-go', 'blank'].includes(kind);
}
