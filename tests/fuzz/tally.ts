/** A run that took more than others of its target. */
export interface Heavy {
  run: number;
  /** Milliseconds, or bytes above an idle process. */
  value: number;
  /** What it was given, unpacked. */
  inputBytes: number;
}

/** What came of the runs of one target. */
export interface Tally {
  runs: number;
  /** Of which something was read; the others were refused in words. */
  read: number;
  redacted: number;
  bytes: number;
  /** The slowest by the clock, and those that held most memory; the most first. */
  slowest: Heavy[];
  largest: Heavy[];
}

/** By target. */
export type Tallies = Record<string, Tally>;

/** So many of each are kept: by the clock a run may be slow for what the machine does besides. */
const kept = 3;

export function tallyOf(tallies: Tallies, target: string): Tally {
  return (tallies[target] ??= { runs: 0, read: 0, redacted: 0, bytes: 0, slowest: [], largest: [] });
}

export function keepMost(list: Heavy[], ...more: Heavy[]): void {
  list.push(...more);
  list.sort((a, b) => b.value - a.value || a.run - b.run);
  list.length = Math.min(list.length, kept);
}

/** Adds what another process or shard counted. */
export function addTallies(all: Tallies, more: Tallies): void {
  for (const [target, { slowest, largest, ...counts }] of Object.entries(more)) {
    const tally = tallyOf(all, target);
    for (const key of ['runs', 'read', 'redacted', 'bytes'] as const) tally[key] += counts[key];
    keepMost(tally.slowest, ...slowest);
    keepMost(tally.largest, ...largest);
  }
}
