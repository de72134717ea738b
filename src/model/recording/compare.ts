import type { Expression } from './expression.ts';
import { isFitting } from './filter.ts';
import { fitsProcess } from './fits.ts';
import { type Grouping, groupsOf } from './grouping.ts';
import { type Growth, type NoGrowth, toGrowth } from './growth.ts';
import type { Recording, Series } from './recording.ts';
import { usageStatistics } from './statistics.ts';
import { axisLength, findSample, positionAt, samplesWithin, type TimeAxis } from './time-axis.ts';
import { metricColumn, metricScale } from './usage-metric.ts';
import { rowAt, sumSeries } from './usage-sum.ts';

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
  /** How it grows, or why that is not to be said. */
  growth: Growth | NoGrowth;
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
  named = new Map([...members].map(([name, all]) => [name, toNamedSum(recording, name, all)]));
  sums.set(recording, named);
  return named;
}

/** What of two recordings is compared, and as what. */
export interface CompareSpec {
  grouping: Grouping;
  where?: Expression | undefined;
}

/**
 * The rows of both by name: pids differ from run to run, so processes of one name are one row at least,
 * and what one process has started goes by its name alone. A name is there where it fits in either.
 */
export function toNamedRows(
  recordings: readonly [Recording, Recording],
  { grouping, where }: CompareSpec,
): [ReadonlyMap<string, Series>, ReadonlyMap<string, Series>] {
  const isPlain = !where && (grouping.by === 'pid' || grouping.by === 'name');
  if (isPlain) return [sumByName(recordings[0]), sumByName(recordings[1])];
  const [a, b] = recordings.map((recording) => {
    const groups = groupsOf(recording, grouping.by === 'pid' ? { by: 'name' } : grouping);
    const members = new Map<string, Series[]>();
    for (const series of recording.series) {
      if (series.kind !== 'process') continue;
      const group = groups.get(series.key)?.name ?? series.name;
      const name = grouping.by === 'parent' ? group.replace(/ \d+$/, '') : group;
      if (where && !fitsProcess(where, [series.name, name], series.pid)) continue;
      const same = members.get(name);
      if (same) same.push(series);
      else members.set(name, [series]);
    }
    const rows = new Map(Array.from(members, ([name, all]) => [name, toNamedSum(recording, name, all)]));
    const fitting = new Set(
      Array.from(rows, ([name, series]) =>
        isFitting(recording, { series, name, members: members.get(name) ?? [] }, where) ? name : undefined,
      ),
    );
    return { rows, fitting };
  });
  const pick = (rows: ReadonlyMap<string, Series>): ReadonlyMap<string, Series> =>
    new Map([...rows].filter(([name]) => a?.fitting.has(name) === true || b?.fitting.has(name) === true));
  return [pick(a?.rows ?? new Map()), pick(b?.rows ?? new Map())];
}

function toNamedSum(recording: Recording, name: string, all: readonly Series[]): Series {
  const [only] = all;
  return all.length === 1 && only ? only : sumSeries(recording, all, `*name ${name}*`, name);
}

/** All rows of one side as one. */
export function sumOfSide({ recording, rows = sumByName(recording) }: CompareSide): Series {
  return sumSeries(recording, [...rows.values()], '*total*');
}

/**
 * B's values less A's, as a series on an axis that has A's samples first: where both recordings have a
 * sample and either has the row; what is not there counts as 0.
 */
export function toDifference(
  a: CompareSide,
  b: CompareSide,
  [inA, inB]: readonly [Series | undefined, Series | undefined],
  key: string,
): Series {
  const at: number[] = [];
  const cpu: number[] = [];
  const memKb: number[] = [];
  for (let sample = 0; sample < a.axis.positions.length; sample++) {
    const position = a.axis.positions[sample] ?? 0;
    const other = findSample(b.axis, position);
    if (other === undefined || Math.abs((b.axis.positions[other] ?? NaN) - position) > b.axis.interval)
      continue;
    const rows = [inA && rowAt(inA, sample), inB && rowAt(inB, other)] as const;
    if (rows[0] === undefined && rows[1] === undefined) continue;
    const read = (series: Series | undefined, row: number | undefined, metric: 'cpu' | 'memory'): number =>
      series && row !== undefined ? (metricColumn(series, metric)[row] as number) : 0;
    at.push(sample);
    cpu.push(read(inB, rows[1], 'cpu') - read(inA, rows[0], 'cpu'));
    memKb.push(read(inB, rows[1], 'memory') - read(inA, rows[0], 'memory'));
  }
  return {
    key,
    name: inA?.name ?? inB?.name ?? '',
    pid: 0,
    kind: 'process',
    at: Uint32Array.from(at),
    userCpu: Float32Array.from(cpu),
    systemCpu: new Float32Array(at.length),
    memKb: Float64Array.from(memKb),
  };
}

/** One side of a comparison. */
export interface CompareSide {
  recording: Recording;
  /** B's is shifted onto A's. */
  axis: TimeAxis;
  /** By name; all processes, those of one name summed, where not said. */
  rows?: ReadonlyMap<string, Series>;
}

/** Both sides name by name over a window (positions on A's axis), the largest change of the average first. */
export function compareUsage(
  a: CompareSide,
  b: CompareSide,
  metric: 'cpu' | 'memory',
  window: readonly [from: number, to: number],
): CompareRow[] {
  const inA = a.rows ?? sumByName(a.recording);
  const inB = b.rows ?? sumByName(b.recording);
  const names = new Set([...inA.keys(), ...inB.keys()]);
  const rows: CompareRow[] = [];
  for (const name of names) {
    const row = compareRow(name, [a, inA.get(name)], [b, inB.get(name)], metric, window);
    if (row) rows.push(row);
  }
  return rows.sort((x, y) => Math.abs(y.difference) - Math.abs(x.difference) || compareNames(x.name, y.name));
}

/** All of both sides. */
export function compareTotals(
  [a, sumA]: readonly [CompareSide, Series],
  [b, sumB]: readonly [CompareSide, Series],
  metric: 'cpu' | 'memory',
  window: readonly [from: number, to: number],
): CompareRow | undefined {
  return compareRow('', [a, sumA], [b, sumB], metric, window);
}

function compareRow(
  name: string,
  a: readonly [CompareSide, Series | undefined],
  b: readonly [CompareSide, Series | undefined],
  metric: 'cpu' | 'memory',
  window: readonly [from: number, to: number],
): CompareRow | undefined {
  const left = toNameUsage(...a, metric, window);
  const right = toNameUsage(...b, metric, window);
  if (!left && !right) return undefined;
  const [avgA, avgB] = [left?.avg ?? 0, right?.avg ?? 0];
  const ratio = left && right && avgA > 0 ? avgB / avgA : undefined;
  return { name, a: left, b: right, difference: avgB - avgA, ratio };
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
  return {
    samples: statistics.samples,
    avg: avg === null ? null : avg * scale,
    max: max === null ? null : max * scale,
    growth: toGrowth(series, metric, axis, [first, end]),
  };
}

function compareNames(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
