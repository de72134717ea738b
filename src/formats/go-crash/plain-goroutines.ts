import type { CrashLog, Frame, Goroutine } from '#model/crash/crash-log.ts';
import { type SharedStack, StackedGoroutine } from '#model/crash/shared-stack.ts';
import { toOwner } from '#model/owner.ts';
import { readLine, type ReadLine } from './line-patterns.ts';
import type { LineTable } from './line-table.ts';
import { CREATED, PlainLines } from './plain-lines.ts';
import { findGaps, type Gap } from './plain-runs.ts';
import { readFrame, toPlace } from './read-frame.ts';

/**
 * Of a log with a dump of very many goroutines: those whose lines need not be looked at one by one, since
 * they are all of the plainest form. The lines around them are read as any log's, and what they are
 * found to be then says where these belong.
 */
export class PlainGoroutines {
  readonly #table: LineTable;
  readonly #texts: readonly string[];
  readonly #lines: PlainLines;
  readonly #gaps: readonly Gap[];
  readonly #stacks: StackTable;
  readonly #creators = new Map<number, Map<number, NonNullable<Goroutine['createdBy']>>>();

  private constructor(table: LineTable, texts: readonly string[], lines: PlainLines, gaps: readonly Gap[]) {
    this.#table = table;
    this.#texts = texts;
    this.#lines = lines;
    this.#gaps = gaps;
    this.#stacks = new StackTable(lines, texts);
  }

  /** Undefined where there are none. */
  static find(table: LineTable, texts: readonly string[]): PlainGoroutines | undefined {
    if (!table.isKnown || table.count < leastLines) return undefined;
    const lines = new PlainLines(table);
    const gaps = findGaps(table, lines);
    return gaps.length > 0 ? new PlainGoroutines(table, texts, lines, gaps) : undefined;
  }

  /** The other lines, by their index. */
  othersOf(): { lines: string[]; indices: number[] } {
    const lines: string[] = [];
    const indices: number[] = [];
    let at = 0;
    const takeTo = (end: number) => {
      for (; at < end; at++) {
        lines.push(this.#texts[at]!);
        indices.push(at);
      }
    };
    for (const { run, from, to } of this.#gaps) {
      takeTo(run.starts[from]!);
      at = run.starts[to]!;
    }
    takeTo(this.#table.count);
    return { lines, indices };
  }

  /**
   * Puts the goroutines where they belong.
   *
   * @param crashes what the other lines were read as
   * @returns false where it is not sure that all lines together would have been read like that; then
   *   nothing has been changed
   */
  fill(crashes: readonly CrashLog[]): boolean {
    const filled = new Map<CrashLog, Gap[]>();
    const placeOf = new Map<number, { crash: CrashLog; at: number }>();
    for (const crash of crashes) {
      crash.goroutines.forEach(({ line }, at) => placeOf.set(line, { crash, at }));
    }
    for (const gap of this.#gaps) {
      const { starts } = gap.run;
      const before = placeOf.get(starts[gap.from - 1]! + 1);
      const after = placeOf.get(starts[gap.to]! + 1);
      if (!before || before.crash !== after?.crash || before.at + 1 !== after.at) return false;
      const gaps = filled.get(before.crash) ?? [];
      gaps.push(gap);
      filled.set(before.crash, gaps);
    }
    if (![...filled].every(([crash, gaps]) => this.#areUnlike(crash, gaps))) return false;
    for (const [crash, gaps] of filled) this.#fillCrash(crash, gaps);
    return true;
  }

  /** A number that comes again is the beginning of another dump. */
  #areUnlike({ goroutines }: CrashLog, gaps: readonly Gap[]): boolean {
    // Frames without a header have none, threads have 0; neither is ever another dump's beginning.
    const ids = goroutines.flatMap(({ id }) => id || []);
    for (const { run, from, to } of gaps) {
      for (let at = from; at < to; at++) ids.push(this.#idAt(run.starts[at]!));
    }
    const sorted = Float64Array.from(ids).sort();
    return sorted.every((id, at) => at === 0 || id !== sorted[at - 1]);
  }

  #idAt(line: number): number {
    return this.#lines.ids[this.#table.ids[line]!]!;
  }

  #fillCrash(crash: CrashLog, gaps: readonly Gap[]): void {
    const all: Goroutine[] = [];
    let next = 0;
    for (const goroutine of crash.goroutines) {
      const gap = gaps[next];
      if (gap && goroutine.line === gap.run.starts[gap.to]! + 1) {
        next++;
        for (let at = gap.from; at < gap.to; at++) {
          all.push(this.#toGoroutine(gap.run.starts[at]!, gap.run.starts[at + 1]! - 1));
        }
      }
      all.push(goroutine);
    }
    crash.goroutines = all;
  }

  /** @param end the blank line below it */
  #toGoroutine(header: number, end: number): Goroutine {
    const entries = this.#table.ids;
    const { kinds, values, headers } = this.#lines;
    const facts = headers[values[entries[header]!]!]!;
    const hasCreator = kinds[entries[end - 2]!] === CREATED;
    const createdBy = hasCreator ? this.#toCreator(end - 2) : undefined;
    const stack = this.#stacks.find(entries, header + 1, hasCreator ? end - 2 : end);
    return new StackedGoroutine(facts, { id: this.#idAt(header), createdBy, line: header + 1 }, stack);
  }

  #toCreator(line: number): NonNullable<Goroutine['createdBy']> {
    const [created, position] = [this.#table.ids[line]!, this.#table.ids[line + 1]!];
    let byPosition = this.#creators.get(created);
    if (!byPosition) this.#creators.set(created, (byPosition = new Map()));
    let creator = byPosition.get(position);
    if (!creator) {
      const [name = '', id] = readLine(this.#texts[line]!).groups;
      const [file, fileLine, offset] = readLine(this.#texts[line + 1]!).groups;
      const place = toPlace(name, file, fileLine);
      creator = {
        ...place,
        owner: toOwner(place),
        goroutine: id === undefined ? undefined : Number(id),
        offset: offset && `+${offset}`,
        line: 0,
      };
      byPosition.set(position, creator);
    }
    return { ...creator, line: line + 1 };
  }
}

/** Shorter logs are read as they are. */
const leastLines = 5000;

/** The stacks that differ, by the places of their frames. */
class StackTable {
  readonly #lines: PlainLines;
  readonly #texts: readonly string[];
  readonly #byHash = new Map<number, Stack[]>();
  readonly #read = new Map<string, ReadLine>();

  constructor(lines: PlainLines, texts: readonly string[]) {
    this.#lines = lines;
    this.#texts = texts;
  }

  /** Of the calls and positions in these lines. */
  find(entries: Uint32Array, from: number, to: number): SharedStack {
    const { values } = this.#lines;
    let hash = to - from;
    for (let line = from; line < to; line++) {
      hash = Math.imul(hash ^ values[entries[line]!]!, 0x9e37_79b1);
      hash ^= hash >>> 15;
    }
    const alike = this.#byHash.get(hash) ?? [];
    if (alike.length === 0) this.#byHash.set(hash, alike);
    for (const stack of alike) if (isSame(stack.values, values, entries, from, to)) return stack;
    const stack = this.#toStack(
      Uint32Array.from({ length: to - from }, (_, at) => values[entries[from + at]!]!),
    );
    // Numbers that share a hash can be made; to have a stack several times is no harm.
    if (alike.length < 16) alike.push(stack);
    return stack;
  }

  #toStack(values: Uint32Array): Stack {
    const { names, places } = this.#lines;
    const texts: string[] = [];
    for (let at = 0; at < values.length; at += 2)
      texts.push(`${names[values[at]!]!}\n${places[values[at + 1]!]!}`);
    return {
      values,
      places: texts.join('\n'),
      framesBelow: (line) => this.#toFrames(line, values.length / 2),
    };
  }

  #toFrames(header: number, count: number): Frame[] {
    return Array.from({ length: count }, (_, at) => {
      const call = header + 2 * at;
      const text = this.#texts[call + 1]!;
      let position = this.#read.get(text);
      if (!position) this.#read.set(text, (position = readLine(text)));
      return readFrame(readLine(this.#texts[call]!).groups, position.groups, call + 1);
    });
  }
}

interface Stack extends SharedStack {
  /** Name and place of each frame, as PlainLines numbers them. */
  values: Uint32Array;
}

function isSame(
  known: Uint32Array,
  values: Uint32Array,
  entries: Uint32Array,
  from: number,
  to: number,
): boolean {
  if (known.length !== to - from) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== values[entries[from + at]!]) return false;
  return true;
}
