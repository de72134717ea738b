import type { Series } from './recording.ts';
import type { TimeAxis } from './time-axis.ts';
import { metricColumn, metricScale, type Metric } from './usage-metric.ts';

/** One band of a stack: the corners of its upper (`y2`) and lower (`y1`) edge, NaN where it is not there. */
export interface StackBand {
  x: Float64Array;
  y1: Float64Array;
  y2: Float64Array;
}

/** Sum of series by sample in the metric's own unit (percent, KB); finite values only. */
export function totalsOf(series: readonly Series[], metric: Metric, samples: number): Float64Array {
  const totals = new Float64Array(samples);
  for (const one of series) {
    const values = metricColumn(one, metric);
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      if (!Number.isFinite(value)) continue;
      const sample = one.at[row] as number;
      totals[sample] = (totals[sample] as number) + value;
    }
  }
  return totals;
}

/**
 * Stacks series, the first at the bottom. A value stands for the time since the sample before it
 * (that is what a recorder measures), so a band is made of steps: a process that was there for one
 * sample is seen, one that was missing leaves nothing, and no slope pretends to know what was between.
 *
 * @param samples those that are drawn, ascending (see stackSamples)
 * @param window where steps are cut
 */
export function toStackBands(
  series: readonly Series[],
  metric: Metric,
  axis: TimeAxis,
  samples: Uint32Array,
  window: { from: number; to: number },
): StackBand[] {
  const scale = metricScale(metric);
  const base = new Float64Array(samples.length);
  const [starts, ends] = stepEdges(axis, samples, window);
  return series.map((one) => {
    const values = metricColumn(one, metric);
    const { at } = one;
    const x: number[] = [];
    const y1: number[] = [];
    const y2: number[] = [];
    const push = (place: number, low: number, high: number): void => {
      x.push(place);
      y1.push(low);
      y2.push(high);
    };
    let row = 0;
    for (let index = 0; index < samples.length; index++) {
      const sample = samples[index] as number;
      while (row < at.length && (at[row] as number) < sample) row += 1;
      const value = row < at.length && at[row] === sample ? (values[row] as number) * scale : NaN;
      const [start, end] = [starts[index] as number, ends[index] as number];
      if (!Number.isFinite(value) || end <= start) {
        if (end > start && x.length > 0 && !Number.isNaN(y1[y1.length - 1])) push(start, NaN, NaN);
        continue;
      }
      const low = base[index] as number;
      const before = x[x.length - 1];
      if (before !== undefined && before < start && !Number.isNaN(y1[y1.length - 1])) push(before, NaN, NaN);
      push(start, low, low + value);
      push(end, low, low + value);
      base[index] = low + value;
    }
    return { x: Float64Array.from(x), y1: Float64Array.from(y1), y2: Float64Array.from(y2) };
  });
}

/** From where to where each drawn sample stands: back to the one drawn before it, or one interval after a pause. */
function stepEdges(
  axis: TimeAxis,
  samples: Uint32Array,
  window: { from: number; to: number },
): [starts: Float64Array, ends: Float64Array] {
  const { positions, broken, interval } = axis;
  const starts = new Float64Array(samples.length);
  const ends = new Float64Array(samples.length);
  for (let index = 0; index < samples.length; index++) {
    const sample = samples[index] as number;
    const previous = index === 0 ? sample - 1 : (samples[index - 1] as number);
    let from = sample;
    while (from > previous && from > 0 && broken[from] === 0) from -= 1;
    const start = (positions[from] as number) - (from === previous ? 0 : interval);
    starts[index] = Math.max(window.from, start);
    ends[index] = Math.min(window.to, positions[sample] as number);
  }
  return [starts, ends];
}
