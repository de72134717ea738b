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
  const rows = members.reduce((sum, series) => sum + series.at.length, 0);
  const { at, user, system, memory } =
    rows < recording.times.length / 8 ? addFew(members, rows) : addMany(members, recording.times.length);
  if (recording.threadRows && members.some(({ kind }) => kind === 'process')) memory.fill(NaN);
  return {
    key,
    name,
    pid: 0,
    kind: 'process',
    at,
    userCpu: new Float32Array(user),
    systemCpu: new Float32Array(system),
    memKb: memory,
  };
}

/** The samples in which any of the members is, ascending, and the sums of each. */
interface Sums {
  at: Uint32Array;
  user: Float64Array;
  system: Float64Array;
  memory: Float64Array;
}

/** In steps of their rows, however long the recording is. */
function addFew(members: readonly Series[], rows: number): Sums {
  const all = new Uint32Array(rows);
  let end = 0;
  for (const { at } of members) {
    all.set(at, end);
    end += at.length;
  }
  all.sort();
  const at = all.filter((sample, index) => index === 0 || sample !== all[index - 1]);
  const { length } = at;
  const sums = {
    at,
    user: new Float64Array(length),
    system: new Float64Array(length),
    memory: new Float64Array(length),
  };
  for (const series of members)
    addRows(
      series,
      Uint32Array.from(series.at, (sample) => lowerBound(at, sample)),
      sums,
    );
  return sums;
}

/** By sample, so that no row has to be looked for; then those in which nobody was are left out. */
function addMany(members: readonly Series[], samples: number): Sums {
  const present = new Uint8Array(samples);
  const sums = {
    at: new Uint32Array(samples),
    user: new Float64Array(samples),
    system: new Float64Array(samples),
    memory: new Float64Array(samples),
  };
  for (const series of members) {
    addRows(series, series.at, sums);
    mark(series.at, present);
  }
  const { at, user, system, memory } = sums;
  let count = 0;
  for (let sample = 0; sample < samples; sample++) {
    if (present[sample] === 0) continue;
    at[count] = sample;
    user[count] = user[sample]!;
    system[count] = system[sample]!;
    memory[count++] = memory[sample]!;
  }
  return {
    at: at.slice(0, count),
    user: user.subarray(0, count),
    system: system.subarray(0, count),
    memory: memory.slice(0, count),
  };
}

// By index, and a function for each loop: it is compiled after a few of the hundreds of members, for its own
// types of column. A value less itself is 0 unless it is NaN or an infinity.

/** @param places where the sum of each of its rows stands */
function addRows(
  { userCpu, systemCpu, memKb }: Series,
  places: Uint32Array,
  { user, system, memory }: Sums,
): void {
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    const [ofUser, ofSystem, ofMemory] = [userCpu[row]!, systemCpu[row]!, memKb[row]!];
    if (ofUser - ofUser === 0) user[place]! += ofUser;
    if (ofSystem - ofSystem === 0) system[place]! += ofSystem;
    if (ofMemory - ofMemory === 0) memory[place]! += ofMemory;
  }
}

function mark(at: Uint32Array, present: Uint8Array): void {
  for (let row = 0; row < at.length; row++) present[at[row]!] = 1;
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
