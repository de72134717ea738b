import type { Recording, Series } from './recording.ts';
import { findRow } from './statistics.ts';
import { samplesWithin, type TimeAxis } from './time-axis.ts';
import { metricColumn } from './usage-metric.ts';

/** What a series did in a stretch of time. Undefined is what its samples do not tell. */
export interface RangeNumbers {
  /** Mean CPU of the stretch, in percent of one core: its CPU seconds by its length. */
  cpu: number;
  /** Seconds of one core. */
  cpuSeconds: number;
  /** KB at its first and last sample in the stretch. */
  memFirst: number | undefined;
  memLast: number | undefined;
}

/**
 * CPU and memory of a series between two positions. A sample's CPU is that of the interval before it, of
 * which counts what lies within; where the recorder paused, the usual interval before the sample.
 */
export function toRangeNumbers(
  axis: TimeAxis,
  series: Series,
  [from, to]: readonly [number, number],
): RangeNumbers {
  const [first, end] = samplesWithin(axis, from, to);
  const cpu = metricColumn(series, 'cpu');
  let cpuSeconds = 0;
  // The interval of the sample after the last one begins within the stretch.
  for (let row = findRow(series.at, first); row < series.at.length && series.at[row]! <= end; row++) {
    const value = cpu[row]!;
    if (Number.isFinite(value)) cpuSeconds += (value / 100) * coveredBy(axis, series.at[row]!, from, to);
  }
  const rows = [findRow(series.at, first), findRow(series.at, end) - 1] as const;
  return {
    cpu: to > from ? (cpuSeconds / (to - from)) * 100 : 0,
    cpuSeconds,
    memFirst: findFinite(series.memKb, rows[0], rows[1], 1),
    memLast: findFinite(series.memKb, rows[1], rows[0], -1),
  };
}

/** All of several series together. Memory of threads is no sum: each has its process'. */
export function sumRangeNumbers(
  recording: Pick<Recording, 'threadRows'>,
  axis: TimeAxis,
  series: readonly Series[],
  range: readonly [number, number],
): RangeNumbers {
  const [first, end] = samplesWithin(axis, ...range);
  const cpuSeconds = series.reduce((sum, one) => sum + toRangeNumbers(axis, one, range).cpuSeconds, 0);
  const isSum = !recording.threadRows && end > first;
  return {
    cpu: range[1] > range[0] ? (cpuSeconds / (range[1] - range[0])) * 100 : 0,
    cpuSeconds,
    memFirst: isSum ? memoryAt(series, first) : undefined,
    memLast: isSum ? memoryAt(series, end - 1) : undefined,
  };
}

/** Seconds of a sample's interval that lie within a stretch. */
function coveredBy(axis: TimeAxis, sample: number, from: number, to: number): number {
  const at = axis.positions[sample]!;
  // Nothing is known of the time before the first sample.
  if (sample === 0) return 0;
  const begin = axis.broken[sample] === 1 ? at - axis.interval : axis.positions[sample - 1]!;
  return Math.max(0, Math.min(at, to) - Math.max(begin, from));
}

function findFinite(
  values: Float64Array | Float32Array,
  from: number,
  to: number,
  step: 1 | -1,
): number | undefined {
  for (let row = from; step > 0 ? row <= to : row >= to; row += step) {
    const value = values[row];
    if (value !== undefined && Number.isFinite(value)) return value;
  }
  return undefined;
}

function memoryAt(series: readonly Series[], sample: number): number {
  return series.reduce((sum, { at, memKb }) => {
    const row = findRow(at, sample);
    const value = at[row] === sample ? memKb[row]! : NaN;
    return Number.isFinite(value) ? sum + value : sum;
  }, 0);
}
