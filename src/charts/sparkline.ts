import { downsampleLine } from '#model/recording/downsample.ts';
import type { Series } from '#model/recording/recording.ts';
import { axisLength, type TimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';

export interface Sparkline {
  /** Path data in a box of the size asked for; empty where there is nothing. */
  path: string;
  dots: { x: number; y: number }[];
}

/**
 * A series over the whole recording as a path: a table of hundreds of rows cannot afford a plot a
 * row. Scaled to its own greatest value, from 0.
 */
export function sparkline(
  series: Series,
  metric: Metric,
  axis: TimeAxis,
  width: number,
  height: number,
): Sparkline {
  const length = axisLength(axis);
  const points = downsampleLine(series, metric, axis, { from: 0, to: length, columns: width });
  let greatest = 0;
  for (const value of points.y) if (value > greatest) greatest = value;
  const toX = (value: number): number => round((value / length) * width);
  const toY = (value: number): number =>
    round(height - 1 - (greatest > 0 ? (value / greatest) * (height - 2) : 0));
  let path = '';
  let pen = 'M';
  for (let index = 0; index < points.x.length; index++) {
    const value = points.y[index] as number;
    if (Number.isNaN(value)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${toX(points.x[index] as number)},${toY(value)}`;
    pen = 'L';
  }
  const dots = Array.from(points.dots.x, (x, index) => ({
    x: toX(x),
    y: toY(points.dots.y[index] as number),
  }));
  return { path, dots };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
