import type { CharSet } from './char-set.ts';
import { type Node, parsePattern, type PatternError, type Place } from './parse.ts';
import { isAt, readPattern } from './pattern.ts';

/** Where an expression matches a text: the leftmost place, and what is tried first there. */
interface Found {
  /** Indexes into the text, the second one exclusive. */
  start: number;
  end: number;
  /** What the first brackets of the expression matched; undefined where there are none, or they matched nothing. */
  group: string | undefined;
}

/**
 * Finds an expression in a text, in a time that grows with the text's length times the expression's.
 *
 * @param from what is before it is looked at for the beginning of a word alone
 */
export type Finder = (text: string, from?: number) => Found | undefined;

/** The finder of an expression in Go's syntax, or why it is none, and where that was seen. */
export function toFinder(source: string): Finder | Pick<PatternError, 'fault' | 'at'> {
  // It also sees what would come to too much, repetitions of nothing among it.
  const checked = readPattern(source);
  if ('fault' in checked) return checked;
  const steps: Step[] = [{ kind: 'save', slot: 0 }];
  compile(parsePattern(source), steps);
  steps.push({ kind: 'save', slot: 1 }, { kind: 'match' });
  return (text, from = 0) => run(steps, text, from);
}

type Step =
  | { kind: 'char'; set: CharSet }
  | { kind: 'place'; place: Place }
  /** Goes on at both; the first is tried before the second. */
  | { kind: 'fork'; first: number; second: number }
  /** Remembers the position: 0 and 1 of the whole, 2 and 3 of the first brackets. */
  | { kind: 'save'; slot: number }
  | { kind: 'match' };

function compile(node: Node, steps: Step[]): void {
  switch (node.kind) {
    case 'char':
    case 'place':
      steps.push(node);
      break;
    case 'all':
      for (const part of node.parts) compile(part, steps);
      break;
    case 'group':
      if (node.number === 1) steps.push({ kind: 'save', slot: 2 });
      compile(node.of, steps);
      if (node.number === 1) steps.push({ kind: 'save', slot: 3 });
      break;
    case 'any':
      compileAny(node.parts, steps);
      break;
    case 'repeat':
      compileRepeat(node, steps);
  }
}

function compileAny(parts: readonly Node[], steps: Step[]): void {
  const ends: number[] = [];
  parts.forEach((part, index) => {
    const isLast = index === parts.length - 1;
    const fork = steps.length;
    if (!isLast) steps.push({ kind: 'fork', first: fork + 1, second: 0 });
    compile(part, steps);
    if (isLast) return;
    ends.push(steps.length);
    steps.push({ kind: 'fork', first: 0, second: 0 });
    steps[fork] = { kind: 'fork', first: fork + 1, second: steps.length };
  });
  for (const end of ends) steps[end] = { kind: 'fork', first: steps.length, second: steps.length };
}

function compileRepeat({ of, least, most, lazy }: Extract<Node, { kind: 'repeat' }>, steps: Step[]): void {
  const toFork = (on: number, over: number): Step =>
    lazy ? { kind: 'fork', first: over, second: on } : { kind: 'fork', first: on, second: over };
  for (let time = 0; time < least; time++) compile(of, steps);
  const forks: number[] = [];
  for (let time = least; time < (most === Infinity ? least + 1 : most); time++) {
    forks.push(steps.length);
    steps.push({ kind: 'match' });
    compile(of, steps);
  }
  if (most === Infinity) {
    const fork = forks[0] as number;
    steps.push({ kind: 'fork', first: fork, second: fork });
  }
  for (const fork of forks) steps[fork] = toFork(fork + 1, steps.length);
}

/** A way through the steps, and the positions it has remembered. */
interface Thread {
  step: number;
  saved: readonly number[];
}

/** All ways at once, those tried first before the others (Pike's way of doing it). */
function run(steps: readonly Step[], text: string, from: number): Found | undefined {
  const reached = new Int32Array(steps.length).fill(-1);
  let threads: Thread[] = [];
  let found: readonly number[] | undefined;
  let previous = from > 0 ? (text.codePointAt(from - 1) ?? -1) : -1;
  for (let at = from; ;) {
    const code = text.codePointAt(at) ?? -1;
    const here: Thread[] = [];
    // A way that begins here comes after all that began before it, and not at all once one has matched.
    const starts = found ? threads : [...threads, { step: 0, saved: [] }];
    for (const thread of starts) {
      const match = follow(steps, thread, { at, previous, next: code }, reached, here);
      if (!match) continue;
      // What would be tried after it is not tried.
      found = match;
      break;
    }
    if (code < 0 || (here.length === 0 && found)) break;
    threads = here.flatMap(({ step, saved }) =>
      (steps[step] as Extract<Step, { kind: 'char' }>).set(code) ? [{ step: step + 1, saved }] : [],
    );
    previous = code;
    at += code > 0xffff ? 2 : 1;
  }
  if (!found) return undefined;
  const [start = 0, end = 0, open, close] = found;
  const group = open === undefined || close === undefined ? undefined : text.slice(open, close);
  return { start, end, group };
}

interface At {
  at: number;
  previous: number;
  next: number;
}

/** Adds to `here` the characters that may come next, by the order in which they are tried; what was remembered where it matches. */
function follow(
  steps: readonly Step[],
  thread: Thread,
  { at, previous, next }: At,
  reached: Int32Array,
  here: Thread[],
): readonly number[] | undefined {
  const open = [thread];
  for (let one = open.pop(); one; one = open.pop()) {
    const { step: index, saved } = one;
    if (reached[index] === at) continue;
    reached[index] = at;
    const step = steps[index] as Step;
    if (step.kind === 'match') return saved;
    if (step.kind === 'char') here.push(one);
    else if (step.kind === 'fork') open.push({ step: step.second, saved }, { step: step.first, saved });
    else if (step.kind === 'save') open.push({ step: index + 1, saved: withSaved(saved, step.slot, at) });
    else if (isAt(step.place, previous, next)) open.push({ step: index + 1, saved });
  }
  return undefined;
}

function withSaved(saved: readonly number[], slot: number, at: number): readonly number[] {
  const next = [...saved];
  next[slot] = at;
  return next;
}
