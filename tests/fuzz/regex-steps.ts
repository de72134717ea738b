import { type Instruction, type Program, toProgram } from './regex-program.ts';

/** More steps than were allowed: what is counted does not end in reasonable time. */
export class TooManySteps extends Error {
  override name = 'TooManySteps';
}

/** Where a match stands, undefined for none, and what it took to know. */
interface Counted {
  steps: number;
  match: [start: number, end: number] | undefined;
}

/** By the source of a pattern: those of other flags beside each other. */
const matchers = new Map<string, { like: RegExp; matcher: Matcher }[]>();

/** What is tried on many lines is mostly tried on lines alike: those up to this long are kept, so many a pattern. */
const longestKept = 200;
const mostKept = 100;

/**
 * The steps of a backtracking matcher for one `exec`, each an instruction run at a place of the text.
 * V8 skips ahead where it can, so it never takes more of them by more than a constant factor.
 *
 * @param most steps before it throws TooManySteps
 * @returns where the match stands, undefined for none
 */
export function countSteps(regex: RegExp, text: string, from: number, most: number): Counted {
  const matcher = findMatcher(regex);
  return matcher.count(text, from, most, regex.sticky);
}

/** A literal within a function is another object each time: only its source and flags say which it is. */
function findMatcher(regex: RegExp): Matcher {
  const { source } = regex;
  let ofSource = matchers.get(source);
  if (!ofSource) matchers.set(source, (ofSource = []));
  for (let at = 0; at < ofSource.length; at++) {
    const { like, matcher } = ofSource[at] as { like: RegExp; matcher: Matcher };
    if (hasSameFlags(like, regex)) return matcher;
  }
  const matcher = new Matcher(toProgram(regex));
  ofSource[ofSource.length] = { like: regex, matcher };
  return matcher;
}

/** One by one: `flags` makes a text of all of them, which takes longer than most matches. */
function hasSameFlags(one: RegExp, other: RegExp): boolean {
  return (
    one.ignoreCase === other.ignoreCase &&
    one.multiline === other.multiline &&
    one.dotAll === other.dotAll &&
    one.unicode === other.unicode &&
    one.unicodeSets === other.unicodeSets
  );
}

/** Made once for a pattern, since most are tried on every line. Uses none of the methods that are counted. */
class Matcher {
  readonly #program: Program;
  readonly #slots: Int32Array;
  readonly #kept = new Map<string, Counted>();
  #text = '';
  #steps = 0;
  #most = 0;
  /** Ways not yet taken: `at, pc`; and what slots held: `value, -1 - slot`. */
  #stack = new Int32Array(256);
  #depth = 0;
  /** What every match begins with, where the pattern says so at once. */
  readonly #first: ((code: number) => boolean) | undefined;

  constructor(program: Program) {
    this.#program = program;
    let pc = 0;
    while (/^(?:save|clear|mark)$/.test(program.code[pc]?.op ?? '')) pc += 1;
    const first = program.code[pc];
    const isThere = first?.op === 'char' || (first?.op === 'run' && first.min > 0);
    this.#first = isThere && !first.back && !program.unicode ? first.accepts : undefined;
    this.#slots = new Int32Array(program.slots);
  }

  /** As `find`, which the same text at the same place does not take again: its steps are the same. */
  count(text: string, from: number, most: number, sticky: boolean): Counted {
    // What is sticky goes on from place to place, and has no text twice.
    if (from > 0 || sticky || text.length > longestKept) return this.find(text, from, most, sticky);
    const kept = this.#kept.get(text);
    if (kept && kept.steps <= most) return kept;
    const counted = this.find(text, from, most, sticky);
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(text, counted);
    return counted;
  }

  find(text: string, from: number, most: number, sticky: boolean): Counted {
    this.#text = text;
    this.#steps = 0;
    this.#most = most;
    const { anchored, unicode } = this.#program;
    let match: [number, number] | undefined;
    for (let start = from; start <= text.length && !match; start++) {
      if (start > from && (sticky || anchored)) break;
      if (unicode && start > from && isPairAt(text, start - 1)) continue;
      if (this.#first && (start === text.length || !this.#first(text.charCodeAt(start)))) {
        if (++this.#steps > most)
          throw new TooManySteps(`more than ${most} steps of ${this.#program.source}`);
        continue;
      }
      for (let slot = 0; slot < this.#slots.length; slot++) this.#slots[slot] = -1;
      this.#depth = 0;
      if (this.#run(0, start)) match = [this.#slots[0] as number, this.#slots[1] as number];
    }
    this.#text = '';
    return { steps: this.#steps, match };
  }

  #push(value: number, to: number): void {
    if (this.#depth + 2 > this.#stack.length) {
      const larger = new Int32Array(this.#stack.length * 2);
      for (let at = 0; at < this.#depth; at++) larger[at] = this.#stack[at] as number;
      this.#stack = larger;
    }
    this.#stack[this.#depth++] = value;
    this.#stack[this.#depth++] = to;
  }

  #set(slot: number, value: number): void {
    this.#push(this.#slots[slot] as number, -1 - slot);
    this.#slots[slot] = value;
  }

  /** From an instruction and a place to the next `accept`. What a failed way has saved is undone. */
  #run(pc: number, at: number): boolean {
    const { code, multiline } = this.#program;
    const floor = this.#depth;
    for (;;) {
      if (++this.#steps > this.#most)
        throw new TooManySteps(`more than ${this.#most} steps of ${this.#program.source}`);
      const instruction = code[pc] as Instruction;
      let fits = true;
      pc += 1;
      switch (instruction.op) {
        case 'char': {
          const width = this.#charAt(at, instruction);
          fits = width > 0;
          at += instruction.back ? -width : width;
          break;
        }
        case 'run': {
          let count = 0;
          for (; count < instruction.max; count++) {
            const width = this.#charAt(at, instruction);
            if (width === 0) break;
            if (count >= instruction.min) this.#push(at, pc);
            at += instruction.back ? -width : width;
          }
          this.#steps += count;
          fits = count >= instruction.min;
          break;
        }
        case 'split':
          this.#push(at, instruction.second);
          pc = instruction.first;
          break;
        case 'jump':
          pc = instruction.to;
          break;
        case 'save':
        case 'mark':
          this.#set(instruction.slot, at);
          break;
        case 'clear':
          this.#set(instruction.from, -1);
          this.#set(instruction.to, -1);
          break;
        case 'progress':
          fits = this.#slots[instruction.slot] !== at;
          break;
        case 'assert':
          fits = this.#asserts(instruction.kind, at, multiline);
          break;
        case 'look':
          fits = this.#looks(pc, at, instruction.negate);
          pc = instruction.to;
          break;
        case 'same': {
          const width = this.#sameAt(at, instruction);
          fits = width >= 0;
          at += instruction.back ? -width : width;
          break;
        }
        case 'accept':
          return true;
      }
      while (!fits) {
        if (this.#depth === floor) return false;
        const to = this.#stack[--this.#depth] as number;
        const value = this.#stack[--this.#depth] as number;
        if (to < 0) this.#slots[-1 - to] = value;
        else {
          pc = to;
          at = value;
          fits = true;
        }
      }
    }
  }

  /** Tried once: of what it saved only the undoing stays on the stack, its other ways do not. */
  #looks(pc: number, at: number, negate: boolean): boolean {
    const floor = this.#depth;
    const found = this.#run(pc, at);
    let kept = floor;
    if (negate) {
      while (this.#depth > floor) {
        const to = this.#stack[--this.#depth] as number;
        const value = this.#stack[--this.#depth] as number;
        if (to < 0) this.#slots[-1 - to] = value;
      }
      return !found;
    }
    for (let entry = floor; entry < this.#depth; entry += 2) {
      if ((this.#stack[entry + 1] as number) >= 0) continue;
      this.#stack[kept++] = this.#stack[entry] as number;
      this.#stack[kept++] = this.#stack[entry + 1] as number;
    }
    this.#depth = kept;
    return found;
  }

  /** Code units that the character takes, 0 where it does not fit. */
  #charAt(at: number, { accepts, back }: { accepts: (code: number) => boolean; back: boolean }): number {
    const text = this.#text;
    if (back ? at <= 0 : at >= text.length) return 0;
    const { unicode } = this.#program;
    if (unicode && (back ? at > 1 && isPairAt(text, at - 2) : isPairAt(text, at))) {
      return accepts(text.codePointAt(back ? at - 2 : at) as number) ? 2 : 0;
    }
    return accepts(text.charCodeAt(back ? at - 1 : at)) ? 1 : 0;
  }

  #asserts(kind: 'start' | 'end' | 'word' | 'not-word', at: number, multiline: boolean): boolean {
    const text = this.#text;
    if (kind === 'start') return at === 0 || (multiline && isLineEnd(text.charCodeAt(at - 1)));
    if (kind === 'end') return at === text.length || (multiline && isLineEnd(text.charCodeAt(at)));
    const isEdge = isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at));
    return isEdge === (kind === 'word');
  }

  /** Code units of the group's text that stand here again, -1 where they do not. */
  #sameAt(at: number, { groups, back }: Extract<Instruction, { op: 'same' }>): number {
    let [from, to] = [-1, -1];
    for (const group of groups) {
      if ((this.#slots[2 * group + 1] as number) < 0) continue;
      from = this.#slots[2 * group] as number;
      to = this.#slots[2 * group + 1] as number;
    }
    // A group that took no part is nothing, which is everywhere.
    if (from < 0 || to < 0) return 0;
    const start = back ? at - (to - from) : at;
    this.#steps += to - from;
    const here = start < 0 ? undefined : this.#text.slice(start, start + to - from);
    const there = this.#text.slice(from, to);
    const same = this.#program.ignoreCase ? here?.toLowerCase() === there.toLowerCase() : here === there;
    return same ? to - from : -1;
  }
}

function isPairAt(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
  );
}
