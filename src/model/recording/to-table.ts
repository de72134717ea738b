import { toCsvCell } from '#model/csv-cell.ts';
import { toFreeNames } from '#model/free-names.ts';
import type { Recording, Series } from './recording.ts';

/** The latest time that a table can hold: the end of the year 9999, in Unix seconds. */
const maxTime = 253_402_300_799;
/** Rows to a piece of text: large enough to be quick, small enough to be let go of. */
const rowsPerPiece = 4096;

/**
 * A recording in the table format, in pieces that together are the file:
 *
 *     time,pid,name,ucpu,scpu,mem_kb
 *     1636624800.5,654,board_app,40.25,10,204800
 *
 * with one column `cpu` where the two are not known apart. Values are written with as many digits
 * as bring the same number back, gaps as empty cells. What a table cannot hold is left out: samples without any row, and
 * line breaks within names. A second row of one name and pid in one sample is called `name#2`.
 *
 * @param toName what a series is called in the table; its own name where not said
 */
export function* toTable(
  recording: Recording,
  toName: (series: Series) => string = ({ name }) => name,
): Generator<string, void, undefined> {
  const { times, series, cpuSplit } = recording;
  const names = toUniqueNames(series, toName).map(toCsvCell);
  yield cpuSplit ? 'time,pid,name,ucpu,scpu,mem_kb\n' : 'time,pid,name,cpu,mem_kb\n';
  const { starts, rowSeries, rowAt } = sortBySample(recording);
  let lines: string[] = [];
  for (let sample = 0; sample < times.length; sample++) {
    const time = String(Math.max(-maxTime, Math.min(maxTime, times[sample] as number)) + 0);
    for (let row = starts[sample] as number; row < (starts[sample + 1] as number); row++) {
      const index = rowSeries[row] as number;
      const one = series[index] as Series;
      const at = rowAt[row] as number;
      const [user, system] = [one.userCpu[at] as number, one.systemCpu[at] as number];
      const cpu = cpuSplit ? toCpuCells(user, system) : toValue(user);
      lines.push(`${time},${one.pid},${names[index]},${cpu},${toMemory(one.memKb[at] as number)}\n`);
      if (lines.length === rowsPerPiece) {
        yield lines.join('');
        lines = [];
      }
    }
  }
  if (lines.length > 0) yield lines.join('');
}

/**
 * Names that the table's reader keeps apart: a row of the same name and pid at the same time would
 * be a new sample to it.
 */
export function toUniqueNames(
  series: readonly Series[],
  toName: (series: Series) => string = ({ name }) => name,
): string[] {
  const byPid = new Map<number, (wanted: string) => string>();
  return series.map((one) => {
    const wanted = toOneLine(toName(one)).toWellFormed();
    let toFree = byPid.get(one.pid);
    if (!toFree) byPid.set(one.pid, (toFree = toFreeNames()));
    // Without a pid and a name there is nothing to tell a row by.
    return toFree(wanted === '' && one.pid === 0 ? '?' : wanted);
  });
}

/** Line breaks, with the blanks around them, as one blank. */
function toOneLine(name: string): string {
  if (!/[\r\n]/.test(name)) return name;
  const lines = name.split(/[\r\n]+/);
  const [first = '', last = ''] = [lines[0], lines.at(-1)];
  const between = lines.slice(1, -1).map((line) => line.trim());
  return [first.trimEnd(), ...between.filter((line) => line !== ''), last.trimStart()].join(' ');
}

/** Rows in order of samples, and within one in order of series: which series, and where in its columns. */
function sortBySample({ times, series }: Recording): {
  starts: Uint32Array;
  rowSeries: Uint32Array;
  rowAt: Uint32Array;
} {
  const starts = new Uint32Array(times.length + 1);
  for (const { at } of series) for (const sample of at) starts[sample + 1] = (starts[sample + 1] ?? 0) + 1;
  for (let sample = 0; sample < times.length; sample++) {
    starts[sample + 1] = (starts[sample + 1] as number) + (starts[sample] as number);
  }
  const next = starts.slice();
  const rows = starts[times.length] as number;
  const rowSeries = new Uint32Array(rows);
  const rowAt = new Uint32Array(rows);
  for (const [index, { at }] of series.entries()) {
    for (let position = 0; position < at.length; position++) {
      const sample = at[position] as number;
      const row = next[sample] as number;
      next[sample] = row + 1;
      rowSeries[row] = index;
      rowAt[row] = position;
    }
  }
  return { starts, rowSeries, rowAt };
}

/** Memory below 0 is none that anybody measured: a gap. */
function toMemory(memKb: number): string {
  return memKb < 0 ? '' : toValue(memKb);
}

/** A gap is an empty cell; where only one of the two is one it says so, for an empty cell beside a number counts as 0. */
function toCpuCells(user: number, system: number): string {
  const isHalf = Number.isNaN(user) !== Number.isNaN(system);
  const cell = isHalf ? toShortest : toValue;
  return `${cell(user)},${cell(system)}`;
}

function toValue(value: number): string {
  return Number.isNaN(value) ? '' : toShortest(value);
}

/** The shortest text that is this number again in 32 bits: 0.1, not 0.10000000149011612. */
function toShortest(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return String(value);
  for (let digits = 1; digits < 9; digits++) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9)));
}
