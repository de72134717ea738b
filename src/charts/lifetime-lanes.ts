import { chartMargins, innerWidth } from './margins.ts';
import { type TimeChartSpec } from './time-chart.ts';

/** What lived for a while, or several times: a process, a group of them. */
export interface LifetimeRow {
  label: string;
  /** A CSS colour; all the same where not said. */
  colour?: string | undefined;
  /** In their order, none over another. */
  strips: readonly LifetimeStrip[];
}

/** A stretch of the axis with what was used in it. */
export interface LifetimeStrip {
  /** Positions. */
  from: number;
  to: number;
  /** In the unit of the chart: percent of one core. */
  value: number;
}

export interface LifetimeLanes {
  /** By row: its lane from above; -1 where nothing of it is in the window. */
  laneOf: Int32Array;
  lanes: number;
  /** Pixels from one lane to the next. */
  pitch: number;
  /** Every row has a lane of its own. */
  alone: boolean;
}

/** A lane that can have a name in it, and the least that is still told from the next. */
const NAMED = 17;
const LEAST = 4;

/** Pixels of a chart that gives each row a lane with its name, or as many as it may have. */
export function toLifetimesHeight(rows: number, most: number): number {
  return Math.min(most, Math.max(1, rows) * NAMED + chartMargins.top + chartMargins.bottom);
}

/**
 * Puts rows into lanes. A lane each where that many fit, in the order given. Else rows that did not
 * live at the same time share one, the earliest on top; and where too many lived at once for lanes
 * that can be told apart, the lane that has been free for longest, or is free soonest, has one more.
 */
export function toLifetimeLanes(
  rows: readonly LifetimeRow[],
  { window: [from, to], width, height }: Pick<TimeChartSpec, 'window' | 'width' | 'height'>,
): LifetimeLanes {
  const inner = Math.max(LEAST, height - chartMargins.top - chartMargins.bottom);
  const laneOf = new Int32Array(rows.length).fill(-1);
  const seen: { row: number; begin: number; end: number }[] = [];
  rows.forEach(({ strips }, row) => {
    const within = strips.filter((strip) => strip.to >= from && strip.from <= to);
    const [first, last] = [within[0], within[within.length - 1]];
    if (first && last) seen.push({ row, begin: first.from, end: last.to });
  });
  if (seen.length * NAMED <= inner) {
    seen.forEach(({ row }, lane) => (laneOf[row] = lane));
    return { laneOf, lanes: seen.length, pitch: NAMED, alone: true };
  }
  // Two pixels between neighbours, so that they are two.
  const apart = (2 * (to - from)) / innerWidth(width);
  const most = Math.max(1, Math.floor(inner / LEAST));
  const ends: number[] = [];
  for (const { row, begin, end } of seen.toSorted((a, b) => a.begin - b.begin || a.row - b.row)) {
    let lane = ends.findIndex((free) => free + apart <= begin);
    if (lane < 0) lane = ends.length < most ? ends.length : leastOf(ends);
    ends[lane] = Math.max(end, ends[lane] ?? -Infinity);
    laneOf[row] = lane;
  }
  return {
    laneOf,
    lanes: ends.length,
    pitch: Math.min(NAMED, inner / Math.max(1, ends.length)),
    alone: false,
  };
}

/** The row whose strip is under a pixel of the chart; the last drawn where several are. */
export function findLifetime(
  rows: readonly LifetimeRow[],
  { laneOf, pitch }: LifetimeLanes,
  position: number,
  y: number,
  slack = 0,
): { row: number; strip: LifetimeStrip | undefined } | undefined {
  const lane = Math.floor((y - chartMargins.top) / pitch);
  for (let row = rows.length - 1; row >= 0; row--) {
    if (laneOf[row] !== lane) continue;
    const { strips } = rows[row] as LifetimeRow;
    const [first, last] = [strips[0], strips[strips.length - 1]];
    if (!first || !last || position < first.from - slack || position > last.to + slack) continue;
    return {
      row,
      strip: strips.find(({ from, to }) => position >= from - slack && position <= to + slack),
    };
  }
  return undefined;
}

function leastOf(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value < (values[best] as number) ? index : best), 0);
}
