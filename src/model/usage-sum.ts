import type { Recording, Series } from './recording.ts';
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
  const samples = recording.times.length;
  const user = new Float64Array(samples);
  const system = new Float64Array(samples);
  const memory = new Float64Array(samples);
  const present = new Uint8Array(samples);
  for (const series of members) {
    const { at } = series;
    const [userCpu, systemCpu, memKb] = [series.userCpu, series.systemCpu, series.memKb];
    for (let row = 0; row < at.length; row++) {
      const sample = at[row] as number;
      present[sample] = 1;
      addFinite(user, sample, userCpu[row] as number);
      addFinite(system, sample, systemCpu[row] as number);
      addFinite(memory, sample, memKb[row] as number);
    }
  }
  const at = new Uint32Array(samples);
  let rows = 0;
  for (let sample = 0; sample < samples; sample++) {
    if (present[sample] === 1) at[rows++] = sample;
  }
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => values[at[row] as number] as number);
  if (recording.threadRows && members.some(({ kind }) => kind === 'process')) memory.fill(NaN);
  return {
    key,
    name,
    pid: 0,
    kind: 'process',
    at: at.slice(0, rows),
    userCpu: Float32Array.from(pick(user)),
    systemCpu: Float32Array.from(pick(system)),
    memKb: pick(memory),
  };
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
