import { guessWidth } from '#model/text-width.ts';
import { stripHeight, type TimeMark } from './time-marks.ts';

/** What of a chart over time (TimeChartSpec) its margins go by. */
interface Framed {
  width: number;
  height: number;
  xLabel: string;
  yLabel: string;
  marks?: readonly TimeMark[];
  isFramed?: boolean;
}

/** Room for the axes of a chart that says all of itself. */
export const chartMargins = { left: 52, top: 20, bottom: 38 };

/** Above a plot without the name of its values: half of its highest number. */
const NO_LABEL = 8;

/** Below a plot, one row of words: times, and what they are told in beside them. */
const ONE_ROW = 22;

/** Room beside a plot that has no names at its right. */
export const NO_NAMES = 22;

/** Pixels of the letters at axes. */
export const LETTERS = 12;

/** Room beside a chart over time: for the names of its lines, where it is wide enough to spare it. */
export const sideOf = (width: number): number =>
  width < 560 ? NO_NAMES : Math.min(150, Math.round(width * 0.16));

/** Beside the plot: the same for every chart over time of a width, so that they stand under one another. */
export function sidesOf(width: number): { left: number; right: number } {
  return { left: chartMargins.left, right: sideOf(width) };
}

/** Pixels of the plot of a chart over time. */
export function innerWidth(width: number): number {
  return Math.max(1, width - chartMargins.left - sideOf(width));
}

/** Pixels above a plot: what its values are, where it says so itself, and the strip with the texts of marks. */
export function topOf(spec: Pick<Framed, 'yLabel' | 'marks' | 'height'>): number {
  return (spec.yLabel === '' ? NO_LABEL : chartMargins.top) + stripHeight(spec);
}

/** Pixels below a plot: of a framed one a row, if what its times are told in has room beside them. */
export function bottomOf(spec: Pick<Framed, 'isFramed' | 'xLabel' | 'width' | 'marks'>): number {
  // Half of the last time stands in that room too.
  const hasRoom = guessWidth(spec.xLabel, LETTERS) + 30 <= sideOf(spec.width);
  // A clock that was set to another day has times of two lines.
  const isSet = spec.marks?.some(({ kind }) => kind === 'step') ?? false;
  return spec.isFramed && hasRoom && !isSet ? ONE_ROW : chartMargins.bottom;
}

/** From the lower edge of a plot to the foot of the lowest words below it: what the axis is told in, and its first date. */
export function footOf(spec: Parameters<typeof bottomOf>[0]): number {
  // In one row with the times, or at the foot of two.
  return bottomOf(spec) === ONE_ROW ? ONE_ROW - 4 : chartMargins.bottom - 2;
}

/** From where to where a plot goes, in pixels from above. */
export function plotEdges(spec: Framed): readonly [top: number, bottom: number] {
  return [topOf(spec), spec.height - bottomOf(spec)];
}
