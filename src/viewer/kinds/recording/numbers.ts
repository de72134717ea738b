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
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size < 0.005) return '0.0';
  // By what it is rounded to, so that 0.999 is 1.0 and not 1.00.
  const digits = size >= 999.95 ? 0 : size >= 0.995 ? 1 : 2;
  return (formatters[digits] as Intl.NumberFormat).format(value);
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

/** `+3.2`, `-0.4`, `0.0` */
export function formatSigned(value: number | null | undefined): string {
  const text = formatNumber(value);
  return value !== null && value !== undefined && value >= 0.005 ? `+${text}` : text;
}

/** Time at a position as the axis tells it: `2026-11-23 14:03:07`, or elapsed `12:07`. */
export function formatPosition(axis: TimeAxis, position: number, zone: Zone): string {
  const digits = axis.interval < 1 ? 1 : 0;
  return axis.mode === 'wall'
    ? formatDateTime(timeAt(axis, position), zone, digits)
    : formatElapsed(elapsedAt(axis, position), digits);
}

/** Both ends of a stretch as the axis tells them: the date once, where both are of one day. */
export function formatEnds(
  axis: TimeAxis,
  [from, to]: readonly [number, number],
  zone: Zone,
): [from: string, to: string] {
  const [first, last] = [timeAt(axis, from), timeAt(axis, to)];
  const isOneDay = axis.mode === 'wall' && formatDate(first, zone) === formatDate(last, zone);
  return [
    formatPosition(axis, from, zone),
    isOneDay ? formatClock(last, zone, axis.interval < 1 ? 1 : 0) : formatPosition(axis, to, zone),
  ];
}

/** The same as briefly as it is clear: without the date where the whole recording is of one day. */
export function formatEndsBriefly(
  axis: TimeAxis,
  ends: readonly [number, number],
  zone: Zone,
): [from: string, to: string] {
  if (axis.mode === 'elapsed' || daysOf(axis, zone) > 1) return formatEnds(axis, ends, zone);
  return [formatPositionBriefly(axis, ends[0], zone), formatPositionBriefly(axis, ends[1], zone)];
}

/** Time of a sample, as the axis tells it. */
export function formatSample(axis: TimeAxis, sample: number, zone: Zone): string {
  const digits = axis.interval < 1 ? 1 : 0;
  return axis.mode === 'wall'
    ? formatDateTime(axis.times[sample] ?? 0, zone, digits)
    : formatElapsed(axis.elapsed[sample] ?? 0, digits);
}

/** Time of a sample as briefly as it is clear: its day only where that is not the one that the recording began on. */
export function formatSampleBriefly(axis: TimeAxis, sample: number, zone: Zone): string {
  if (axis.mode === 'elapsed') return formatSample(axis, sample, zone);
  const time = axis.times[sample] ?? 0;
  const clock = formatClock(time, zone, axis.interval < 1 ? 1 : 0);
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

/** Time at a position, as briefly as it is clear: without the date where the whole recording is of one day. */
export function formatPositionBriefly(axis: TimeAxis, position: number, zone: Zone): string {
  if (axis.mode === 'elapsed' || daysOf(axis, zone) > 1) return formatPosition(axis, position, zone);
  return formatClock(timeAt(axis, position), zone, axis.interval < 1 ? 1 : 0);
}
