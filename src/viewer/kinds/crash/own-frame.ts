import type { Frame } from '#model/crash/crash-log.ts';
import { isPanicCall } from '#model/crash/crash-place.ts';

/**
 * The frame that names a stack: the first of the user's own code, below the last `panic(` where there is
 * one, else the innermost. What stands above a `panic(` was deferred and ran because of it.
 */
export function findOwnFrame(frames: readonly Frame[]): Frame | undefined {
  const start = countDeferred(frames);
  for (let at = start; at < frames.length; at++) if (frames[at]!.owner === 'user') return frames[at];
  return frames[start] ?? frames[0];
}

/** How many of the innermost frames are those of deferred functions and of the panic itself. */
export function countDeferred(frames: readonly Frame[]): number {
  return frames.findLastIndex(isPanicCall) + 1;
}
