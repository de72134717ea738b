import type { Bucket, CrashLog, Frame, Goroutine } from './crash-log.ts';

/**
 * Goroutines with the same state, the same frames (function, file and line; arguments differ from one
 * to the next) and the same creator, folded into one. The goroutine that crashed comes first, then by
 * count, then as in the log.
 */
export function toBuckets(goroutines: readonly Goroutine[]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const goroutine of goroutines) {
    const key = toKey(goroutine);
    const bucket = buckets.get(key);
    if (!bucket) {
      buckets.set(key, {
        count: goroutine.count,
        state: goroutine.state,
        thread: goroutine.thread,
        frames: goroutine.frames,
        goroutines: [goroutine],
        createdBy: goroutine.createdBy,
        waitMinutes: { min: goroutine.waitMinutes, max: goroutine.waitMinutes },
      });
      continue;
    }
    bucket.count += goroutine.count;
    bucket.goroutines.push(goroutine);
    bucket.waitMinutes.min = Math.min(bucket.waitMinutes.min, goroutine.waitMinutes);
    bucket.waitMinutes.max = Math.max(bucket.waitMinutes.max, goroutine.waitMinutes);
  }
  const [first, ...rest] = buckets.values();
  if (!first) return [];
  if (mayHaveCrashed(first.state)) return [first, ...rest.toSorted((a, b) => b.count - a.count)];
  return [first, ...rest].toSorted((a, b) => b.count - a.count);
}

/** How many goroutines these are, threads left out. */
export function countGoroutines(goroutines: readonly Goroutine[]): number {
  return goroutines.reduce((sum, { thread, count }) => (thread ? sum : sum + count), 0);
}

/** How many of these are threads: `goroutine 0` and `runtime stack:`. */
export function countThreads(goroutines: readonly Goroutine[]): number {
  return goroutines.reduce((sum, { thread, count }) => (thread ? sum + count : sum), 0);
}

/** How many goroutines are in each state, most first, then by name. */
export function countStates(goroutines: readonly Goroutine[]): { state: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { state, count } of goroutines) counts.set(state, (counts.get(state) ?? 0) + count);
  return [...counts]
    .map(([state, count]) => ({ state, count }))
    .toSorted((a, b) => b.count - a.count || a.state.localeCompare(b.state, 'en'));
}

/** The goroutine that a crash is about: the first that has frames. The runtime prints it first. */
export function findCrashing(crash: CrashLog): Goroutine | undefined {
  return crash.goroutines.find(({ frames }) => frames.length > 0) ?? crash.goroutines[0];
}

/** The place of a frame, for comparing: its function, file and line. */
export function toFrameKey(frame: Frame): string {
  return `${frame.function}\n${frame.file ?? ''}:${frame.fileLine ?? ''}`;
}

function toKey({ state, thread, frames, createdBy, elided, stackUnavailable }: Goroutine): string {
  const stack = frames.map(toFrameKey).join('\n');
  return [state, thread, createdBy?.function ?? '', stackUnavailable, elided !== 0, stack].join('\n');
}

// After a signal the runtime begins with whatever thread got it: idle, waiting for work.
function mayHaveCrashed(state: string): boolean {
  return state === 'running' || state === 'runtime stack' || state === 'syscall' || state === '';
}
