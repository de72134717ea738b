import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './measured.ts';
import { header, toRows } from './table.ts';

const path = join(import.meta.dirname, 'RESULTS.md');
const begin = '<!-- npm run bench -- --write -->';
const end = '<!-- end -->';

/** Puts the lines of what was measured where those of the same scenarios stood. */
export async function writeResults(
  measured: readonly Measured[],
  order: readonly string[],
  command: string,
  runs: number,
): Promise<void> {
  const text = await readFile(path, 'utf8');
  const [cpu] = cpus();
  const machine = `${cpus().length} x ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${process.version}`;
  const day = new Date().toISOString().slice(0, 10);
  await writeFile(path, toResults(text, measured, { day, machine, command, runs, order }));
}

export interface Day {
  day: string;
  machine: string;
  command: string;
  runs: number;
  /** All scenarios by name, as they stand in the table. */
  order: readonly string[];
}

/**
 * The text with the lines of the day in it. What was not measured again stays, with its own day; the command and
 * the machine of each day stand above the table as long as a line of it is left.
 *
 * @throws Error where there is no place for a table
 */
export function toResults(text: string, measured: readonly Measured[], of: Day): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`no place for the table between ${begin} and ${end}`);
  const before = readSection(text.slice(from, to));
  const lines = new Map(before.lines);
  for (const name of new Set(measured.map(({ scenario }) => scenario))) lines.delete(name);
  for (const one of measured) {
    const [[title = '', ...cells] = [], ...others] = toRows(one);
    const rows = [[`${title} (${of.day})`, ...cells], ...others].map(toLine);
    lines.set(one.scenario, [...(lines.get(one.scenario) ?? []), ...rows]);
  }
  const ordered = [...lines].toSorted(([a], [b]) => of.order.indexOf(a) - of.order.indexOf(b));
  const table = [toLine(header), toLine(header.map(() => '---')), ...ordered.flatMap(([, rows]) => rows)];
  const today = `- ${of.day}, \`${of.command.trimEnd()}\`, of ${of.runs} runs, where one takes minutes of one: ${of.machine}.`;
  const days = [...before.days.filter((line) => line !== today), today].filter((line) =>
    table.some((row) => row.includes(`(${line.slice(2, 12)})`)),
  );
  const section = [begin, '', ...days, '', ...table, '', ''].join('\n');
  return text.slice(0, from) + section + text.slice(to);
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What an earlier one has written, unless its table had other columns. */
function readSection(section: string): { days: string[]; lines: Map<string, string[]> } {
  const rows = section.split('\n');
  const days = rows.filter((row) => row.startsWith('- '));
  const lines = new Map<string, string[]>();
  const at = rows.indexOf(toLine(header));
  if (at < 0) return { days: [], lines };
  let name = '';
  for (const row of rows.slice(at + 2)) {
    if (!row.startsWith('|')) continue;
    name = /^\| ([\w-]+)/.exec(row)?.[1] ?? name;
    lines.set(name, [...(lines.get(name) ?? []), row]);
  }
  return { days, lines };
}
