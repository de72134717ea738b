/** Points at most, so that pairs stay few; more are put together by time. */
const BINS = 60;

/**
 * Slope of values over time that single peaks do not bend: the median of the slopes between all pairs
 * of points (Theil and Sen). Longer series are first put into 60 equal stretches of time, each with
 * the medians of its times and values. Undefined with fewer than three points, or all at one time.
 *
 * @param xs ascending; finite
 * @param ys as many; what is no finite number is left out
 * @returns y's unit a unit of x
 */
export function robustSlope(xs: ArrayLike<number>, ys: ArrayLike<number>): number | undefined {
  return robustTrend(xs, ys)?.slope;
}

/** The slope, and of all pairs of its points the part in which the later value is the greater one, and the lesser. */
export interface Trend {
  slope: number;
  rising: number;
  falling: number;
}

/** As `robustSlope`, with how steadily it goes that way. */
export function robustTrend(xs: ArrayLike<number>, ys: ArrayLike<number>): Trend | undefined {
  const finite = toFinite(xs, ys);
  const [px, py] = finite[0].length > BINS ? toBins(...finite) : finite;
  const count = px.length;
  if (count < 3) return undefined;
  const slopes = new Float64Array((count * (count - 1)) / 2);
  let pairs = 0;
  let [rising, falling] = [0, 0];
  for (let right = 1; right < count; right++) {
    const [x1, y1] = [px[right] as number, py[right] as number];
    for (let left = 0; left < right; left++) {
      const [x0, y0] = [px[left] as number, py[left] as number];
      if (x1 <= x0) continue;
      slopes[pairs++] = (y1 - y0) / (x1 - x0);
      if (y1 > y0) rising += 1;
      else if (y1 < y0) falling += 1;
    }
  }
  if (pairs === 0) return undefined;
  return { slope: median(slopes.subarray(0, pairs)), rising: rising / pairs, falling: falling / pairs };
}

/** The one in the middle, or between the two there. */
export function median(values: ArrayLike<number>): number {
  // Sorted as numbers without a function to compare them: many times as fast, and of each series there are 60.
  return middleOf(Float64Array.from(values).sort());
}

/** @param sorted ascending */
function middleOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The points of which both are finite. */
function toFinite(xs: ArrayLike<number>, ys: ArrayLike<number>): [xs: Float64Array, ys: Float64Array] {
  const [px, py] = [new Float64Array(xs.length), new Float64Array(xs.length)];
  let count = 0;
  for (let index = 0; index < xs.length; index++) {
    const [x, y] = [xs[index] as number, ys[index] as number];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    px[count] = x;
    py[count++] = y;
  }
  return [px.subarray(0, count), py.subarray(0, count)];
}

/** Equal stretches of x, each with the medians of its points; those without any are left out. */
function toBins(xs: Float64Array, ys: Float64Array): [xs: Float64Array, ys: Float64Array] {
  const first = xs[0] as number;
  const span = (xs[xs.length - 1] as number) - first;
  const binOf = (x: number): number =>
    span > 0 ? Math.min(BINS - 1, Math.floor(((x - first) / span) * BINS)) : 0;
  const [bx, by] = [new Float64Array(BINS), new Float64Array(BINS)];
  let count = 0;
  let start = 0;
  for (let end = 1; end <= xs.length; end++) {
    if (end < xs.length && binOf(xs[end] as number) === binOf(xs[start] as number)) continue;
    bx[count] = middleOf(xs.subarray(start, end));
    by[count++] = median(ys.subarray(start, end));
    start = end;
  }
  return [bx.subarray(0, count), by.subarray(0, count)];
}
