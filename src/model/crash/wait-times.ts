import type { Goroutine } from './crash-log.ts';

/** So many goroutines in a state have waited so long. */
export interface WaitCount {
  state: string;
  minutes: number;
  count: number;
}

/**
 * Goroutines by state and minutes waited. The runtime times a wait from the first collection of garbage
 * that sees it, and says nothing below one minute: 0 means not known to have waited.
 */
export function countWaits(goroutines: readonly Goroutine[]): WaitCount[] {
  const counts = new Map<string, WaitCount>();
  for (const { state, waitMinutes, count } of goroutines) {
    const key = `${waitMinutes} ${state}`;
    const entry = counts.get(key);
    if (entry) entry.count += count;
    else counts.set(key, { state, minutes: waitMinutes, count });
  }
  return [...counts.values()].toSorted((a, b) => b.minutes - a.minutes || b.count - a.count);
}
