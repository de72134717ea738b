import type { Notice } from '#model/notice.ts';
import type { Recording, Series } from './recording.ts';
import { type RecordingSource, sayOfRecording } from './says.ts';
import { rowAt } from './usage-sum.ts';

/** Samples that are looked at, spread over the recording. */
const LOOKED_AT = 32;
/** Of the rows with memory, how many must share it with another row of their sample. */
const LEAST_SHARED = 0.95;
/** Fewer rows than this may be alike by chance: two workers that were forked, say. */
const LEAST_ROWS = 3;
/** So many different memories, each of several rows, are no workers of one program. */
const LEAST_GROUPS = 3;
/** So often the memory of rows that share it changed for all of them alike: more than workers do that start together. */
const LEAST_MOVES = 3;

/**
 * What the rows are by their memory: `threads`, as topid sends them with `-thread`, each with the memory of
 * its whole process; `alike` where they may be that, or workers of one program; `processes` else.
 *
 * The stream does not say it. Of threads (nearly) every row has the same memory, to the KB, as another
 * row of its sample and of the same process. Forked workers that do nothing have that too; but then it
 * is one memory, or two, that stay as they are, where those of processes with threads are many, or change
 * for all rows at once.
 */
export function findRowKind({
  series,
  times,
}: Pick<Recording, 'series' | 'times'>): 'threads' | 'alike' | 'processes' {
  const rows = series.filter(({ kind }) => kind === 'process');
  let withMemory = 0;
  let shared = 0;
  let mostRows = 0;
  let mostGroups = 0;
  let moves = 0;
  let movedAlone = 0;
  let before = new Map<Series, number>();
  const step = Math.max(1, Math.floor(times.length / LOOKED_AT));
  for (let sample = 0; sample < times.length; sample += step) {
    const memories = findMemories(rows, sample);
    const groups = count(memories.values());
    let groupsHere = 0;
    for (const members of groups.values()) {
      if (members === 1) continue;
      shared += members;
      groupsHere++;
    }
    withMemory += memories.size;
    mostRows = Math.max(mostRows, memories.size);
    mostGroups = Math.max(mostGroups, groupsHere);
    for (const members of count(findMoves(before, memories)).values()) {
      if (members > 1) moves++;
      else movedAlone++;
    }
    before = memories;
  }
  if (mostRows < LEAST_ROWS || shared < LEAST_SHARED * withMemory) return 'processes';
  const moveTogether = moves >= LEAST_MOVES && moves >= LEAST_SHARED * (moves + movedAlone);
  return mostGroups >= LEAST_GROUPS || moveTogether ? 'threads' : 'alike';
}

/** KB of each series that has some in a sample. */
function findMemories(rows: readonly Series[], sample: number): Map<Series, number> {
  const memories = new Map<Series, number>();
  for (const one of rows) {
    const row = rowAt(one, sample);
    const mem = row === undefined ? 0 : one.memKb[row]!;
    if (mem > 0) memories.set(one, mem);
  }
  return memories;
}

/** From what to what the memory of each series went that is in both and has changed. */
function* findMoves(before: ReadonlyMap<Series, number>, now: ReadonlyMap<Series, number>) {
  for (const [series, mem] of now) {
    const was = before.get(series);
    if (was !== undefined && was !== mem) yield `${was} ${mem}`;
  }
}

function count<Value>(values: Iterable<Value>): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * Marks a recording whose rows are threads.
 *
 * @returns the notice that says so, or that nobody can tell; none where the rows are processes
 */
export function toThreadNotices(recording: Recording, source: RecordingSource): Notice[] {
  const kind = findRowKind(recording);
  if (kind === 'processes') return [];
  if (kind === 'alike') return [sayOfRecording(`${source}-rows-alike`)];
  recording.threadRows = true;
  return [sayOfRecording(`${source}-thread-rows`)];
}
