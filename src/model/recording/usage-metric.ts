import type { Series } from './recording.ts';

/** What a chart of usage shows. CPU in percent of one core, memory in MiB. */
export type Metric = 'cpu' | 'userCpu' | 'systemCpu' | 'memory';

/** What memory is told in: of one axis, and of what is said of it, always the same. */
export type MemoryUnit = 'MiB' | 'GiB';

/** By the greatest value that is to be told, in MiB. */
export function toMemoryUnit(greatestMib: number): MemoryUnit {
  return greatestMib >= 1024 ? 'GiB' : 'MiB';
}

/** MiB of one of them. */
export function mibOf(unit: MemoryUnit): number {
  return unit === 'GiB' ? 1024 : 1;
}

const cpuSums = new WeakMap<Series, Float32Array>();

/** The column of a metric as recorded, row by row beside `series.at`: percent, or KB. Kept, not copied. */
export function metricColumn(series: Series, metric: Metric): Float32Array | Float64Array {
  if (metric === 'userCpu') return series.userCpu;
  if (metric === 'systemCpu') return series.systemCpu;
  if (metric === 'memory') return series.memKb;
  let sums = cpuSums.get(series);
  if (!sums) {
    sums = new Float32Array(series.at.length);
    for (let row = 0; row < sums.length; row++) {
      sums[row] = (series.userCpu[row] as number) + (series.systemCpu[row] as number);
    }
    cpuSums.set(series, sums);
  }
  return sums;
}

/** What a column's value is multiplied by to be in the unit that is shown. */
export function metricScale(metric: Metric): number {
  return metric === 'memory' ? 1 / 1024 : 1;
}
