import type { Series } from './recording.ts';

/** Of the finite values of a column. */
export interface ColumnTotals {
  sum: number;
  count: number;
  /** At least 0. */
  max: number;
}

/** Of a series over the whole recording. */
export interface SeriesTotals {
  /** User and system CPU together. */
  cpu: ColumnTotals;
  memKb: ColumnTotals;
}

const kept = new WeakMap<Series, SeriesTotals>();

/**
 * What ranks, filters and notes ask of a series, in one pass over its columns: they ask it of every process
 * before the first chart is drawn.
 */
export function totalsOfSeries(series: Series): SeriesTotals {
  let totals = kept.get(series);
  if (!totals) {
    totals = { cpu: totalsOfSums(series.userCpu, series.systemCpu), memKb: totalsOfWide(series.memKb) };
    kept.set(series, totals);
  }
  return totals;
}

/** Over the samples in which a series was there. */
export function averageOf({ sum, count }: ColumnTotals): number {
  return count === 0 ? 0 : sum / count;
}

// Two functions with one loop each: the engine makes each of them for one type of column. A value less itself
// is 0 unless it is NaN or an infinity; a call to ask would cost as much as all the rest, until it is compiled.

function totalsOfSums(first: Float32Array, second: Float32Array): ColumnTotals {
  let [sum, count, max] = [0, 0, 0];
  for (let row = 0; row < first.length; row++) {
    // As exact as the column of a chart.
    const value = Math.fround(first[row]! + second[row]!);
    if (value - value !== 0) continue;
    sum += value;
    count++;
    if (value > max) max = value;
  }
  return { sum, count, max };
}

function totalsOfWide(values: Float64Array): ColumnTotals {
  let [sum, count, max] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (value - value !== 0) continue;
    sum += value;
    count++;
    if (value > max) max = value;
  }
  return { sum, count, max };
}
