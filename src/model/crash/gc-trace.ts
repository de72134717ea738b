/**
 * One collection of Go's garbage collector, as `GODEBUG=gctrace=1` prints it. What the numbers are is
 * said in the package documentation of runtime: https://pkg.go.dev/runtime#hdr-Environment_Variables.
 */
export interface Collection {
  /**
   * Which program of the log it belongs to, from 1: a restarted program counts its collections from 1 again.
   */
  run: number;
  /** Number of the collection as the runtime counts, from 1. */
  number: number;
  /** Line of the log, from 1. */
  line: number;
  /** Seconds since the program started. */
  atSeconds: number;
  /** Percent of all processor time spent on collecting since the program started, a whole number. */
  cpuPercent: number;
  /** Wall-clock milliseconds the program was stopped to finish sweeping. */
  sweepStopMs: number;
  /** Wall-clock milliseconds of concurrent marking. */
  markMs: number;
  /** Wall-clock milliseconds the program was stopped to finish marking. */
  markStopMs: number;
  /** Milliseconds of CPU, over all processors. */
  cpuMs: { sweepStop: number; assist: number; background: number; idle: number; markStop: number };
  /** Heap in MiB at the start, at the end of marking, and the live part of it. */
  heapMib: { start: number; end: number; live: number };
  /** Goal for the heap, in MiB. */
  goalMib: number;
  /** MiB of stacks scanned; printed since Go 1.18. */
  stacksMib: number | undefined;
  /** MiB of globals scanned, likewise. */
  globalsMib: number | undefined;
  /** Number of processors used (GOMAXPROCS). */
  processors: number;
  /** Forced: the program called runtime.GC(). */
  forced: boolean;
}

const decimal = String.raw`(\d+(?:\.\d+)?)`;

// `gc 18 @0.093s 14%: 0.16+1.7+0.002 ms clock, 0.33+0/0.19/1.5+0.004 ms cpu, 9->9->8 MB, 19 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)`
// Before Go 1.18 without stacks and globals. Behind whatever a logger puts before a line, or a colour.
const collection = new RegExp(
  String.raw`(?:^|[^\w.]|\u001b\[[\d;]{0,20}m)gc (\d+) @${decimal}s (\d+)%(?: \(checking for goroutine leaks\))?: ` +
    String.raw`${decimal}\+${decimal}\+${decimal} ms clock, ` +
    String.raw`${decimal}\+${decimal}/${decimal}/${decimal}\+${decimal} ms cpu, ` +
    String.raw`(\d+)->(\d+)->(\d+) MB, (\d+) MB goal, ` +
    String.raw`(?:(\d+) MB stacks, (\d+) MB globals, )?(\d+) P( \(forced\))?`,
);

/** What every such line has; most lines of a log are of other things, and there may be millions. */
const mark = ' ms clock, ';

/** Fewer characters than any such line has. */
const shortest = 60;

/** The collections that a log holds, in its order; none where it holds none. */
export function findCollections(lines: readonly string[]): Collection[] {
  const found: Collection[] = [];
  let run = 0;
  lines.forEach((text, index) => {
    if (text.length < shortest || !text.includes(mark)) return;
    const read = readCollection(text, index + 1);
    if (!read) return;
    const before = found.at(-1);
    if (!before || read.number <= before.number) run++;
    found.push({ ...read, run });
  });
  return found;
}

/** Those of each program of the log, in the order of the runs. */
export function toRuns(collections: readonly Collection[]): Collection[][] {
  const runs: Collection[][] = [];
  for (const one of collections) (runs[one.run - 1] ??= []).push(one);
  return runs;
}

/** The place of the run that has the most collections, the first of them; 0 where there is none. */
export function findLongestRun(runs: readonly (readonly Collection[])[]): number {
  return runs.reduce((best, one, at) => (one.length > runs[best]!.length ? at : best), 0);
}

/** Whether a text has a line of a collection in it. */
export function hasCollection(text: string): boolean {
  return text.includes(mark) && collection.test(text);
}

function readCollection(text: string, line: number): Omit<Collection, 'run'> | undefined {
  const match = collection.exec(text);
  if (!match) return undefined;
  const at = (group: number): number => Number(match[group]);
  const atOr = (group: number): number | undefined => (match[group] === undefined ? undefined : at(group));
  return {
    number: at(1),
    line,
    atSeconds: at(2),
    cpuPercent: at(3),
    sweepStopMs: at(4),
    markMs: at(5),
    markStopMs: at(6),
    cpuMs: { sweepStop: at(7), assist: at(8), background: at(9), idle: at(10), markStop: at(11) },
    heapMib: { start: at(12), end: at(13), live: at(14) },
    goalMib: at(15),
    stacksMib: atOr(16),
    globalsMib: atOr(17),
    processors: at(18),
    forced: match[19] !== undefined,
  };
}

/** What many collections come to. */
export interface CollectionSums {
  count: number;
  forced: number;
  /** Milliseconds for which the program stood still: over all, and at once, with the line of it. */
  stoppedMs: number;
  longestStop: { ms: number; line: number };
  /** The most that was alive after one, and the largest heap, in MiB. */
  mostLiveMib: number;
  largestHeapMib: number;
}

export function sumCollections(collections: readonly Collection[]): CollectionSums {
  const sums: CollectionSums = {
    count: collections.length,
    forced: 0,
    stoppedMs: 0,
    longestStop: { ms: 0, line: 0 },
    mostLiveMib: 0,
    largestHeapMib: 0,
  };
  for (const { forced, sweepStopMs, markStopMs, heapMib, line } of collections) {
    if (forced) sums.forced++;
    sums.stoppedMs += sweepStopMs + markStopMs;
    const longest = Math.max(sweepStopMs, markStopMs);
    if (longest > sums.longestStop.ms) sums.longestStop = { ms: longest, line };
    sums.mostLiveMib = Math.max(sums.mostLiveMib, heapMib.live);
    sums.largestHeapMib = Math.max(sums.largestHeapMib, heapMib.end);
  }
  return sums;
}
