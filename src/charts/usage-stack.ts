import * as Plot from '@observablehq/plot';
import { stackSamples } from '#model/recording/downsample.ts';
import { toStackBands, totalsOf } from '#model/recording/stack.ts';
import { metricScale, type Metric } from '#model/recording/usage-metric.ts';
import { labelMark, toLineNames, type LineEnd } from './line-labels.ts';
import { columnsOf, timeChart, type TimeChartSpec } from './time-chart.ts';
import { seriesClass, type DrawnSeries } from './usage-lines.ts';

/** Usage over time, stacked: the first of `drawn` at the bottom. */
export function usageStack(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: TimeChartSpec,
): Plot.PlotOptions {
  const { marks, ends, greatest } = bandMarks(drawn, metric, spec);
  return timeChart(spec, [...marks, labelMark(ends)], greatest);
}

/**
 * The bands of a stack, where they end, and the greatest total of the window in the shown unit.
 *
 * @param facet the row of a faceted chart that all of them stand in
 */
export function bandMarks(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: Pick<TimeChartSpec, 'width' | 'axis' | 'window' | 'draft'>,
  facet?: string,
): { marks: Plot.Markish[]; ends: LineEnd[]; greatest: number } {
  const [from, to] = spec.window;
  // Two samples a column, and for each a step with two ends on two edges.
  const columns = columnsOf(spec, drawn.length, 8);
  const series = drawn.map((one) => one.series);
  const totals = totalsOf(series, metric, spec.axis.positions.length);
  const samples = stackSamples(totals, spec.axis, { from, to, columns });
  const bands = toStackBands(series, metric, spec.axis, samples, { from, to });
  const greatest = samples.reduce((most, sample) => Math.max(most, totals[sample] as number), 0);
  const marks = bands.map((band, index) => {
    const { colour } = drawn[index] as DrawnSeries;
    const { length } = band.x;
    return Plot.areaY(
      { length },
      {
        x: band.x,
        y1: band.y1,
        y2: band.y2,
        fill: colour,
        fillOpacity: 0.88,
        className: seriesClass(index),
        ...(facet === undefined ? {} : { fy: Array.from({ length }, () => facet) }),
      },
    );
  });
  const names = toLineNames(drawn);
  const ends = bands.flatMap(({ x, y1, y2 }, index): LineEnd[] => {
    const last = x.length - 1;
    const [at, low, high] = [x[last], y1[last], y2[last]];
    if (at === undefined || low === undefined || high === undefined || !Number.isFinite(low)) return [];
    const { colour } = drawn[index] as DrawnSeries;
    return [{ label: names[index] ?? '', colour, at, value: (low + high) / 2, band: [low, high] }];
  });
  return { marks, ends, greatest: greatest * metricScale(metric) };
}
