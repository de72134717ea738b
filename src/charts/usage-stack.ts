import * as Plot from '@observablehq/plot';
import { stackSamples } from '#model/recording/downsample.ts';
import { toStackBands, totalsOf } from '#model/recording/stack.ts';
import { metricScale, type Metric } from '#model/recording/usage-metric.ts';
import { labelMark, toLineNames, type LineEnd } from './line-labels.ts';
import { BAND_OPACITY, type BandLayer, type TimeLayers } from './time-layers.ts';
import { columnsOf, timeChart, type TimeChartSpec } from './time-chart.ts';
import { seriesClass, type DrawnSeries } from './usage-lines.ts';

/** Usage over time, stacked: the first of `drawn` at the bottom. */
export function usageStack(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: TimeChartSpec,
): Plot.PlotOptions {
  const { bands, ends, greatest } = toBandLayers(drawn, metric, spec);
  return timeChart(spec, [...bandMarks(bands), labelMark(ends, spec)], greatest);
}

/** The bands of a stack as points of a window, and the greatest total in it. */
export function toBandLayers(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: Pick<TimeChartSpec, 'width' | 'axis' | 'window' | 'draft'>,
): TimeLayers {
  const [from, to] = spec.window;
  // Two samples a column, and for each a step with two ends on two edges.
  const columns = columnsOf(spec, drawn.length, 8);
  const series = drawn.map((one) => one.series);
  const totals = totalsOf(series, metric, spec.axis.positions.length);
  const samples = stackSamples(totals, spec.axis, { from, to, columns });
  const greatest = samples.reduce((most, sample) => Math.max(most, totals[sample] as number), 0);
  const bands = toStackBands(series, metric, spec.axis, samples, { from, to }).map(
    (band, index): BandLayer => {
      const { colour, opacity = BAND_OPACITY } = drawn[index] as DrawnSeries;
      return { ...band, className: seriesClass(index), colour, opacity };
    },
  );
  const names = toLineNames(drawn);
  const ends = bands.flatMap(({ x, y1, y2, colour }, index): LineEnd[] => {
    const last = x.length - 1;
    const [at, low, high] = [x[last], y1[last], y2[last]];
    if (at === undefined || low === undefined || high === undefined || !Number.isFinite(low)) return [];
    return [{ label: names[index] ?? '', colour, at, value: (low + high) / 2, band: [low, high] }];
  });
  return { lines: [], bands, ends, greatest: greatest * metricScale(metric) };
}

/** @param facet the row of a faceted chart that all of them stand in */
export function bandMarks(bands: readonly BandLayer[], facet?: string): Plot.Markish[] {
  return bands.map(({ x, y1, y2, colour, opacity, className }) => {
    const { length } = x;
    return Plot.areaY(
      { length },
      {
        x,
        y1,
        y2,
        fill: colour,
        fillOpacity: opacity,
        className,
        ...(facet === undefined ? {} : { fy: Array.from({ length }, () => facet) }),
      },
    );
  });
}
