import type { Recording, Series } from './recording.ts';
import { lowerBound } from './time-axis.ts';
import { metricColumn } from './usage-metric.ts';

/** Key of what is hidden, summed. No process can have it: keys of processes end in `-pid`. */
export const OTHER_KEY = '*other*';

/**
 * Many series as one, sample by sample: present where any of them is, its values the sum of those
 * present. Values that are no finite number are left out of the sum. Memory of threads is no sum: each
 * has all of its process', so it is NaN.
 */
export function sumSeries(
  recording: Recording,
  members: readonly Series[],
  key = OTHER_KEY,
  name = '',
): Series {
  const at = unionOf(recording, members);
  const user = new Float64Array(at.length);
  const system = new Float64Array(at.length);
  const memory = new Float64Array(at.length);
  for (const series of members) {
    const [userCpu, systemCpu, memKb] = [series.userCpu, series.systemCpu, series.memKb];
    // Both ascend: where a series goes on from sample to sample, so does the sum.
    let place = 0;
    for (let row = 0; row < series.at.length; row++) {
      const sample = series.at[row] as number;
      if (at[place] !== sample) place = at[place + 1] === sample ? place + 1 : lowerBound(at, sample);
      addFinite(user, place, userCpu[row] as number);
      addFinite(system, place, systemCpu[row] as number);
      addFinite(memory, place, memKb[row] as number);
    }
  }
  if (recording.threadRows && members.some(({ kind }) => kind === 'process')) memory.fill(NaN);
  return {
    key,
    name,
    pid: 0,
    kind: 'process',
    at,
    userCpu: Float32Array.from(user),
    systemCpu: Float32Array.from(system),
    memKb: memory,
  };
}

/** The samples in which any of the members is, ascending: in steps of their rows where those are few. */
function unionOf({ times }: Recording, members: readonly Series[]): Uint32Array {
  const rows = members.reduce((sum, { at }) => sum + at.length, 0);
  if (rows < times.length / 8) {
    const all = new Uint32Array(rows);
    let end = 0;
    for (const { at } of members) {
      all.set(at, end);
      end += at.length;
    }
    all.sort();
    return all.filter((sample, index) => index === 0 || sample !== all[index - 1]);
  }
  const present = new Uint8Array(times.length);
  for (const { at } of members) {
    // By index: an iterator a column costs as much as all the rest.
    for (let row = 0; row < at.length; row++) present[at[row] as number] = 1;
  }
  const union = new Uint32Array(times.length);
  let count = 0;
  for (let sample = 0; sample < times.length; sample++) if (present[sample] === 1) union[count++] = sample;
  return union.slice(0, count);
}

/** Row of a series at a sample; undefined where it was not there. */
export function rowAt(series: Series, sample: number): number | undefined {
  const { at } = series;
  let low = 0;
  let high = at.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = at[middle] as number;
    if (value === sample) return middle;
    if (value < sample) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

/** Value of a metric at a sample, in the column's own unit (percent, KB); undefined in a gap. */
export function valueAt(
  series: Series,
  sample: number,
  metric: Parameters<typeof metricColumn>[1],
): number | undefined {
  const row = rowAt(series, sample);
  return row === undefined ? undefined : metricColumn(series, metric)[row];
}

function addFinite(sums: Float64Array, index: number, value: number): void {
  if (Number.isFinite(value)) sums[index] = (sums[index] as number) + value;
}
