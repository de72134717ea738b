import * as Plot from '@observablehq/plot';
import { downsampleLine, type LinePoints } from '#model/recording/downsample.ts';
import type { Series } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import { TimeWindow } from '#model/recording/time-window.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { columnsOf, timeChart, type TimeChartSpec } from './time-chart.ts';

/** A series with how it looks. */
export interface DrawnSeries {
  series: Series;
  label: string;
  /** A CSS colour. */
  colour: string;
  dash?: string | undefined;
  /** Its own samples on the chart's positions, where it is of another recording. */
  axis?: TimeAxis;
}

/** The class of what draws a series, by its place among the drawn: how a view finds it to point it out. */
export function seriesClass(index: number): string {
  return `cb-series-${index}`;
}

/** Usage over time, a line a process. The first of `drawn` lies on top. */
export function usageLines(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: TimeChartSpec,
): Plot.PlotOptions {
  const { axis, window, shared = new TimeWindow(axis, window) } = spec;
  const [from, to] = window;
  const columns = columnsOf(spec, drawn.length, 4);
  const lines = drawn.map((one, index) => ({
    ...one,
    className: seriesClass(index),
    points: downsampleLine(
      one.series,
      metric,
      one.axis ?? axis,
      { from, to, columns },
      shared.places(one.axis ?? axis, columns),
    ),
  }));
  const greatest = lines.reduce((most, { points }) => Math.max(most, greatestOf(points)), 0);
  return timeChart(spec, lines.toReversed().flatMap(lineMarks), greatest);
}

/** The marks of one line: its pieces, and dots for what is too short to be one. */
function lineMarks(line: {
  className: string;
  colour: string;
  dash?: string | undefined;
  points: LinePoints;
}): Plot.Markish[] {
  const { points, colour, dash, className } = line;
  const marks: Plot.Markish[] = [
    Plot.line(
      { length: points.x.length },
      {
        x: points.x,
        y: points.y,
        stroke: colour,
        strokeWidth: 1.5,
        strokeDasharray: dash ?? 'none',
        strokeLinejoin: 'round',
        className,
      },
    ),
  ];
  if (points.dots.x.length > 0) {
    marks.push(
      Plot.dot(
        { length: points.dots.x.length },
        { x: points.dots.x, y: points.dots.y, r: 1.8, fill: colour, stroke: 'none', className },
      ),
    );
  }
  return marks;
}

function greatestOf(points: LinePoints): number {
  let most = 0;
  for (const value of points.y) if (value > most) most = value;
  return most;
}
