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
  const points: [x: number, y: number][] = [];
  for (let index = 0; index < xs.length; index++) {
    const [x, y] = [xs[index] as number, ys[index] as number];
    if (Number.isFinite(x) && Number.isFinite(y)) points.push([x, y]);
  }
  const few = points.length > BINS ? toBins(points) : points;
  if (few.length < 3) return undefined;
  const slopes: number[] = [];
  let [rising, falling] = [0, 0];
  for (let right = 1; right < few.length; right++) {
    for (let left = 0; left < right; left++) {
      const [[x0, y0], [x1, y1]] = [few[left] as [number, number], few[right] as [number, number]];
      if (x1 <= x0) continue;
      slopes.push((y1 - y0) / (x1 - x0));
      if (y1 > y0) rising += 1;
      else if (y1 < y0) falling += 1;
    }
  }
  if (slopes.length === 0) return undefined;
  return { slope: median(slopes), rising: rising / slopes.length, falling: falling / slopes.length };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

function toBins(points: readonly [number, number][]): [number, number][] {
  const first = points[0]?.[0] ?? 0;
  const last = points[points.length - 1]?.[0] ?? 0;
  const bins = Array.from({ length: BINS }, (): [number, number][] => []);
  for (const point of points) {
    const at = last > first ? Math.floor(((point[0] - first) / (last - first)) * BINS) : 0;
    bins[Math.min(BINS - 1, at)]?.push(point);
  }
  return bins
    .filter((bin) => bin.length > 0)
    .map((bin) => [median(bin.map(([x]) => x)), median(bin.map(([, y]) => y))]);
}
