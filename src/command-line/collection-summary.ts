import { formatMs } from '#locale/format.ts';
import { type Collection, sumCollections } from '#model/crash/gc-trace.ts';
import { toCount } from './terminal-text.ts';

/** What the garbage collector of a program did, in lines; none where the log says nothing of it. */
export function toCollectionSummary(collections: readonly Collection[]): string[] {
  if (collections.length === 0) return [];
  const runs = collections.at(-1)!.run;
  const { count, forced, stoppedMs, longestStop, mostLiveMib, largestHeapMib } = sumCollections(collections);
  const ofRuns = runs > 1 ? ` of ${toCount(runs, 'program')}` : '';
  const ofForced = forced > 0 ? `, ${forced} of them forced` : '';
  return [
    `${toCount(count, 'garbage collection')}${ofRuns}${ofForced}`,
    longestStop.line === 0
      ? 'no stop of a microsecond or more'
      : `stopped for ${formatMs(stoppedMs)} ms in all, at once for ${formatMs(longestStop.ms)} ms at most (line ${longestStop.line})`,
    `heap at most ${largestHeapMib} MiB, alive after a collection at most ${mostLiveMib} MiB`,
  ];
}
