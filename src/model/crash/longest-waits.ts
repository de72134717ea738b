import { toBuckets } from './buckets.ts';
import type { Bucket, Frame, Goroutine } from './crash-log.ts';

/** Code of the user's own; what `go test` generates around it only waits for the tests. */
function isOwn({ owner, file }: Frame): boolean {
  return owner === 'user' && file !== '_testmain.go';
}

/**
 * The buckets that have waited longest, for a program that hangs: those with code of the user's own
 * before those without, then by the longest wait of one of them. Threads, and what is not known to have
 * waited a minute, are left out.
 */
export function findLongestWaits(goroutines: readonly Goroutine[], most = 3): Bucket[] {
  const hasOwn = ({ frames }: Bucket): number => (frames.some(isOwn) ? 1 : 0);
  return toBuckets(goroutines.filter(({ thread, waitMinutes }) => !thread && waitMinutes > 0))
    .toSorted((a, b) => hasOwn(b) - hasOwn(a) || b.waitMinutes.max - a.waitMinutes.max || b.count - a.count)
    .slice(0, most);
}
