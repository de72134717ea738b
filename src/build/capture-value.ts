import { type ByKind, callByKind, type Model } from '#model/capture/models.ts';
import { formatAmount, formatShare } from '#locale/amount.ts';
import { formatCount, formatDuration } from '#locale/format.ts';
import { elapsedSeconds } from '#model/recording/clock.ts';
import { foldStacks, toCallTree } from '#model/profile/call-tree.ts';
import type { Profile } from '#model/profile/profile.ts';
import { countSamples } from '#model/profile/sample-count.ts';
import { findSampleType } from '#model/profile/sample-type.ts';
import { toTop } from '#model/profile/top.ts';
import { toTotal, toWeights } from '#model/profile/weights.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { metricColumn, metricScale, type Metric } from '#model/recording/usage-metric.ts';
import { formatMetric, formatNumber } from '#viewer/kinds/recording/numbers.ts';
import type { PublishedTable } from './published-table.ts';

/** Which of a column's values: seconds since the first sample (the nearest one counts), or one of all. */
export type At = 'first' | 'last' | 'min' | 'max' | 'avg' | number;

/** Metrics by their names in tables, as an author writes them. */
export const metrics = {
  cpu: 'cpu',
  ucpu: 'userCpu',
  scpu: 'systemCpu',
  mem: 'memory',
} as const satisfies Record<string, Metric>;

/** What of a profile may be asked for: of a function, as an amount and as its share of the total, and of the whole. */
const profileMetrics = ['flat', 'cum', 'flat-share', 'cum-share', 'total', 'samples', 'duration'] as const;

type ProfileMetric = (typeof profileMetrics)[number];

/** A number of a capture, as it stands there and as it is written. */
export interface CaptureValue {
  /** Percent, MiB, what the table's column counts, or a profile's own unit; a duration is in seconds. */
  value: number;
  /** `207.2 MiB`: by the formatter of the charts' tables. */
  text: string;
}

/** Why there is no such number: which property asks for it, and what there is. */
export class ValueError extends Error {
  override name = 'ValueError';

  constructor(field: 'of' | 'at' | 'column' | 'metric' | 'type', problem: string) {
    super(`${field}: ${problem}`);
  }
}

/** Which number of a capture an author wants. */
interface Asked {
  /** The capture's name. */
  capture: string;
  of?: string | number | undefined;
  metric: keyof typeof metrics | ProfileMetric;
  at?: At | undefined;
  /** Of a profile: the sample type, by its name. */
  type?: string | undefined;
}

const readers: ByKind<CaptureValue, [Asked]> = {
  recording: (recording, { of, metric, at }) => {
    if (!isRecordingMetric(metric))
      throw new ValueError(
        'metric',
        `${metric} is of a profile; of a recording there are ${listSome(Object.keys(metrics))}`,
      );
    if (of === undefined) throw new ValueError('of', 'whose? A name, a key or a pid');
    if (at === undefined)
      throw new ValueError('at', 'first, last, min, max, avg, or seconds since the first sample');
    return toRecordingValue(recording, of, metric, at);
  },
  profile: (profile, { of, metric, type }) => {
    if (isRecordingMetric(metric))
      throw new ValueError(
        'metric',
        `${metric} is of a recording; of a profile there are ${listSome(profileMetrics)}`,
      );
    return toProfileValue(profile, of, metric, type);
  },
  'crash-log': (_, { capture }) => {
    throw new Error(`capture: ${capture} is a crash log, which has no such numbers`);
  },
};

function isRecordingMetric(metric: Asked['metric']): metric is keyof typeof metrics {
  return Object.hasOwn(metrics, metric);
}

/**
 * A number of a profile: of one of its functions, or of the whole.
 *
 * @param of the function's name
 * @param asked the sample type by its name; the one that the profile is shown by where it is left out
 * @throws ValueError naming what there is instead
 */
export function toProfileValue(
  profile: Profile,
  of: string | number | undefined,
  metric: ProfileMetric,
  asked: string | undefined,
): CaptureValue {
  const { sampleTypes, durationNanos } = profile;
  if (metric === 'samples') {
    const count = countSamples(profile);
    return { value: Number(count), text: formatAmount(count, 'count') };
  }
  if (metric === 'duration') {
    if (durationNanos === 0n)
      throw new ValueError('metric', 'the profile does not say how long was measured');
    const value = Number(durationNanos) / 1e9;
    return { value, text: formatDuration(value) };
  }
  const type = findSampleType(profile, asked);
  if (type === undefined)
    throw new ValueError(
      'type',
      `there is no ${asked}; there are ${listSome(sampleTypes.map((one) => one.type))}`,
    );
  const { unit } = sampleTypes[type]!;
  const total = toTotal(profile, type);
  if (metric === 'total') return { value: Number(total), text: formatAmount(total, unit) };
  if (of === undefined) throw new ValueError('of', 'which function?');
  const rows = toTop(toCallTree(profile, foldStacks(profile), toWeights(profile, type)));
  const row = rows.find(({ frame }) => frame.name === of);
  if (!row)
    throw new ValueError(
      'of',
      `there is no ${of}; there are ${listSome(rows.map(({ frame }) => frame.name))}`,
    );
  const amount = metric.startsWith('flat') ? row.flat : row.cum;
  if (!metric.endsWith('share')) return { value: amount, text: formatAmount(amount, unit) };
  return { value: (100 * amount) / Number(total), text: formatShare(amount, Number(total)) };
}

/** @throws Error naming what there is instead, or that a capture of its kind has no such number */
export function toMetricValue(value: Model, asked: Asked): CaptureValue {
  return callByKind(readers, value, asked);
}

/**
 * A number of one process, or one system row, of a recording.
 *
 * @param of its name, its key (`name-pid`) or its pid
 * @throws ValueError naming what there is instead
 */
export function toRecordingValue(
  recording: Recording,
  of: string | number,
  name: keyof typeof metrics,
  at: At,
): CaptureValue {
  const metric = metrics[name];
  if (name !== 'cpu' && name !== 'mem' && !recording.cpuSplit)
    throw new ValueError('metric', 'the capture gives one CPU figure only: cpu');
  const series = findSeries(recording, of);
  const elapsed = elapsedSeconds(recording);
  const values = metricColumn(series, metric);
  const points = Array.from(values, (value, row) => ({ value, seconds: elapsed[series.at[row]!]! }));
  const value = pick(points, at, `${of} has no ${name}`) * metricScale(metric);
  return { value, text: formatMetric(value, metric) };
}

function findSeries({ series }: Recording, of: string | number): Series {
  const byKey = series.find(({ key }) => key === of);
  if (byKey) return byKey;
  const found = series.filter(({ name, pid }) => name === of || pid === of);
  if (found.length > 1)
    throw new ValueError(
      'of',
      `${of} is several, name one of them: ${listSome(found.map(({ key }) => key))}`,
    );
  const [only] = found;
  if (only) return only;
  throw new ValueError('of', `there is no ${of}; there are ${listSome(series.map(({ name }) => name))}`);
}

/** Units that a column's name ends in, the longer ends first: how they are written, and how many make one of those. */
const UNITS: readonly { end: string; unit: string; scale: number }[] = [
  { end: '_kb', unit: 'MiB', scale: 1 / 1024 },
  { end: '_ms', unit: 'ms', scale: 1 },
  { end: '_per_s', unit: '', scale: 1 },
  { end: '_s', unit: 's', scale: 1 },
  { end: 'seconds', unit: 's', scale: 1 },
  { end: '_pct', unit: '%', scale: 1 },
];

/**
 * A number of a table that lies beside a capture.
 *
 * @param of what its column `name` has in the row that is meant; undefined for any row
 * @throws ValueError naming what there is instead
 */
export function toTableValue(
  { columns, rows }: PublishedTable,
  column: string,
  of: string | number | undefined,
  at: At | undefined,
): CaptureValue {
  const place = columns.indexOf(column);
  if (place < 0) throw new ValueError('column', `there is no ${column}; there are ${listSome(columns)}`);
  const byName = columns.indexOf('name');
  if (of !== undefined && byName < 0)
    throw new ValueError('of', 'the table has no column name to find it by');
  const own = of === undefined ? rows : rows.filter((row) => row[byName] === String(of));
  if (own.length === 0)
    throw new ValueError(
      'of',
      `there is no ${of}; there are ${listSome(rows.map((row) => row[byName] ?? ''))}`,
    );
  if (own.length > 1 && at === undefined)
    throw new ValueError(
      'at',
      `${own.length} rows are meant; say which: first, last, min, max, avg or seconds`,
    );
  const bySeconds = columns.indexOf('seconds');
  if (typeof at === 'number' && bySeconds < 0)
    throw new ValueError('at', 'the table has no column seconds to find it by');
  const points = own.map((row) => ({ value: toNumber(row[place]), seconds: toNumber(row[bySeconds]) }));
  const { unit, scale } = UNITS.find(({ end }) => column.endsWith(end)) ?? { unit: '', scale: 1 };
  const value = pick(points, at ?? 'first', `${column} holds no number`) * scale;
  // A count is whole, and written so.
  const isCount = unit === '' && points.every((point) => !(point.value % 1));
  const text = isCount && at !== 'avg' ? formatCount(value) : formatNumber(value);
  return { value, text: unit === '' ? text : `${text} ${unit}` };
}

function toNumber(cell: string | undefined): number {
  return cell === undefined || cell.trim() === '' ? NaN : Number(cell);
}

function pick(points: readonly { value: number; seconds: number }[], at: At, nothing: string): number {
  const finite = points.filter(({ value }) => Number.isFinite(value));
  const [first] = finite;
  if (!first) throw new ValueError('at', nothing);
  const values = finite.map(({ value }) => value);
  switch (at) {
    case 'first':
      return first.value;
    case 'last':
      return values.at(-1)!;
    case 'min':
      return values.reduce((a, b) => Math.min(a, b));
    case 'max':
      return values.reduce((a, b) => Math.max(a, b));
    case 'avg':
      return values.reduce((a, b) => a + b, 0) / values.length;
    default:
      return nearest(finite, at);
  }
}

/** Nothing stands for a time at which there was nothing: the nearest sample is within two usual steps. */
function nearest(points: readonly { value: number; seconds: number }[], at: number): number {
  const best = points.reduce((a, b) => (Math.abs(b.seconds - at) < Math.abs(a.seconds - at) ? b : a));
  const ends = [points[0]!.seconds, points.at(-1)!.seconds];
  const step = points.length > 1 ? (ends[1]! - ends[0]!) / (points.length - 1) : 0;
  if (Math.abs(best.seconds - at) > 2 * step)
    throw new ValueError('at', `there is nothing near ${at} s; it goes from ${ends[0]} to ${ends[1]} s`);
  return best.value;
}

function listSome(names: readonly string[]): string {
  const known = [...new Set(names)];
  return known.slice(0, 12).join(', ') + (known.length > 12 ? `, … ${known.length - 12} more` : '');
}
