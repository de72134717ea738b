import { formatDuration } from '#locale/format.ts';
import { elapsedSeconds, medianInterval } from '#model/recording/clock.ts';
import type { Recording, Series } from '#model/recording/recording.ts';
import { usageStatistics, type UsageStatistics } from '#model/recording/statistics.ts';
import { formatDateTime } from '#model/zone.ts';
import { cutTo, toColumns, toCount, toTerminalText } from './terminal-text.ts';

/** How many processes a table has. */
const topCount = 10;
const longestName = 48;

interface Process {
  series: Series;
  usage: UsageStatistics;
}

/** A recording in lines: how long, how much, and the processes that use most. */
export function toRecordingSummary(recording: Recording): string[] {
  const { times, rows, series, snapshots, info } = recording;
  const lines: string[] = [];
  if (times.length > 0) {
    lines.push(`${toCount(times.length, 'sample')}${toIntervalText(recording)}, ${toCount(rows, 'row')}`);
    lines.push(toSpanText(recording));
  }
  const processes = series
    .filter(({ kind }) => kind === 'process')
    .map((one) => ({ series: one, usage: usageStatistics(recording, one) }));
  const extras = [
    processes.length > 0 ? toProcessCount(processes.length, recording) : '',
    series.length > processes.length ? toCount(series.length - processes.length, 'system row') : '',
    snapshots.length > 0 ? toCount(snapshots.length, 'snapshot') : '',
    info ? 'info of the machine' : '',
    info && info.commands.length > 0 ? toCount(info.commands.length, 'extra command') : '',
  ];
  lines.push(extras.filter((text) => text !== '').join(', '));

  if (processes.length > topCount) {
    lines.push('', ...toTable(`top ${topCount} by CPU`, processes, ({ usage }) => usage.cpu.avg));
    lines.push('', ...toTable(`top ${topCount} by memory`, processes, ({ usage }) => usage.memKb.avg));
  } else if (processes.length > 0) {
    lines.push('', ...toTable('by CPU', processes, ({ usage }) => usage.cpu.avg));
  }
  return lines;
}

function toProcessCount(count: number, { threadRows }: Recording): string {
  return threadRows ? toCount(count, 'thread') : toCount(count, 'process', 'processes');
}

function toIntervalText(recording: Recording): string {
  const interval = medianInterval(recording);
  return interval === undefined ? '' : `, one every ${formatDuration(interval)}`;
}

function toSpanText(recording: Recording): string {
  const { times, clock } = recording;
  const duration = formatDuration(elapsedSeconds(recording).at(-1) ?? 0);
  if (clock === 'none') return `${duration} (the source has no times)`;
  const [first = 0] = times;
  return `${formatDateTime(first, 'UTC')} to ${formatDateTime(times.at(-1) ?? first, 'UTC')} UTC (${duration})`;
}

/** Largest first; what has no finite value at all comes last. */
function toTable(title: string, processes: Process[], sizeOf: (process: Process) => number | null): string[] {
  const sorted = processes.toSorted((a, b) => (sizeOf(b) ?? -1) - (sizeOf(a) ?? -1)).slice(0, topCount);
  const header = [title, 'pid', 'CPU avg %', 'max %', 'mem avg MiB', 'max MiB', 'samples'];
  const rows = sorted.map(({ series: { name, pid }, usage: { samples, cpu, memKb } }) => [
    cutTo(longestName, toTerminalText(name)),
    String(pid),
    toFixed(cpu.avg),
    toFixed(cpu.max),
    toFixed(memKb.avg, 1024),
    toFixed(memKb.max, 1024),
    String(samples),
  ]);
  return toColumns([header, ...rows], [false, true, true, true, true, true, true]);
}

function toFixed(value: number | null, unit = 1): string {
  if (value === null) return '-';
  const size = value / unit;
  // Nothing that was measured, but a column has to hold it.
  return Math.abs(size) < 1e9 ? size.toFixed(1) : size.toExponential(1);
}
