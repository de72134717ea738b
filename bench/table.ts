import type { Measured, MeasuredProgram } from './measured.ts';
import type { Spread } from './spread.ts';

export const header = [
  'scenario',
  'program',
  'seconds',
  'seconds of CPU',
  'MiB',
  'casebook takes',
  'of its CPU',
  'asked for',
] as const;

/** Rows of texts, the header first. */
export function toTable(measured: readonly Measured[]): string[][] {
  return [[...header], ...measured.flatMap(toRows)];
}

/** The lines of a step, the first with what it is. */
export function toRows({ scenario, step, input, programs }: Measured): string[][] {
  const title = `${scenario}${step && `: ${step}`}, ${input}`;
  if (programs.length === 0) return [[title, ...header.slice(1).map(() => '')]];
  return programs.map((program, at) => [at === 0 ? title : '', ...toCells(program)]);
}

function toCells({ name, missing, seconds, cpuSeconds, peakMib, times, aims }: MeasuredProgram): string[] {
  return [
    name,
    missing ?? toFigures(seconds),
    toFigures(cpuSeconds),
    toFigures(peakMib),
    toRatio(times?.seconds),
    toRatio(times?.cpuSeconds),
    aims.map(toWords).join(', '),
  ];
}

/** On a machine that does much else the clock misses what the CPU has met. */
function toWords({ says, isMet, isMetByCpu = isMet }: MeasuredProgram['aims'][number]): string {
  if (isMet) return `${says}: met`;
  return `${says}: missed${isMetByCpu ? ' by the clock alone' : ''}`;
}

/** `1.21 (1.18-1.30)`, as many digits as the median needs. */
function toFigures(spread: Spread | undefined): string {
  if (!spread) return '';
  const digits = [30, 0.995, 0.0995, 0.00995].filter((least) => spread.median < least).length;
  const figures = (value: number) => (value === 0 ? '0' : value.toFixed(digits === 0 ? 0 : digits + 1));
  if (spread.min === spread.max) return figures(spread.median);
  return `${figures(spread.median)} (${figures(spread.min)}-${figures(spread.max)})`;
}

/** `2.18x`, or `1/9.0` */
function toRatio(times: number | undefined): string {
  // What is less than nothing is what a start varies by.
  if (times === undefined || times <= 0) return '';
  return times > 0.5 ? `${times.toFixed(2)}x` : `1/${(1 / times).toFixed(1)}`;
}

export function toText(rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
