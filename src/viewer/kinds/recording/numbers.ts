import { formatDuration } from '#locale/format.ts';
import { withMinus } from '#locale/minus.ts';
import { mibOf, type MemoryUnit, type Metric } from '#model/recording/usage-metric.ts';
import { timeAt, elapsedAt, type TimeAxis } from '#model/recording/time-axis.ts';
import { formatClock, formatDate, formatDateTime, formatElapsed, type Zone } from '#model/zone.ts';

const formatters = [0, 1, 2].map(
  (digits) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/** A value in its shown unit, without the unit: `0.04`, `12.3`, `1,204`. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size < 0.005) return '0.0';
  // By what it is rounded to, so that 0.999 is 1.0 and not 1.00.
  const digits = size >= 999.95 ? 0 : size >= 0.995 ? 1 : 2;
  return withMinus((formatters[digits] as Intl.NumberFormat).format(value));
}

/** With its unit: `12.3 %`, `204.0 MiB`. Memory comes in MiB, and is told in the unit asked for. */
export function formatMetric(
  value: number | null | undefined,
  metric: Metric,
  unit: MemoryUnit = 'MiB',
): string {
  if (metric !== 'memory') return `${formatNumber(value)} %`;
  return `${formatNumber(typeof value === 'number' ? value / mibOf(unit) : value)} ${unit}`;
}

/** `+3.2`, `−0.4`, `0.0` */
export function formatSigned(value: number | null | undefined): string {
  const text = formatNumber(value);
  return value !== null && value !== undefined && value >= 0.005 ? `+${text}` : text;
}

/** Decimals of a second in the times of an axis. */
function digitsOf(axis: TimeAxis): number {
  return axis.interval < 1 ? 1 : 0;
}

/** Time at a position as the axis tells it: `2026-11-23 14:03:07`, or elapsed `12:07`. */
export function formatPosition(
  axis: TimeAxis,
  position: number,
  zone: Zone,
  digits = digitsOf(axis),
): string {
  return axis.mode === 'wall'
    ? formatDateTime(timeAt(axis, position), zone, digits)
    : formatElapsed(elapsedAt(axis, position), digits);
}

/** Both ends of a stretch as the axis tells them: the date once, where both are of one day. */
export function formatEnds(
  axis: TimeAxis,
  [from, to]: readonly [number, number],
  zone: Zone,
  digits = digitsOf(axis),
): [from: string, to: string] {
  const [first, last] = [timeAt(axis, from), timeAt(axis, to)];
  const isOneDay = axis.mode === 'wall' && formatDate(first, zone) === formatDate(last, zone);
  return [
    formatPosition(axis, from, zone, digits),
    isOneDay ? formatClock(last, zone, digits) : formatPosition(axis, to, zone, digits),
  ];
}

/** The same as briefly as it is clear: without the date where the whole recording is of one day. */
function formatEndsBriefly(
  axis: TimeAxis,
  ends: readonly [number, number],
  zone: Zone,
  digits: number,
): [from: string, to: string] {
  if (axis.mode === 'elapsed' || daysOf(axis, zone) > 1) return formatEnds(axis, ends, zone, digits);
  const [from, to] = ends.map((end) => formatClock(timeAt(axis, end), zone, digits));
  return [from ?? '', to ?? ''];
}

/**
 * A stretch in words: its ends, with decimals where it is short and they stand between two seconds, and its length,
 * which is what lies between the ends as they are told.
 */
export function formatStretch(
  axis: TimeAxis,
  ends: readonly [number, number],
  zone: Zone,
  isBrief = false,
): [from: string, to: string, length: string] {
  const told = ends.map((end) => (axis.mode === 'wall' ? timeAt(axis, end) : elapsedAt(axis, end)));
  const length = ends[1] - ends[0];
  const finest = length < 1 ? 3 : length < 10 ? 2 : length < 119.5 ? 1 : 0;
  let digits = digitsOf(axis);
  // Links carry milliseconds.
  while (digits < finest && told.some((end) => Math.abs(end - round(end, digits)) > 0.0005)) digits++;
  // A clock is cut, as everywhere, and not rounded.
  const cut = (end: number): number =>
    axis.mode === 'wall' ? Math.floor(end * 10 ** digits + 0.001) / 10 ** digits : round(end, digits);
  const [from = 0, to = 0] = told.map(cut);
  // Where the clock was set meanwhile its ends say nothing of the length.
  const isSet = Math.abs(to - from - length) > 2 * 10 ** -digits;
  const format = isBrief ? formatEndsBriefly : formatEnds;
  return [
    ...format(axis, ends, zone, digits),
    formatDuration(isSet ? length : to - from, Math.max(digits, isSet ? finest : 0)),
  ];
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Time of a sample, as the axis tells it. */
export function formatSample(axis: TimeAxis, sample: number, zone: Zone): string {
  const digits = digitsOf(axis);
  return axis.mode === 'wall'
    ? formatDateTime(axis.times[sample] ?? 0, zone, digits)
    : formatElapsed(axis.elapsed[sample] ?? 0, digits);
}

/** Time of a sample as briefly as it is clear: its day only where that is not the one that the recording began on. */
export function formatSampleBriefly(axis: TimeAxis, sample: number, zone: Zone): string {
  if (axis.mode === 'elapsed') return formatSample(axis, sample, zone);
  const time = axis.times[sample] ?? 0;
  const clock = formatClock(time, zone, digitsOf(axis));
  const [first, date] = [formatDate(axis.times[0] ?? 0, zone), formatDate(time, zone)];
  if (date === first) return clock;
  const isOneYear = date.slice(0, -6) === first.slice(0, -6);
  return `${isOneYear ? date.slice(-5) : date} ${clock}`;
}

/** When a snapshot was made. */
export function formatSnapshotTime(axis: TimeAxis, time: number, zone: Zone): string {
  return axis.clock === 'none' ? formatElapsed(time) : formatDateTime(time, zone);
}

/** 1 where the first and the last sample are of the same day, else 2. */
function daysOf({ times }: TimeAxis, zone: Zone): number {
  return new Set([times[0] ?? 0, times[times.length - 1] ?? 0].map((time) => formatDate(time, zone))).size;
}
