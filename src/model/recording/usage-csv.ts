import { toCsvCell } from '#model/csv-cell.ts';
import type { Recording, Series } from './recording.ts';
import { lowerBound, samplesWithin, type TimeAxis } from './time-axis.ts';

/**
 * Rows of series within a window as CSV, every sample of them and not only what was drawn, in the
 * columns that Casebook's own table format reads back: `time,pid,name,ucpu,scpu,mem_kb`, or `cpu` for
 * the two where the source had one figure. Time is Unix seconds, or seconds from 0 where the source
 * has no times. By sample; values that are no finite number are left empty.
 *
 * @param window positions on the axis
 * @param nameOf what stands in the name column; "other" has no name of its own
 */
export function toUsageCsv(
  recording: Pick<Recording, 'cpuSplit'>,
  series: readonly Series[],
  axis: TimeAxis,
  window: readonly [number, number],
  nameOf: (series: Series) => string = (one) => one.name,
): string {
  const [first, end] = samplesWithin(axis, window[0], window[1]);
  const cursors = series.map((one) => ({
    one,
    row: lowerBound(one.at, first),
    name: toCsvCell(nameOf(one)),
  }));
  const lines = [`time,pid,name,${recording.cpuSplit ? 'ucpu,scpu' : 'cpu'},mem_kb`];
  for (let sample = first; sample < end; sample++) {
    // Milliseconds are what tells samples apart, and all that Unix seconds in a float hold for sure.
    const time = String(Math.round((axis.times[sample] ?? 0) * 1000) / 1000);
    for (const cursor of cursors) {
      const { one, row, name } = cursor;
      if (one.at[row] !== sample) continue;
      cursor.row += 1;
      const cpu = [toCell(one.userCpu[row]), ...(recording.cpuSplit ? [toCell(one.systemCpu[row])] : [])];
      lines.push([time, one.pid, name, ...cpu, toCell(one.memKb[row])].join(','));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Eight digits are what a float of 32 bits holds, without those that its form in 64 bits adds. */
function toCell(value: number | undefined): string {
  return value !== undefined && Number.isFinite(value) ? String(Number(value.toPrecision(8))) : '';
}
