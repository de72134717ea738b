import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Spread } from './timed.ts';

export interface Measured {
  scenario: string;
  /** How large it is, or why there is none. */
  input: string;
  /** casebook first, then what it and Node take to start, then the others. */
  programs: {
    name: string;
    /** Why it was not run. */
    missing?: string;
    seconds: Spread | undefined;
    cpuSeconds: Spread | undefined;
    peakMib: Spread | undefined;
  }[];
}

const header = ['scenario', 'program', 'seconds', 'seconds of CPU', 'MiB', 'casebook takes', 'of its CPU'];

/** Rows of texts, the header first. */
export function toTable(measured: readonly Measured[]): string[][] {
  return [header, ...measured.flatMap(toRows)];
}

function toRows({ scenario, input, programs }: Measured): string[][] {
  const [ours, , node] = programs;
  if (!ours) return [[scenario, input, '', '', '', '', '']];
  return programs.map(({ name, missing, seconds, cpuSeconds, peakMib }, at) => [
    at === 0 ? `${scenario}, ${input}` : '',
    name,
    missing ?? toFigures(seconds, 2),
    toFigures(cpuSeconds, 2),
    toFigures(peakMib, 0),
    // Of itself and of a start it would say nothing.
    at < 3 ? '' : toRatio(ours.seconds, node?.seconds, seconds),
    at < 3 ? '' : toRatio(ours.cpuSeconds, node?.cpuSeconds, cpuSeconds),
  ]);
}

/** `1.21 (1.18-1.30)` */
function toFigures(spread: Spread | undefined, digits: number): string {
  if (!spread) return '';
  const [median, min, max] = [spread.median, spread.min, spread.max].map((value) => value.toFixed(digits));
  return `${median} (${min}-${max})`;
}

/** Of the medians, the start of Node taken off ours. */
function toRatio(ours: Spread | undefined, start: Spread | undefined, theirs: Spread | undefined): string {
  if (!ours || !start || !theirs) return '';
  const ratio = (ours.median - start.median) / theirs.median;
  return ratio > 0.5 ? `${ratio.toFixed(2)}x` : `1/${(1 / ratio).toFixed(1)}`;
}

export function toText(rows: readonly string[][]): string {
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

const path = join(import.meta.dirname, 'RESULTS.md');
const begin = '<!-- npm run bench -- --write -->';
const end = '<!-- end -->';

/** Puts the table where the last one stood. */
export async function writeResults(
  measured: readonly Measured[],
  command: string,
  runs: number,
): Promise<void> {
  const [head = [], ...rows] = toTable(measured);
  const table = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.version}`;
  const section = `${begin}

${new Date().toISOString().slice(0, 10)}, \`${command.trimEnd()}\`, ${machine}. Of ${runs} runs the median, in
brackets the least and the greatest; all programs in turn. The start of Node is taken off casebook where it is compared.

${table}

${end}`;
  const text = await readFile(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path}: no place for the table between ${begin} and ${end}`);
  await writeFile(path, text.slice(0, from) + section + text.slice(to + end.length));
}
