import { cpuSeconds, measuredSeconds } from './cpu-time.ts';
import type { Recording, Series } from './recording.ts';
import { lowerBound, samplesWithin, type TimeAxis } from './time-axis.ts';

/** What a series did in a stretch of time. Undefined is what its samples do not tell. */
export interface RangeNumbers {
  /** Mean CPU of the stretch, in percent of one core: its CPU seconds by those of which samples tell. */
  cpu: number | undefined;
  /** Seconds of one core. */
  cpuSeconds: number | undefined;
  /** KB at its first and last sample in the stretch. */
  memFirst: number | undefined;
  memLast: number | undefined;
}

/** CPU and memory of a series between two positions. */
export function toRangeNumbers(
  axis: TimeAxis,
  series: Series,
  range: readonly [from: number, to: number],
): RangeNumbers {
  const [first, end] = samplesWithin(axis, ...range);
  const [memFirst, memLast] = memoryEnds(series, first, end);
  return { ...toCpu(axis, [series], range), memFirst, memLast };
}

/** All of several series together. Memory of threads is no sum: each has its process'. */
export function sumRangeNumbers(
  recording: Pick<Recording, 'threadRows'>,
  axis: TimeAxis,
  series: readonly Series[],
  range: readonly [number, number],
): RangeNumbers {
  const [first, end] = samplesWithin(axis, ...range);
  const isSum = !recording.threadRows && end > first;
  return {
    ...toCpu(axis, series, range),
    memFirst: isSum ? memoryAt(series, first) : undefined,
    memLast: isSum ? memoryAt(series, end - 1) : undefined,
  };
}

/** Memory at its last sample of some (the second one exclusive) less that at the first, in MiB. Undefined where it has not two values. */
export function memoryChangeMib(
  series: Series,
  [first, end]: readonly [first: number, end: number],
): number | undefined {
  const [from, to, count] = memoryEnds(series, first, end);
  return count < 2 || from === undefined || to === undefined ? undefined : (to - from) / 1024;
}

function toCpu(
  axis: TimeAxis,
  series: readonly Series[],
  range: readonly [number, number],
): Pick<RangeNumbers, 'cpu' | 'cpuSeconds'> {
  const told = series.map((one) => cpuSeconds(one, axis, range)).filter((one) => one !== undefined);
  if (told.length === 0) return { cpu: undefined, cpuSeconds: undefined };
  const seconds = told.reduce((sum, one) => sum + one, 0);
  return { cpu: (seconds / measuredSeconds(axis, range)) * 100, cpuSeconds: seconds };
}

/** The first and the last value of samples, and how many there are. */
function memoryEnds(
  { at, memKb }: Series,
  first: number,
  end: number,
): [first: number | undefined, last: number | undefined, count: number] {
  const values = memKb.subarray(lowerBound(at, first), lowerBound(at, end)).filter(Number.isFinite);
  return [values[0], values[values.length - 1], values.length];
}

function memoryAt(series: readonly Series[], sample: number): number {
  return series.reduce((sum, { at, memKb }) => {
    const row = lowerBound(at, sample);
    const value = at[row] === sample ? memKb[row]! : NaN;
    return Number.isFinite(value) ? sum + value : sum;
  }, 0);
}
