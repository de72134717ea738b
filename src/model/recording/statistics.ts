import type { Recording, Series } from './recording.ts';
import { lowerBound } from './time-axis.ts';

/** Of the values in the samples in which a series was present. Null where none of them is finite. */
export interface ValueStatistics {
  avg: number | null;
  max: number | null;
  /** The sample (index into `times`) of the first occurrence of `max`. */
  maxAt: number | null;
}

export interface UsageStatistics {
  /** In how many samples (of the range) the series was present. */
  samples: number;
  /** User and system CPU together, percent of one core. */
  cpu: ValueStatistics;
  userCpu: ValueStatistics;
  systemCpu: ValueStatistics;
  memKb: ValueStatistics;
  /** First and last sample (index into `times`) in which it was present; undefined where it never was. */
  firstSample: number | undefined;
  lastSample: number | undefined;
}

/** Samples by index into `times`, both ends included. */
export interface SampleRange {
  first: number;
  last: number;
}

/**
 * Averages and maxima of a series over the samples in which it was present: a gap counts neither
 * as zero nor at all. NaN and infinities are left out.
 */
export function usageStatistics(
  recording: Pick<Recording, 'cpuSplit'>,
  series: Series,
  range?: SampleRange,
): UsageStatistics {
  const { at, userCpu, systemCpu, memKb } = series;
  const rows = toRows(at, range);
  const { start, end } = rows;
  return {
    samples: Math.max(end - start, 0),
    cpu: cpuStatistics(recording, series, rows),
    userCpu: gather(userCpu, at, rows),
    systemCpu: gather(systemCpu, at, rows),
    memKb: gatherWide(memKb, at, rows),
    firstSample: start < end ? at[start] : undefined,
    lastSample: start < end ? at[end - 1] : undefined,
  };
}

/** What usageStatistics says of CPU as a whole and of memory, for who asks for no more: it takes half as long. */
export function mainStatistics(
  recording: Pick<Recording, 'cpuSplit'>,
  series: Series,
): Pick<UsageStatistics, 'samples' | 'cpu' | 'memKb'> {
  const rows = toRows(series.at, undefined);
  return {
    samples: rows.end,
    cpu: cpuStatistics(recording, series, rows),
    memKb: gatherWide(series.memKb, series.at, rows),
  };
}

interface RowRange {
  start: number;
  end: number;
}

function toRows(at: Uint32Array, range: SampleRange | undefined): RowRange {
  if (!range) return { start: 0, end: at.length };
  return { start: lowerBound(at, range.first), end: lowerBound(at, range.last + 1) };
}

function cpuStatistics(
  { cpuSplit }: Pick<Recording, 'cpuSplit'>,
  { at, userCpu, systemCpu }: Series,
  rows: RowRange,
): ValueStatistics {
  // Without the split all CPU stands in userCpu, and what stands in the other says nothing.
  return cpuSplit ? gatherSums(userCpu, systemCpu, at, rows) : gather(userCpu, at, rows);
}

// Three functions with one loop each: the engine makes each of them for one type of column, and a
// recording has millions of rows.

function gather(values: Float32Array, at: Uint32Array, { start, end }: RowRange): ValueStatistics {
  let sum = 0;
  let count = 0;
  let max = -Infinity;
  let maxRow = 0;
  for (let row = start; row < end; row++) {
    const value = values[row]!;
    // Neither NaN nor an infinity.
    if (value - value !== 0) continue;
    sum += value;
    count++;
    if (value > max) {
      max = value;
      maxRow = row;
    }
  }
  return toStatistics(sum, count, max, at[maxRow]!);
}

function gatherWide(values: Float64Array, at: Uint32Array, { start, end }: RowRange): ValueStatistics {
  let sum = 0;
  let count = 0;
  let max = -Infinity;
  let maxRow = 0;
  for (let row = start; row < end; row++) {
    const value = values[row]!;
    if (value - value !== 0) continue;
    sum += value;
    count++;
    if (value > max) {
      max = value;
      maxRow = row;
    }
  }
  return toStatistics(sum, count, max, at[maxRow]!);
}

function gatherSums(
  first: Float32Array,
  second: Float32Array,
  at: Uint32Array,
  { start, end }: RowRange,
): ValueStatistics {
  let sum = 0;
  let count = 0;
  let max = -Infinity;
  let maxRow = 0;
  for (let row = start; row < end; row++) {
    const value = first[row]! + second[row]!;
    if (value - value !== 0) continue;
    sum += value;
    count++;
    if (value > max) {
      max = value;
      maxRow = row;
    }
  }
  return toStatistics(sum, count, max, at[maxRow]!);
}

function toStatistics(sum: number, count: number, max: number, maxAt: number): ValueStatistics {
  return count === 0 ? { avg: null, max: null, maxAt: null } : { avg: sum / count, max, maxAt };
}
