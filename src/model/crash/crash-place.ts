import { findCrashing, toBuckets } from './buckets.ts';
import type { CrashLog, Frame } from './crash-log.ts';

/**
 * Where a crash comes from: the first frame of the user's own code below the last `panic(` of the
 * goroutine that crashed (those above it are of deferred functions, which ran because of the panic);
 * where the log has no such call, of its first bucket. For a data race it is of the first access.
 * Undefined where none of these is the user's.
 */
export function findPlace(crash: CrashLog): Frame | undefined {
  if (crash.goroutines.length === 0) {
    return findOwn(crash.races[0]?.accesses.flatMap(({ frames }) => frames) ?? []);
  }
  const crashing = findCrashing(crash)?.frames ?? [];
  const below = crashing.findLastIndex(isPanicCall);
  if (below >= 0) return findOwn(crashing.slice(below + 1));
  return findOwn(findFirstStack(crash));
}

/** The call that a panic makes: what is above it was deferred and ran because of it. */
export function isPanicCall({ function: name, file }: Frame): boolean {
  if (name === 'panic' || name === 'runtime.gopanic') return true;
  // A list of gin's leaves the packages out, `gopanic` in runtime/panic.go; zerolog's the folders too, and
  // klog's of old has files alone.
  return (
    (name === 'gopanic' || name === '') &&
    file !== undefined &&
    /(?:^|[\\/]runtime[\\/]|^runtime[\\/])panic\.go$/.test(file)
  );
}

/** Of the first bucket; a thread that threw stands before the goroutine that it ran, which comes next. */
function findFirstStack(crash: CrashLog): Frame[] {
  const buckets = toBuckets(crash.goroutines);
  const [first] = buckets;
  if (!first) return [];
  if (!first.thread || findOwn(first.frames)) return first.frames;
  return (
    buckets.find(({ thread, state }) => !thread && (state === 'running' || state === 'syscall'))?.frames ?? []
  );
}

function findOwn(frames: readonly Frame[]): Frame | undefined {
  return frames.find(({ owner }) => owner === 'user');
}
