import type { Series } from './recording.ts';
import { lowerBound, samplesWithin, type TimeAxis } from './time-axis.ts';
import { metricColumn, metricScale, type Metric } from './usage-metric.ts';

/** The part of the axis that is drawn, and into how many pixel columns. */
export interface PixelWindow {
  from: number;
  to: number;
  columns: number;
  /** Seen for a moment: of each column the least and the greatest alone. */
  draft?: boolean | undefined;
}

/** Which pixel column each sample of a window stands in. */
export interface PlacedSamples {
  /** The first of them, and the one after the last. */
  samples: readonly [first: number, end: number];
  /** By sample from the first on. */
  columns: Uint32Array;
}

/** Places the samples of a window once, for all series that are drawn over it. */
export function placeSamples(axis: TimeAxis, { from, to, columns }: PixelWindow): PlacedSamples {
  const { positions } = axis;
  const [first, end] = samplesWithin(axis, from, to);
  const perSecond = columns / (to - from || 1);
  const placed = new Uint32Array(end - first);
  for (let sample = first; sample < end; sample++) {
    const column = Math.floor(((positions[sample] as number) - from) * perSecond);
    placed[sample - first] = Math.min(columns - 1, Math.max(0, column));
  }
  return { samples: [first, end], columns: placed };
}

/** A line to draw: NaN in `y` ends a piece. Points with nothing on either side are dots. */
export interface LinePoints {
  x: Float64Array;
  y: Float64Array;
  dots: { x: Float64Array; y: Float64Array };
}

/**
 * A series as a line of at most four points a pixel column: the first, least, greatest and last of
 * its samples there, in their order; in a draft of two. It breaks where the process was missing, where the recorder
 * paused, and at values that are no finite number; gaps inside one pixel column do not show. At the
 * window's edges the line ends where it crosses them.
 *
 * @param placed the axis' samples in that window, where they have been placed for another line
 */
export function downsampleLine(
  series: Series,
  metric: Metric,
  axis: TimeAxis,
  window: PixelWindow,
  placed: PlacedSamples = placeSamples(axis, window),
): LinePoints {
  const values = metricColumn(series, metric);
  const scale = metricScale(metric);
  const { at } = series;
  const { positions, broken } = axis;
  const { from, to, columns, draft = false } = window;
  const [firstSample, endSample] = placed.samples;
  const firstRow = lowerBound(at, firstSample);
  const endRow = lowerBound(at, endSample);
  const perSecond = columns / (to - from || 1);
  const rows = Math.max(0, endRow - firstRow);
  // Four points and an end a column, a point and an end a row, and two where the line crosses each edge.
  const out = new PointSink(Math.min(4 * columns, rows) + Math.min(columns, rows) + 4);

  const joined = (row: number, next: number): boolean => {
    const [a, b] = [at[row] as number, at[next] as number];
    return b - a === 1 && broken[b] === 0 && Number.isFinite(values[row]) && Number.isFinite(values[next]);
  };
  const place = (row: number): number => positions[at[row] as number] as number;
  const valueOf = (row: number): number => (values[row] as number) * scale;
  const crossing = (row: number, next: number, edge: number): void => {
    const [x0, x1] = [place(row), place(next)];
    if (x1 <= x0) return;
    const [y0, y1] = [valueOf(row), valueOf(next)];
    out.point(edge, y0 + ((edge - x0) / (x1 - x0)) * (y1 - y0));
  };

  // The line may cross the whole window between two samples outside of it.
  if (firstRow > 0 && firstRow < at.length && joined(firstRow - 1, firstRow)) {
    crossing(firstRow - 1, firstRow, from);
    if (endRow === firstRow) crossing(firstRow - 1, firstRow, to);
  }

  let column = -1;
  let [first, least, greatest, last] = [-1, -1, -1, -1];
  const flush = (): void => {
    if (first < 0) return;
    const [early, late] = least < greatest ? [least, greatest] : [greatest, least];
    if (draft) {
      out.point(place(early), valueOf(early));
      if (late > early) out.point(place(late), valueOf(late));
      first = -1;
      return;
    }
    out.point(place(first), valueOf(first));
    if (early > first) out.point(place(early), valueOf(early));
    if (late > early && late > first) out.point(place(late), valueOf(late));
    if (last > late && last > first) out.point(place(last), valueOf(last));
    first = -1;
  };
  for (let row = firstRow; row < endRow; row++) {
    const value = values[row] as number;
    if (!Number.isFinite(value)) continue;
    const here = placed.columns[(at[row] as number) - firstSample] as number;
    if (first >= 0 && here === column) {
      if (value < (values[least] as number)) least = row;
      if (value > (values[greatest] as number)) greatest = row;
      last = row;
      continue;
    }
    const before = first >= 0 ? last : -1;
    flush();
    if (before >= 0 && !joined(before, row)) out.end();
    column = here;
    first = least = greatest = last = row;
  }
  const final = first >= 0 ? last : -1;
  flush();
  if (final >= 0 && final + 1 < at.length && joined(final, final + 1)) crossing(final, final + 1, to);
  return out.finish(1 / perSecond);
}

/**
 * The samples that a stack of many series is drawn at: those with the least and the greatest total of
 * each pixel column, ascending.
 *
 * @param totals of all that is stacked, by sample
 */
export function stackSamples(totals: Float64Array, axis: TimeAxis, window: PixelWindow): Uint32Array {
  const { positions } = axis;
  const [first, end] = samplesWithin(axis, window.from, window.to);
  const perSecond = window.columns / (window.to - window.from || 1);
  const picked: number[] = [];
  let column = -1;
  let [least, greatest] = [-1, -1];
  const flush = (): void => {
    if (least < 0) return;
    picked.push(Math.min(least, greatest));
    if (least !== greatest) picked.push(Math.max(least, greatest));
  };
  // One sample more on the right: a value stands for the interval before it.
  for (let sample = first; sample < Math.min(end + 1, positions.length); sample++) {
    const offset = (positions[sample] as number) - window.from;
    const here = Math.min(window.columns, Math.floor(offset * perSecond));
    if (here !== column) {
      flush();
      column = here;
      least = greatest = sample;
    } else {
      if ((totals[sample] as number) < (totals[least] as number)) least = sample;
      if ((totals[sample] as number) > (totals[greatest] as number)) greatest = sample;
    }
  }
  flush();
  return Uint32Array.from(picked);
}

/** Two columns of numbers, with room for all that may come, then cut to size. */
class PointSink {
  private readonly xs: Float64Array;
  private readonly ys: Float64Array;
  private length = 0;

  constructor(most: number) {
    this.xs = new Float64Array(most);
    this.ys = new Float64Array(most);
  }

  point(x: number, y: number): void {
    this.xs[this.length] = x;
    this.ys[this.length] = y;
    this.length += 1;
  }

  end(): void {
    this.point(this.length > 0 ? (this.xs[this.length - 1] as number) : NaN, NaN);
  }

  /** Pieces narrower than `columnWidth` would leave no trace as a line: they become dots. */
  finish(columnWidth: number): LinePoints {
    const { xs, ys, length } = this;
    const dotX: number[] = [];
    const dotY: number[] = [];
    let start = 0;
    for (let index = 0; index <= length; index++) {
      if (index < length && !Number.isNaN(ys[index])) continue;
      if (index > start && (xs[index - 1] as number) - (xs[start] as number) < columnWidth) {
        dotX.push(xs[index - 1] as number);
        dotY.push(ys[index - 1] as number);
      }
      start = index + 1;
    }
    return {
      x: xs.slice(0, length),
      y: ys.slice(0, length),
      dots: { x: Float64Array.from(dotX), y: Float64Array.from(dotY) },
    };
  }
}
