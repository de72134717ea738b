import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import type { Heavy, Tallies } from './tally.ts';

export interface FuzzReport {
  command: string;
  seed: number;
  runs: number;
  /** Prefixes that there are of all fixtures, of which every fifth run takes the next. */
  prefixCount: number;
  /** Texts whose growth was counted. */
  draws: number;
  failures: readonly string[];
  tallies: Tallies;
  seconds: number;
}

const header = ['target', 'runs', 'of which read', 'redacted too', 'bytes a run', 'slowest, ms of CPU', 'its bytes', 'most memory, MiB', 'its bytes']; // prettier-ignore

/** A table as Markdown has it, without what lines up its columns. */
export function toLines(tallies: Tallies): string[] {
  const rows = Object.entries(tallies)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, { runs, read, redacted, bytes, slowest, largest }]) => [
      target,
      count(runs),
      count(read),
      count(redacted),
      count(bytes / Math.max(1, runs)),
      ...toCells(slowest[0], (ms) => ms.toFixed(0)),
      ...toCells(largest[0], (held) => (held / 2 ** 20).toFixed(0)),
    ]);
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
}

function toCells(most: Heavy | undefined, toText: (value: number) => string): [value: string, of: string] {
  return most ? [`${toText(most.value)} (run ${most.run})`, count(most.inputBytes)] : ['', ''];
}

const count = (value: number): string => Math.round(value).toLocaleString('en');

const path = join(import.meta.dirname, 'REPORT.md');
const begin = '<!-- npm run fuzz -- --write -->';
const end = '<!-- end -->';

/** Puts the result where the last one stood. */
export async function writeReport(report: FuzzReport): Promise<void> {
  const { command, seed, runs, prefixCount, draws, failures, tallies, seconds } = report;
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`; // prettier-ignore
  const prefixes = Math.min(Math.ceil(runs / 5), prefixCount);
  const said = [
    `${new Date().toISOString().slice(0, 10)}, \`${command}\` (seed ${seed}), ${machine}.`,
    `${count(runs)} runs in ${count(seconds)} s, ${count(prefixes)} of the ${count(prefixCount)} prefixes of fixtures among them;`,
    draws > 0 ? `the growth of ${count(draws)} drawn texts was counted;` : '',
    failures.length === 0 ? 'nothing failed.' : `${failures.length} failed:\n\n${failures.map((one) => `- ${one.split('\n')[0]}`).join('\n')}`, // prettier-ignore
  ].filter(Boolean);
  const text = await readFile(path, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place for the result`);
  const body = `\n\n${said.join('\n')}\n\n${toLines(tallies).join('\n')}\n\n`;
  const whole = text.slice(0, from + begin.length) + body + text.slice(to);
  await writeFile(path, await format(whole, { parser: 'markdown', printWidth: 120 }));
}
