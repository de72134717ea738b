import { findCrashing } from './buckets.ts';
import type { CrashLog } from './crash-log.ts';

/**
 * The innermost frames that the crashing goroutines of several crashes have in common, by function:
 * the line within it may differ (`mallocgc` reaches `nextFree` from two places). Empty for fewer than two.
 */
export function sharedFrames(crashes: readonly CrashLog[]): string[] {
  if (crashes.length < 2) return [];
  const stacks = crashes.map((crash) => findCrashing(crash)?.frames ?? []);
  const [first = []] = stacks;
  const shared: string[] = [];
  for (const [depth, frame] of first.entries()) {
    if (!stacks.every((stack) => stack[depth]?.function === frame.function)) break;
    shared.push(frame.function);
  }
  return shared;
}
