import { toBuckets, toFrameKey } from './buckets.ts';
import type { Bucket, CrashLog } from './crash-log.ts';

/** One bucket on both sides of a comparison; a side without it counts 0. */
export interface BucketChange {
  change: 'new' | 'grown' | 'gone' | 'shrunk' | 'same';
  before: number;
  after: number;
  /** The later crash's where it has it. */
  bucket: Bucket;
  /** The functions are the same and lines differ: another build of the same code. */
  moved: boolean;
  /** Numbers of its goroutines that no goroutine of the earlier crash has. */
  newIds: number[];
}

export interface CrashDiff {
  sameReason: boolean;
  /** New ones first, then those that have grown, are gone, have become fewer; each by how many goroutines that are. */
  changes: BucketChange[];
}

/**
 * What became of the buckets from one crash to another. Buckets match by state and frames; what is
 * left over matches once more by state and functions alone, since lines move from build to build.
 */
export function diffCrashes(a: CrashLog, b: CrashLog): CrashDiff {
  const before = toBuckets(a.goroutines);
  const after = toBuckets(b.goroutines);
  const changes: BucketChange[] = [];
  const known = new Set(a.goroutines.map(({ id }) => id));
  const toNewIds = ({ goroutines }: Bucket): number[] =>
    goroutines.flatMap(({ id }) => (id === undefined || known.has(id) ? [] : [id]));
  for (const moved of [false, true]) {
    const waiting = new Map<string, Bucket[]>();
    for (const bucket of before) {
      const key = toKey(bucket, moved);
      waiting.set(key, [...(waiting.get(key) ?? []), bucket]);
    }
    for (const bucket of after.slice()) {
      const match = waiting.get(toKey(bucket, moved))?.shift();
      if (!match) continue;
      before.splice(before.indexOf(match), 1);
      after.splice(after.indexOf(bucket), 1);
      const change = toChange(match.count, bucket.count);
      changes.push({
        change,
        before: match.count,
        after: bucket.count,
        bucket,
        moved,
        newIds: toNewIds(bucket),
      });
    }
  }
  for (const bucket of after)
    changes.push({
      change: 'new',
      before: 0,
      after: bucket.count,
      bucket,
      moved: false,
      newIds: toNewIds(bucket),
    });
  for (const bucket of before)
    changes.push({ change: 'gone', before: bucket.count, after: 0, bucket, moved: false, newIds: [] });
  const order = ['new', 'grown', 'gone', 'shrunk', 'same'];
  changes.sort(
    (x, y) =>
      order.indexOf(x.change) - order.indexOf(y.change) ||
      Math.abs(y.after - y.before) - Math.abs(x.after - x.before),
  );
  return { sameReason: a.reason === b.reason && a.reasonKind === b.reasonKind, changes };
}

function toChange(before: number, after: number): BucketChange['change'] {
  if (before === after) return 'same';
  return after > before ? 'grown' : 'shrunk';
}

function toKey({ state, frames }: Bucket, functionsOnly: boolean): string {
  return [
    state,
    ...frames.map((frame) => (functionsOnly && frame.function !== '' ? frame.function : toFrameKey(frame))),
  ].join('\n');
}
