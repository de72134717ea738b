import * as Plot from '@observablehq/plot';
import { downsampleLine } from '#model/recording/downsample.ts';
import type { Series } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import { TimeWindow } from '#model/recording/time-window.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import { OTHER_KEY } from '#model/recording/usage-sum.ts';
import { labelMark, toLineNames, type LineEnd } from './line-labels.ts';
import type { LineLayer, TimeLayers } from './time-layers.ts';
import { columnsOf, timeChart, type TimeChartSpec } from './time-chart.ts';

/** A series with how it looks. */
export interface DrawnSeries {
  series: Series;
  label: string;
  /** A CSS colour. */
  colour: string;
  dash?: string | undefined;
  /** How much of what is behind it its band covers, where that is not as usual. */
  opacity?: number | undefined;
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
  const { lines, ends, greatest, least } = toLineLayers(drawn, metric, spec);
  const marks = lines.toReversed().flatMap((line) => (line.ground ? groundMarks(line) : lineMarks(line)));
  return timeChart(spec, [...marks, labelMark(ends, spec)], greatest, least);
}

/** The lines of series as points of a window. */
export function toLineLayers(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: Pick<TimeChartSpec, 'width' | 'axis' | 'window' | 'shared' | 'draft'>,
): TimeLayers {
  const { axis, window, shared = new TimeWindow(axis, window) } = spec;
  const [from, to] = window;
  const columns = columnsOf(spec, drawn.length, spec.draft ? 2 : 4);
  const lines = drawn.map((one, index): LineLayer => {
    const own = one.axis ?? axis;
    const places = shared.places(own, columns);
    const points = downsampleLine(one.series, metric, own, { from, to, columns, draft: spec.draft }, places);
    const { colour, dash } = one;
    return { ...points, className: seriesClass(index), colour, dash, ground: isRest(one) };
  });
  const greatest = toGreatest(lines.map(({ ground, y }) => ({ ground, greatest: greatestOf(y) })));
  const least = lines.reduce((most, line) => Math.min(most, leastOf(line)), 0);
  return { lines, bands: [], ends: toEnds(lines, toLineNames(drawn), greatest, metric), greatest, least };
}

/** Up to this many times the lines the ground has room; higher, it would press them flat, and is cut off. */
const GROUND = 2;

/** The greatest value on the axis of several lines. */
export function toGreatest(lines: readonly { ground: boolean; greatest: number }[]): number {
  const of = (isGround: boolean): number =>
    lines.reduce((most, { ground, greatest }) => (ground === isGround ? Math.max(most, greatest) : most), 0);
  const [own, ground] = [of(false), of(true)];
  return own > 0 && ground > own * GROUND ? own : Math.max(own, ground);
}

/** What is hidden, summed, is the ground that the others stand on, and none of the lines to be compared. */
export function isRest({ series }: Pick<DrawnSeries, 'series'>): boolean {
  return series.key === OTHER_KEY;
}

/** Where each line ends, the largest of the chart first; the rest gives way to all others. */
function toEnds(
  lines: readonly LineLayer[],
  names: readonly string[],
  greatest: number,
  metric: Metric,
): LineEnd[] {
  const ends = lines.flatMap((line, index) => {
    const { colour, x, y, dots, ground } = line;
    let last = x.length - 1;
    while (last >= 0 && Number.isNaN(y[last])) last--;
    const dot = dots.x.length - 1;
    const isDot = dot >= 0 && (last < 0 || (dots.x[dot] as number) > (x[last] as number));
    if (last < 0 && !isDot) return [];
    const [at, value] = isDot ? [dots.x[dot], dots.y[dot]] : [x[last], y[last]];
    const isCut = ground && (value as number) > greatest * 1.04;
    const label = `${isCut ? '↑ ' : ''}${names[index] ?? ''}`;
    const peak = peakOf(line);
    const end = { label, colour, at: at as number, value: isCut ? greatest : (value as number) };
    // CPU is spent, and adds up over time; memory is held, and what counts is how much at once.
    const size = metric === 'memory' ? Math.abs(peak.value) : areaOf(line);
    return [{ ground, size, end: { ...end, peak: ground ? undefined : peak } }];
  });
  return ends
    .toSorted((a, b) => Number(a.ground) - Number(b.ground) || b.size - a.size)
    .map(({ end }) => end);
}

/** The point of a line that is farthest from 0. */
function peakOf({ x, y, dots }: LineLayer): { at: number; value: number } {
  let peak = { at: 0, value: 0 };
  for (const part of [{ x, y }, dots]) {
    for (let index = 0; index < part.x.length; index++) {
      const value = part.y[index] as number;
      if (Math.abs(value) > Math.abs(peak.value)) peak = { at: part.x[index] as number, value };
    }
  }
  return peak;
}

/** What lies between a line and 0. */
function areaOf({ x, y }: LineLayer): number {
  let sum = 0;
  for (let index = 1; index < x.length; index++) {
    const both = Math.abs(y[index - 1] as number) + Math.abs(y[index] as number);
    if (!Number.isNaN(both)) sum += (both / 2) * ((x[index] as number) - (x[index - 1] as number));
  }
  return sum;
}

/** A light area, and its upper edge, which is what a view outlines. */
function groundMarks({ x, y, colour, className }: LineLayer): Plot.Markish[] {
  const data = { length: x.length };
  return [
    Plot.areaY(data, { x, y1: 0, y2: y, fill: colour, fillOpacity: 0.14, className: 'cb-rest', clip: true }),
    Plot.line(data, { x, y, stroke: colour, strokeWidth: 1, strokeOpacity: 0.45, className, clip: true }),
  ];
}

/** The marks of one line: its pieces, and dots for what is too short to be one. */
function lineMarks({ x, y, dots, colour, dash, className }: LineLayer): Plot.Markish[] {
  const marks: Plot.Markish[] = [
    Plot.line(
      { length: x.length },
      {
        x,
        y,
        stroke: colour,
        strokeWidth: 1.5,
        strokeDasharray: dash ?? 'none',
        strokeLinejoin: 'round',
        className,
      },
    ),
  ];
  if (dots.x.length > 0) {
    marks.push(
      Plot.dot(
        { length: dots.x.length },
        { x: dots.x, y: dots.y, r: 1.8, fill: colour, stroke: 'none', className },
      ),
    );
  }
  return marks;
}

function greatestOf(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

function leastOf({ y, dots }: LineLayer): number {
  let least = 0;
  for (const values of [y, dots.y]) for (const value of values) if (value < least) least = value;
  return least;
}
