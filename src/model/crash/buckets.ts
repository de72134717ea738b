import type { Bucket, CrashLog, Frame, Goroutine } from './crash-log.ts';
import { type SharedStack, StackedGoroutine } from './shared-stack.ts';

/**
 * Goroutines with the same state, the same frames (function, file and line; arguments differ from one
 * to the next) and the same creator, folded into one. The goroutine that crashed comes first, then by
 * count, then as in the log.
 */
export function toBuckets(goroutines: readonly Goroutine[]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  const stacks = new StackNumbers();
  /** By stack: the bucket of the last goroutine that had it, which is mostly the next one's too. */
  const last: (Bucket | undefined)[] = [];
  for (const goroutine of goroutines) {
    const stack = stacks.numberOf(goroutine);
    let bucket = last[stack];
    if (!bucket || !isAlike(bucket.goroutines[0]!, goroutine)) {
      const key = toKey(goroutine, stack);
      bucket = buckets.get(key);
      if (!bucket) buckets.set(key, (bucket = toBucket(goroutine)));
      last[stack] = bucket;
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

/** One for goroutines such as this, without any. */
function toBucket({ state, thread, frames, createdBy, waitMinutes }: Goroutine): Bucket {
  return {
    count: 0,
    state,
    thread,
    frames,
    goroutines: [],
    createdBy,
    waitMinutes: { min: waitMinutes, max: waitMinutes },
  };
}

/** Of two with the same stack, whether they have the same key. */
function isAlike(a: Goroutine, b: Goroutine): boolean {
  return (
    a.state === b.state &&
    a.thread === b.thread &&
    a.createdBy?.function === b.createdBy?.function &&
    a.stackUnavailable === b.stackUnavailable &&
    (a.elided !== 0) === (b.elided !== 0)
  );
}

function toKey({ state, thread, createdBy, elided, stackUnavailable }: Goroutine, stack: number): string {
  return [state, thread, createdBy?.function ?? '', stackUnavailable, elided !== 0, stack].join('\n');
}

/** A number for each stack, by the places of its frames. */
class StackNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #shared = new Map<SharedStack, number>();

  numberOf(goroutine: Goroutine): number {
    const stack = StackedGoroutine.stackOf(goroutine);
    if (!stack) return this.#find(goroutine.frames.map(toFrameKey).join('\n'));
    let number = this.#shared.get(stack);
    if (number === undefined) {
      number = this.#find(stack.places);
      this.#shared.set(stack, number);
    }
    return number;
  }

  #find(places: string): number {
    const number = this.#numbers.get(places) ?? this.#numbers.size;
    this.#numbers.set(places, number);
    return number;
  }
}

// After a signal the runtime begins with whatever thread got it: idle, waiting for work.
function mayHaveCrashed(state: string): boolean {
  return state === 'running' || state === 'runtime stack' || state === 'syscall' || state === '';
}
