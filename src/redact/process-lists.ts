/**
 * Lists of processes within any text: topid's, `ps`, `top`. Under a header with PID and a last
 * column of commands
 *
 *       PID PRIO    uCPU    sCPU      MEM COMM
 *       654  -51   40.00   10.00   204800 ├─ /usr/bin/board_app -x
 *
 * each row is its columns, the branches of a tree, and a command.
 */
export interface ListHeader {
  /** Columns before the command's. */
  columns: number;
  topid: boolean;
}

/** The commands of a text's lists of processes. */
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

export function findListHeader(line: string): ListHeader | undefined {
  const names = line.trim().split(/\s+/);
  if (!names.includes('PID') || !/^(?:COMMAND|CMD|COMM|Command)$/.test(names.at(-1) ?? '')) return undefined;
  return { columns: names.length - 1, topid: names.includes('PRIO') };
}

/** Undefined for a line that is no row under this header. */
export function splitRow(
  line: string,
  { columns, topid }: ListHeader,
): { columns: string; command: string } | undefined {
  let at = skipSpace(line, 0);
  let hasPid = false;
  for (let column = 0; column < columns; column++) {
    const end = skipWord(line, at);
    const next = skipSpace(line, end);
    if (end === at || next === end) return undefined;
    hasPid ||= /^(?:\d+|\+)$/.test(line.slice(at, end));
    at = next;
  }
  // topid prints user and system CPU apart under a header that has one column for both.
  const end = skipWord(line, at);
  const next = skipSpace(line, end);
  if (topid && next > end && next < line.length && /^\d+$/.test(line.slice(at, end))) at = next;
  while (at < line.length && '│├└─>`|\\_ '.includes(line[at] ?? '')) at++;
  return hasPid && at < line.length ? { columns: line.slice(0, at), command: line.slice(at) } : undefined;
}

function skipSpace(line: string, from: number): number {
  let at = from;
  while (at < line.length && /\s/.test(line[at] ?? '')) at++;
  return at;
}

function skipWord(line: string, from: number): number {
  let at = from;
  while (at < line.length && !/\s/.test(line[at] ?? '')) at++;
  return at;
}
