import type { Recording, Series } from './recording.ts';
import { robustSlope } from './slope.ts';
import { usageStatistics } from './statistics.ts';
import { axisLength, lowerBound, positionAt, samplesWithin, type TimeAxis } from './time-axis.ts';
import { metricColumn, metricScale } from './usage-metric.ts';
import { sumSeries } from './usage-sum.ts';

/** How two recordings are laid over each other. */
export interface Alignment {
  align: 'start' | 'clock' | 'moment';
  /** With `moment`: what B is moved by, in seconds. */
  shiftSeconds?: number | undefined;
}

/** What a process of one name did in one recording over the window. */
interface NameUsage {
  /** Samples in which any process of the name was there. */
  samples: number;
  /** Percent of one core, or MiB; null where no value is finite. */
  avg: number | null;
  max: number | null;
  /** Unit a minute, by the median of slopes; undefined where there is too little to tell. */
  slope: number | undefined;
}

/** One name in both. */
export interface CompareRow {
  name: string;
  /** Undefined where the recording, or its part of the window, has no process of that name. */
  a: NameUsage | undefined;
  b: NameUsage | undefined;
  /** B's average less A's; what is not there counts as 0 here, and only here. */
  difference: number;
  /** B's average over A's; undefined where either is missing or A's is 0. */
  ratio: number | undefined;
}

/** Seconds that B's elapsed time is moved by to stand on A's. Undefined by `clock` where one has no clock. */
export function toShift(a: Recording, b: Recording, alignment: Alignment): number | undefined {
  if (alignment.align === 'start') return 0;
  if (alignment.align === 'moment') return alignment.shiftSeconds ?? 0;
  if (a.clock === 'none' || b.clock === 'none') return undefined;
  return (b.times[0] ?? 0) - (a.times[0] ?? 0);
}

/** B's axis as it stands on A's: the same samples at A's positions. */
export function shiftAxis(a: TimeAxis, b: TimeAxis, shiftSeconds: number): TimeAxis {
  const positions = Float64Array.from(b.elapsed, (elapsed) => positionAt(a, elapsed + shiftSeconds));
  return { ...b, mode: a.mode, positions };
}

/**
 * An axis long enough for both: A's, and after its last sample B's that come later, before its first
 * those that come earlier only as room. A's samples keep their numbers.
 *
 * @param b shifted onto A's
 */
export function joinAxes(a: TimeAxis, b: TimeAxis): TimeAxis {
  const end = a.positions[a.positions.length - 1] ?? 0;
  const later = Array.from(b.positions).filter((position) => position > end);
  const begin = Math.min(0, b.positions[0] ?? 0);
  const extend = (values: Float64Array): Float64Array => {
    const last = values[values.length - 1] ?? 0;
    return Float64Array.from([...values, ...later.map((position) => last + position - end)]);
  };
  const positions = extend(a.positions);
  const broken = new Uint8Array(positions.length);
  broken.set(a.broken);
  return {
    ...a,
    positions,
    times: extend(a.times),
    elapsed: extend(a.elapsed),
    broken,
    bounds: [
      begin,
      Math.max(axisLength(a), end + (later.length > 0 ? (later[later.length - 1] ?? 0) - end : 0)),
    ],
  };
}

const sums = new WeakMap<Recording, Map<string, Series>>();

/** Processes by name, those of one name summed: builds have the same names and other pids. */
export function sumByName(recording: Recording): ReadonlyMap<string, Series> {
  let named = sums.get(recording);
  if (named) return named;
  const members = new Map<string, Series[]>();
  for (const series of recording.series) {
    if (series.kind !== 'process') continue;
    const same = members.get(series.name);
    if (same) same.push(series);
    else members.set(series.name, [series]);
  }
  named = new Map(
    [...members].map(([name, all]) => {
      const [only] = all;
      return [name, all.length === 1 && only ? only : sumSeries(recording, all, `*name ${name}*`, name)];
    }),
  );
  sums.set(recording, named);
  return named;
}

/** One side of a comparison. */
export interface CompareSide {
  recording: Recording;
  /** B's is shifted onto A's. */
  axis: TimeAxis;
}

/** Both sides name by name over a window (positions on A's axis), the largest change of the average first. */
export function compareUsage(
  a: CompareSide,
  b: CompareSide,
  metric: 'cpu' | 'memory',
  window: readonly [from: number, to: number],
): CompareRow[] {
  const [inA, inB] = [sumByName(a.recording), sumByName(b.recording)];
  const names = new Set([...inA.keys(), ...inB.keys()]);
  const rows: CompareRow[] = [];
  for (const name of names) {
    const left = toNameUsage(a, inA.get(name), metric, window);
    const right = toNameUsage(b, inB.get(name), metric, window);
    if (!left && !right) continue;
    const [avgA, avgB] = [left?.avg ?? 0, right?.avg ?? 0];
    const ratio = left && right && avgA > 0 ? avgB / avgA : undefined;
    rows.push({ name, a: left, b: right, difference: avgB - avgA, ratio });
  }
  return rows.sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || compareNames(x.name, y.name));
}

function toNameUsage(
  side: CompareSide,
  series: Series | undefined,
  metric: 'cpu' | 'memory',
  window: readonly [number, number],
): NameUsage | undefined {
  if (!series) return undefined;
  const { recording, axis } = side;
  const [first, end] = samplesWithin(axis, window[0], window[1]);
  const statistics = usageStatistics(recording, series, { first, last: end - 1 });
  if (statistics.samples === 0) return undefined;
  const { avg, max } = metric === 'memory' ? statistics.memKb : statistics.cpu;
  const scale = metricScale(metric);
  const [start, stop] = [lowerBound(series.at, first), lowerBound(series.at, end)];
  const values = metricColumn(series, metric).subarray(start, stop);
  const minutes = Float64Array.from(
    series.at.subarray(start, stop),
    (sample) => (axis.elapsed[sample] ?? 0) / 60,
  );
  const slope = robustSlope(minutes, values);
  return {
    samples: statistics.samples,
    avg: avg === null ? null : avg * scale,
    max: max === null ? null : max * scale,
    slope: slope === undefined ? undefined : slope * scale,
  };
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
