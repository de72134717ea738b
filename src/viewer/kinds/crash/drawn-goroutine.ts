import { findCrashing } from '#model/crash/buckets.ts';
import type { CrashLog, Goroutine } from '#model/crash/crash-log.ts';
import { findCrashGuide } from '#model/crash/crash-reasons.ts';
import { toGoroutineTitle } from '#model/crash/crash-text.ts';
import { findLongestWaits } from '#model/crash/longest-waits.ts';
import type { CrashTexts } from '#texts/crash.ts';
import type { CrashColumn } from './columns.ts';

/**
 * The goroutine whose stack is drawn: the one that crashed; where a test ran out of time the one that has
 * waited longest, since the first is only the alarm. Side by side they are compared from the top.
 */
export function findDrawn(crash: CrashLog, columns: number): Goroutine | undefined {
  const waiting = findCrashGuide(crash) === 'test-timeout' && columns === 1;
  return (
    (waiting ? findLongestWaits(crash.goroutines, 1)[0]?.goroutines[0] : undefined) ?? findCrashing(crash)
  );
}

/**
 * A goroutine of a profile has a count, one without a header neither number nor state. In a dump, and where
 * an error was logged with its stack, it did not crash.
 */
export function toDrawnTitle(goroutine: Goroutine, crash: CrashLog, texts: CrashTexts): string {
  const { id, count, state, thread } = goroutine;
  if (id !== undefined || thread) return texts.stackOf(toGoroutineTitle(goroutine));
  if (count > 1) return texts.stackOfMany(count);
  if (state) return texts.stackOf(state);
  if (crash.reasonKind === 'goroutine dump') return texts.stackOfOne;
  return crash.recovered ? texts.stackOfPanic : texts.stack;
}

/** The widest bar of the charts that stand side by side. */
export function toGreatestBytes(
  columns: readonly CrashColumn[],
  fold: readonly ('runtime' | 'std')[],
): number {
  let most = 0;
  for (const { crash } of columns) {
    let run = 0;
    for (const frame of findDrawn(crash, columns.length)?.frames ?? []) {
      const size = frame.sizeBytes ?? 0;
      const folded = (frame.owner === 'runtime' || frame.owner === 'std') && fold.includes(frame.owner);
      run = folded ? run + size : size;
      most = Math.max(most, run);
    }
  }
  return most;
}
