import { findCrashing } from './buckets.ts';
import { toPlaceName } from './crash-text.ts';
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
    const name = toPlaceName(frame);
    const same = stacks.every((stack) => stack[depth] !== undefined && toPlaceName(stack[depth]) === name);
    if (!same) break;
    shared.push(name);
  }
  return shared;
}
