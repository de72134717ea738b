import type { Notice } from './notice.ts';
import type { Recording, Series } from './recording.ts';
import { rowAt } from './usage-sum.ts';

/** Samples that are looked at, spread over the recording. */
const LOOKED_AT = 32;
/** Of the rows with memory, how many must share it with another row of their sample. */
const LEAST_SHARED = 0.95;
/** Fewer rows than this may be alike by chance: two workers that were forked, say. */
const LEAST_ROWS = 3;

/**
 * Whether the rows are threads, as topid sends them with `-thread`: each carries the memory of its
 * whole process, and processes of one thread are left out. The stream does not say so; but then
 * (nearly) every row has the same memory, to the KB, as another row of its sample and of the same
 * process, and processes as such hardly ever do.
 */
export function hasThreadRows({ series, times }: Pick<Recording, 'series' | 'times'>): boolean {
  const rows = series.filter(({ kind }) => kind === 'process');
  let withMemory = 0;
  let shared = 0;
  let most = 0;
  const step = Math.max(1, Math.floor(times.length / LOOKED_AT));
  for (let sample = 0; sample < times.length; sample += step) {
    const counts = countByMemory(rows, sample);
    let here = 0;
    for (const count of counts.values()) {
      withMemory += count;
      here += count;
      if (count > 1) shared += count;
    }
    most = Math.max(most, here);
  }
  return most >= LEAST_ROWS && shared >= LEAST_SHARED * withMemory;
}

function countByMemory(rows: readonly Series[], sample: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const one of rows) {
    const row = rowAt(one, sample);
    const mem = row === undefined ? 0 : one.memKb[row]!;
    if (mem > 0) counts.set(mem, (counts.get(mem) ?? 0) + 1);
  }
  return counts;
}

/** Marks a recording whose rows are threads. @returns the notice that says so; none where they are not */
export function toThreadNotices(recording: Recording, format: string): Notice[] {
  if (!hasThreadRows(recording)) return [];
  recording.threadRows = true;
  return [
    {
      code: `${format}-thread-rows`,
      message: `${format}: the rows look like threads (topid -thread): each shows the memory of its whole process, so memory is not added up; processes of one thread are not in the recording`,
    },
  ];
}
