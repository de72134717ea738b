import type { Redactor } from './redactor.ts';

/**
 * Lists of processes within any text: topid's, `ps`, `top`. Under a header with PID and a last
 * column of commands
 *
 *       PID PRIO    uCPU    sCPU      MEM COMM
 *       654  -51   40.00   10.00   204800 ├─ /usr/bin/board_app -x
 *
 * each row is its columns, the branches of a tree, and a command.
 */
interface ListHeader {
  /** Columns before the command's. */
  columns: number;
  topid: boolean;
}

/** The same lines with what the redactor takes out; as many, and as many columns in lists of processes. */
export function redactLines(lines: readonly string[], redactor: Redactor): string[] {
  redactor.startText();
  let header: ListHeader | undefined;
  return lines.map((line) => {
    const found = findListHeader(line);
    if (found) {
      header = found;
      return line;
    }
    const row = header && splitRow(line, header);
    if (row) return redactor.names(row.columns) + redactor.command(row.command);
    if (line.trim() !== '' && header && !header.topid) header = undefined;
    return redactor.line(line);
  });
}

/** The commands of a text's lists of processes: what `learnProcess` is told of. */
export function* readCommands(lines: readonly string[]): Generator<string> {
  let header: ListHeader | undefined;
  for (const line of lines) {
    header = findListHeader(line) ?? header;
    const row = header && splitRow(line, header);
    if (row) yield row.command;
  }
}

/** The program's own name of a command: `/usr/bin/board_app -x` is `board_app`; undefined for the kernel's own. */
export function findProgram(command: string): string | undefined {
  const thread = /^(?:\d+\*)?<(.*)>(?:: \[[\d ]*\])?$/.exec(command.trim());
  const plain = thread?.[1] ?? command.trim();
  if (plain === '' || /^\[.*\]$/.test(plain)) return undefined;
  const [program = ''] = plain.split(/\s/);
  return program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1) || undefined;
}

function findListHeader(line: string): ListHeader | undefined {
  const names = line.trim().split(/\s+/);
  if (!names.includes('PID') || !/^(?:COMMAND|CMD|COMM|Command)$/.test(names.at(-1) ?? '')) return undefined;
  return { columns: names.length - 1, topid: names.includes('PRIO') };
}

function splitRow(
  line: string,
  { columns, topid }: ListHeader,
): { columns: string; command: string } | undefined {
  // topid prints user and system CPU apart under a header that has one column for both.
  const more = topid ? String.raw`(?:\d+\s+(?=\S))?` : '';
  const match = new RegExp(
    String.raw`^(\s*(?:\S+\s+){${columns}}${more}(?:[│├└─>\x60|\\_ ]+(?=\S))?)(\S.*)$`,
    'u',
  ).exec(line);
  if (!match || !/(?:^|\s)(?:\d+|\+)\s/.test(match[1] ?? '')) return undefined;
  return { columns: match[1] ?? '', command: match[2] ?? '' };
}
