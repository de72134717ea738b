import type { LineTable } from './line-table.ts';
import { BLANK, CALL, CREATED, HEADER, POSITION, type PlainLines } from './plain-lines.ts';

/** Goroutines one below the other that are nothing but a header and frames, from where to where; by line, from 0. */
interface PlainRun {
  /** Where each begins, with its header; and behind the last the line that would begin the next. */
  starts: number[];
}

/** Some of a run that need not be read to know what is said of those around them: from which to which. */
export interface Gap {
  run: PlainRun;
  from: number;
  to: number;
}

/**
 * So many lines on both sides of what is left out are read as any log's. Nobody looks further ahead or
 * back than that: see Lookahead's horizon, and mostEarly of the traceback.
 */
const MARGIN = 1200;
/** Fewer are not worth it. */
const LEAST = 100;
/** Up to this number of a goroutine all have a place in a list. */
const LARGE = 2 ** 20;

/** What of a log can be left to be read by its bytes. */
export function findGaps({ ids: entries, count }: LineTable, lines: PlainLines): Gap[] {
  const { kinds, ids, widths } = lines;
  const kindAt = (line: number) => (line < count ? kinds[entries[line]!]! : -1);
  const gaps: Gap[] = [];
  let widest = 0;
  let widestAt = -1;
  let run: PlainRun = { starts: [] };
  const known = new Known(ids);
  /** Of the run: what has to be read all the same. */
  let pinned: number[] = [];

  const close = (end: number): void => {
    if (run.starts.length > 0) {
      run.starts.push(end);
      gaps.push(...toGaps(run, pinned));
    }
    run = { starts: [] };
    known.clear();
    pinned = [];
  };

  for (let line = 0; line < count;) {
    const end = kindAt(line) === HEADER ? findEnd(line, kindAt) : -1;
    if (end < 0) {
      close(line);
      line++;
      continue;
    }
    const id = ids[entries[line]!]!;
    const before = known.get(id);
    if (before >= 0) {
      // Another dump of the same program: whoever reads it must have met the first of that number.
      pinned.push(before);
      close(line);
    }
    known.set(id, run.starts.length);
    for (let at = line; at < end; at++) {
      const width = widths[entries[at]!]!;
      if (width <= widest) continue;
      widest = width;
      widestAt = line;
    }
    run.starts.push(line);
    line = end + 1;
  }
  close(count);
  return gaps.flatMap((gap) => withoutLine(gap, widestAt));
}

/** The blank line below a goroutine that begins there; -1 where it is no plain one. */
function findEnd(header: number, kindAt: (line: number) => number): number {
  let line = header + 1;
  while (kindAt(line) === CALL && kindAt(line + 1) === POSITION) line += 2;
  if (line === header + 1) return -1;
  if (kindAt(line) === CREATED && kindAt(line + 1) === POSITION) line += 2;
  return kindAt(line) === BLANK ? line : -1;
}

function toGaps(run: PlainRun, pinned: readonly number[]): Gap[] {
  const { starts } = run;
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  let from = 0;
  while (from < starts.length - 1 && starts[from]! - first < MARGIN) from++;
  let to = starts.length - 1;
  while (to > from && last - starts[to]! < MARGIN) to--;
  const gaps: Gap[] = [];
  for (const pin of [...pinned.toSorted((a, b) => a - b), to]) {
    const end = Math.min(pin, to);
    if (end - from >= LEAST) gaps.push({ run, from, to: end });
    from = Math.max(from, pin + 1);
  }
  return gaps;
}

/** How wide the widest line is tells where a terminal wrapped others: its goroutine is read. */
function withoutLine(gap: Gap, header: number): Gap[] {
  const { run, from, to } = gap;
  const at = run.starts.indexOf(header);
  if (at < from || at >= to) return [gap];
  return [
    { run, from, to: at },
    { run, from: at + 1, to },
  ].filter((part) => part.to > part.from);
}

/** Which goroutine of a run has a number. */
class Known {
  /** By number: one more than the place in all runs; a run's are those beyond `base`. Numbers are small, as a rule. */
  readonly #places: Uint32Array | Map<number, number>;
  #base = 0;
  #most = 0;

  constructor(ids: Float64Array) {
    const greatest = ids.reduce((most, id) => Math.max(most, id), 0);
    this.#places = greatest < LARGE ? new Uint32Array(greatest + 1) : new Map<number, number>();
  }

  get(id: number): number {
    const place = (this.#places instanceof Map ? this.#places.get(id) : this.#places[id]) ?? 0;
    return place > this.#base ? place - this.#base - 1 : -1;
  }

  set(id: number, at: number): void {
    const place = this.#base + at + 1;
    this.#most = Math.max(this.#most, place);
    if (this.#places instanceof Map) this.#places.set(id, place);
    else this.#places[id] = place;
  }

  clear(): void {
    this.#base = this.#most;
  }
}
