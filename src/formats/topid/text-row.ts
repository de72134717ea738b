/**
 * One row of topid's text output. Its own form tells the number of columns, not the header above it:
 * topid 0.2.1 with `-detailcpu` splits the rows and prints the header of one column all the same.
 *
 *     PID PRIO     CPU      MEM COMM
 *       1   20    0.33     4096 init
 *     654  -51   50.00   204800 ├─ /usr/bin/board_app -x
 *     660  -51    3.10   204800 │  ├> <worker>
 *       +   20    0.00   204800 │  └> 2*<board_app>: [661 662]
 *
 *     PID PRIO    uCPU    sCPU      MEM COMM
 *     654  -51   40.00   10.00   204800 ├─ /usr/bin/board_app -x
 */
export interface TextRow {
  /** NaN for a group of threads, which has no id of its own. */
  pid: number;
  name: string;
  userCpu: number;
  systemCpu: number;
  /** In KB or MB: the text does not tell. */
  mem: number;
  /** A thread, or a group of idle ones: its process' row contains it. */
  thread: boolean;
  /** CPU stands in two columns, user and system. */
  split: boolean;
  /** Drawn as part of a tree. */
  tree: boolean;
}

const HEADER = /^\s*PID\s+PRIO\s+(?:uCPU\s+sCPU|CPU)\s+MEM\S*\s+COMM\s*$/;
const NUMBER = String.raw`([+-]?(?:\d+\.\d+|Inf)|NaN)`;
const ROW = new RegExp(String.raw`^ *(\d+|\+) +(-?\d+) +${NUMBER} +(\d+) (.*)$`);
const SPLIT_ROW = new RegExp(String.raw`^ *(\d+|\+) +(-?\d+) +${NUMBER} +${NUMBER} +(\d+) (.*)$`);
/** `│  ├─ `: any number of bars and gaps, then a branch; a `>` instead of the dash leads to a thread. */
const BRANCH = /^(?:[│ ] {2})*[├└]([─>]) /;

/** Whether a line is a header, of either form. */
export function isHeader(line: string): boolean {
  return HEADER.test(line);
}

export function parseRow(line: string): TextRow | undefined {
  const splitMatch = SPLIT_ROW.exec(line);
  const match = splitMatch ?? ROW.exec(line);
  if (!match) return undefined;
  const split = splitMatch !== null;
  const cells = match.slice(1);
  const system = split ? cells.splice(3, 1)[0]! : '0';
  const [pid, , user, mem, rest] = cells as [string, string, string, string, string];
  const branch = BRANCH.exec(rest);
  const name = branch ? rest.slice(branch[0].length) : rest;
  return {
    pid: pid === '+' ? NaN : Number(pid),
    name: name.trimEnd(),
    userCpu: toNumber(user),
    systemCpu: toNumber(system),
    mem: Number(mem),
    thread: pid === '+' || branch?.[1] === '>' || /^<.*>$/.test(name.trimEnd()),
    split,
    tree: branch !== null,
  };
}

function toNumber(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}

// A terminal's own sequences: colours and cursor moves.
// oxlint-disable-next-line no-control-regex
const TERMINAL = /\u001b\[[0-9;?]*[A-Za-z]/g;
/** `\xe2\x94\x9c`: what a terminal without UTF-8 makes of the tree. */
const ESCAPED = /(?:\\x[0-9a-f]{2})+/g;

/** A line as topid printed it, without what a terminal or a console log made of it. */
export function toPlainLine(line: string): string {
  let plain = line.includes('\u001b') ? line.replace(TERMINAL, '') : line;
  if (plain.includes('\\xe2\\x94')) {
    plain = plain.replace(ESCAPED, (escaped) => {
      const bytes = escaped.slice(2).split('\\x').map((hex) => parseInt(hex, 16)); // prettier-ignore
      return new TextDecoder().decode(Uint8Array.from(bytes));
    });
  }
  return plain;
}
