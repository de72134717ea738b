import { downsampleLine } from '#model/recording/downsample.ts';
import { axisLength, type TimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import type { Frame } from '#model/crash/crash-log.ts';
import { ownerColour } from './stack-frames.ts';
import type { DrawnSeries } from './usage-lines.ts';

/** Pixels that a thumbnail is drawn for; it is shown at about as many. */
export const thumbnailSize = { width: 208, height: 104 };

/** A drawing of a few pixels: shapes without words, in the page's colours. */
type Shapes = string;

/** Usage over the whole recording, the lines of all on one scale. */
export function usageThumbnail(drawn: readonly DrawnSeries[], metric: Metric, axis: TimeAxis): Shapes {
  const { width, height } = thumbnailSize;
  const length = axisLength(axis);
  const lines = drawn.map(({ series, colour, dash }) => ({
    colour,
    dash,
    points: downsampleLine(series, metric, axis, { from: 0, to: length, columns: width / 2 }),
  }));
  const greatest = lines.reduce((most, { points }) => points.y.reduce((a, b) => (b > a ? b : a), most), 0);
  const toX = (x: number): string => round((x / length) * width);
  const toY = (y: number): string => round(height - 2 - (greatest > 0 ? (y / greatest) * (height - 4) : 0));
  const paths = lines.toReversed().map(({ colour, dash, points }) => {
    let path = '';
    let pen = 'M';
    points.x.forEach((x, index) => {
      const y = points.y[index] as number;
      if (!Number.isNaN(y)) path += `${pen}${toX(x)},${toY(y)}`;
      pen = Number.isNaN(y) ? 'M' : 'L';
    });
    const dashes = dash === undefined ? '' : ` stroke-dasharray="${dash}"`;
    return `<path d="${path}" stroke="${colour}"${dashes}/>`;
  });
  return `<path d="M0,${height - 0.5}L${width},${height - 0.5}" stroke="var(--cb-line)"/><g fill="none" stroke-width="1.5">${paths.join('')}</g>`;
}

/** The innermost frames of a stack: as wide as they are large, or all as wide where no size is known. */
export function stackThumbnail(frames: readonly StackFrame[]): Shapes {
  const { width, height } = thumbnailSize;
  const rows = frames.slice(0, 13);
  const greatest = rows.reduce((most, { sizeBytes = 0 }) => Math.max(most, sizeBytes), 0);
  const row = Math.min(10, height / rows.length);
  return rows
    .map(({ owner, sizeBytes }, index) => {
      const share = greatest > 0 ? (sizeBytes ?? 0) / greatest : 0.5;
      const wide = Math.max(2, share * width);
      return `<path d="M0,${round(index * row + 1)}h${round(wide)}v${round(row - 2)}h${round(-wide)}Z" fill="${ownerColour(owner)}"/>`;
    })
    .join('');
}

type StackFrame = Pick<Frame, 'owner'> & { sizeBytes: number | undefined };

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
