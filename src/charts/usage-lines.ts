import * as Plot from '@observablehq/plot';
import { downsampleLine, type LinePoints } from '#model/recording/downsample.ts';
import type { Series } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import { TimeWindow } from '#model/recording/time-window.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { OTHER_KEY } from '#model/recording/usage-sum.ts';
import { labelMark, toLineNames, type LineEnd } from './line-labels.ts';
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
  const marks = lines.toReversed().flatMap((line) => (isRest(line) ? restMarks(line) : lineMarks(line)));
  // Differences go below 0.
  const least = lines.reduce((most, { points }) => Math.min(most, leastOf(points)), 0);
  return timeChart(spec, [...marks, labelMark(toEnds(lines))], greatest, least);
}

/** What is hidden, summed, is the ground that the others stand on, and none of the lines to be compared. */
function isRest({ series }: DrawnSeries): boolean {
  return series.key === OTHER_KEY;
}

/** Where each line ends, the first of them first; the rest gives way to all others. */
function toEnds(lines: readonly (DrawnSeries & { points: LinePoints })[]): LineEnd[] {
  const names = toLineNames(lines);
  return lines.flatMap(({ colour, points }, index) => {
    let last = points.x.length - 1;
    while (last >= 0 && Number.isNaN(points.y[last])) last--;
    const { x: dotX, y: dotY } = points.dots;
    const dot = dotX.length - 1;
    const isDot = dot >= 0 && (last < 0 || (dotX[dot] as number) > (points.x[last] as number));
    if (last < 0 && !isDot) return [];
    const [at, value] = isDot ? [dotX[dot], dotY[dot]] : [points.x[last], points.y[last]];
    return [{ label: names[index] ?? '', colour, at: at as number, value: value as number }];
  });
}

/** A light area, and its upper edge, which is what a view outlines. */
function restMarks(line: { className: string; colour: string; points: LinePoints }): Plot.Markish[] {
  const { points, colour, className } = line;
  const data = { length: points.x.length };
  const { x, y } = points;
  return [
    Plot.areaY(data, { x, y1: 0, y2: y, fill: colour, fillOpacity: 0.14, className: 'cb-rest' }),
    Plot.line(data, { x, y, stroke: colour, strokeWidth: 1, strokeOpacity: 0.45, className }),
  ];
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

function leastOf({ y, dots }: LinePoints): number {
  let least = 0;
  for (const values of [y, dots.y]) for (const value of values) if (value < least) least = value;
  return least;
}
