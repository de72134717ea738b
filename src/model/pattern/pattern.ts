import { type CharSet, isWord } from './char-set.ts';
import { type Node, parsePattern, PatternError, type Place } from './parse.ts';

/** Whether a text matches anywhere. A RegExp is one too, without the promise about time. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * A regular expression as pprof's users and profiles write it, in Go's syntax and with its promise: the
 * time that a text takes is that of its length, whatever the expression. Both come with files and links
 * of others, and a backtracking matcher can be kept busy for ever by them. Undefined where it is none.
 */
export function toPattern(source: string): Pattern | undefined {
  const made = readPattern(source);
  return 'fault' in made ? undefined : made;
}

/** The expression, or why it is none, and where that was seen: an index, -1 where it is of the whole. */
export function readPattern(source: string): Pattern | Pick<PatternError, 'fault' | 'at'> {
  try {
    return new Program(parsePattern(source));
  } catch (error) {
    if (error instanceof PatternError) return { fault: error.fault, at: error.at };
    throw error;
  }
}

/** What an expression of repetitions of repetitions may come to. */
const MAX_STEPS = 10_000;

/** Names are ASCII as a rule: of those characters it is known beforehand which are matched. */
const ASCII = 128;

type Step =
  | { kind: 'char'; set: CharSet; ascii: Uint8Array }
  | { kind: 'place'; place: Place }
  /** Goes on at the next step, and at another one as well. */
  | { kind: 'fork'; other: number }
  | { kind: 'jump'; to: number }
  | { kind: 'match' };

/** The steps of an expression, all ways through which are gone at once (Thompson's construction). */
class Program implements Pattern {
  private readonly steps: Step[] = [];
  private compiled = 0;
  /** By step: the position at which it was last come to, so that it is gone on from once. */
  private readonly reached: Int32Array;
  /** Which characters it may begin with; undefined where it depends on more than that. */
  private readonly firsts: Uint8Array | undefined;

  constructor(node: Node) {
    this.compile(node);
    this.steps.push({ kind: 'match' });
    this.reached = new Int32Array(this.steps.length);
    this.firsts = this.findFirsts();
  }

  private findFirsts(): Uint8Array | undefined {
    const firsts = new Uint8Array(ASCII);
    const open = [0];
    const seen = new Set<number>();
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (seen.has(index)) continue;
      seen.add(index);
      const step = this.steps[index]!;
      if (step.kind === 'place' || step.kind === 'match') return undefined;
      if (step.kind === 'char') step.ascii.forEach((matches, code) => (firsts[code]! |= matches));
      else open.push(...(step.kind === 'fork' ? [index + 1, step.other] : [step.to]));
    }
    return firsts;
  }

  test(text: string): boolean {
    this.reached.fill(-1);
    let open: number[] = [];
    let previous = -1;
    for (let at = 0; ;) {
      const code = text.codePointAt(at) ?? -1;
      // Most of a text is where it cannot begin.
      if (open.length === 0 && code >= 0 && code < ASCII && this.firsts?.[code] === 0) {
        previous = code;
        at++;
        continue;
      }
      // It may begin anywhere.
      const here: number[] = [];
      if (this.follow(0, at, previous, code, here)) return true;
      for (const step of open) if (this.follow(step, at, previous, code, here)) return true;
      if (code < 0) return false;
      open = [];
      for (const step of here) {
        const { set, ascii } = this.steps[step] as Extract<Step, { kind: 'char' }>;
        if (code < ASCII ? ascii[code] === 1 : set(code)) open.push(step + 1);
      }
      previous = code;
      at += code > 0xffff ? 2 : 1;
    }
  }

  /** Adds to `here` the characters that may come next from a step on; true where nothing more has to come. */
  private follow(from: number, at: number, previous: number, next: number, here: number[]): boolean {
    const open = [from];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (this.reached[index] === at) continue;
      this.reached[index] = at;
      const step = this.steps[index]!;
      switch (step.kind) {
        case 'match':
          return true;
        case 'char':
          here.push(index);
          break;
        case 'fork':
          open.push(index + 1, step.other);
          break;
        case 'jump':
          open.push(step.to);
          break;
        case 'place':
          if (isAt(step.place, previous, next)) open.push(index + 1);
      }
    }
    return false;
  }

  private push(step: Step): number {
    if (this.steps.length >= MAX_STEPS) throw new PatternError('too-long');
    return this.steps.push(step) - 1;
  }

  private compile(node: Node): void {
    // Repetitions of nothing come to no steps, and take their time all the same.
    if (this.compiled++ > MAX_STEPS) throw new PatternError('too-long');
    switch (node.kind) {
      case 'char': {
        const ascii = Uint8Array.from({ length: ASCII }, (_, code) => (node.set(code) ? 1 : 0));
        this.push({ ...node, ascii });
        break;
      }
      case 'place':
        this.push(node);
        break;
      case 'all':
        for (const part of node.parts) this.compile(part);
        break;
      case 'any':
        this.compileAny(node.parts);
        break;
      case 'group':
        this.compile(node.of);
        break;
      case 'repeat':
        this.compileRepeat(node.of, node.least, node.most);
    }
  }

  private compileAny(parts: readonly Node[]): void {
    const ends: number[] = [];
    parts.forEach((part, at) => {
      if (at === parts.length - 1) {
        this.compile(part);
        return;
      }
      const fork = this.push({ kind: 'fork', other: 0 });
      this.compile(part);
      ends.push(this.push({ kind: 'jump', to: 0 }));
      this.steps[fork] = { kind: 'fork', other: this.steps.length };
    });
    for (const end of ends) this.steps[end] = { kind: 'jump', to: this.steps.length };
  }

  private compileRepeat(of: Node, least: number, most: number): void {
    for (let time = 0; time < least; time++) this.compile(of);
    if (most === Infinity) {
      const fork = this.push({ kind: 'fork', other: 0 });
      this.compile(of);
      this.push({ kind: 'jump', to: fork });
      this.steps[fork] = { kind: 'fork', other: this.steps.length };
      return;
    }
    const forks: number[] = [];
    for (let time = least; time < most; time++) {
      forks.push(this.push({ kind: 'fork', other: 0 }));
      this.compile(of);
    }
    for (const fork of forks) this.steps[fork] = { kind: 'fork', other: this.steps.length };
  }
}

/** Whether a place is between two characters, -1 being none. */
export function isAt(place: Place, previous: number, next: number): boolean {
  switch (place) {
    case 'text-start':
      return previous < 0;
    case 'text-end':
      return next < 0;
    case 'line-start':
      return previous < 0 || previous === 10;
    case 'line-end':
      return next < 0 || next === 10;
    case 'word-edge':
      return isWord(previous) !== isWord(next);
    case 'no-word-edge':
      return isWord(previous) === isWord(next);
  }
}
