/** The line that a sample begins with, as far as its fields are there: `perf script -F` leaves out any of them. */
export interface SampleHeader {
  comm: string;
  pid: number | undefined;
  tid: number | undefined;
  cpu: number | undefined;
  /** In nanoseconds of the machine's own clock. */
  timeNanos: number | undefined;
  period: string | undefined;
  event: string | undefined;
  /** What follows the event: a frame, where perf recorded no stacks. */
  rest: string;
}

// `1764`, `1760/1764`, `-1/-1`
const IDS = /^(-?\d+)(?:\/(-?\d+))?$/;
// `[000]`
const CPU = /^\[(\d+)\]$/;
// `2873.932511:`
const TIME = /^(\d+)\.(\d+):$/;
/** `cpu-clock:`, `cycles:u:`, `sched:sched_switch:` */
function isEvent(token: string | undefined): boolean {
  return token !== undefined && token.endsWith(':') && /[a-zA-Z]/.test(token);
}

/** A line of a sample has the name of a program, numbers, and an event: no more than this many characters. */
const LONGEST_HEADER = 1000;

/** Whether a line is that of a sample with its stack below it: an id, and a time or an event that ends it. */
export function isHeaderLine(line: string): boolean {
  if (line.length > LONGEST_HEADER || !line.trimEnd().endsWith(':')) return false;
  const { tid, timeNanos, event, rest } = readHeader(line);
  return tid !== undefined && (timeNanos !== undefined || event !== undefined) && rest === '';
}

/**
 * Reads `profiles  1760/1764  [000]  2873.932511:   20408163 cpu-clock: `. The name of the program may hold
 * blanks and numbers of its own, so it ends where a number is followed by what follows an id.
 */
export function readHeader(line: string): SampleHeader {
  const tokens = line.trim().split(/\s+/);
  let at = findIds(tokens);
  const comm = tokens.slice(0, at).join(' ');
  const header: SampleHeader = {
    comm,
    pid: undefined,
    tid: undefined,
    cpu: undefined,
    timeNanos: undefined,
    period: undefined,
    event: undefined,
    rest: '',
  };
  const ids = IDS.exec(tokens[at] ?? '');
  if (ids) {
    at++;
    // One alone is the thread's: perf prints the process' with it, or not at all.
    header.tid = Number(ids[2] ?? ids[1]);
    if (ids[2] !== undefined) header.pid = Number(ids[1]);
  }
  const cpu = CPU.exec(tokens[at] ?? '');
  if (cpu) {
    at++;
    header.cpu = Number(cpu[1]);
  }
  // Flags of interrupts and the like stand before the time.
  const time = tokens.findIndex((token, index) => index >= at && index <= at + 2 && TIME.test(token));
  if (time >= 0) {
    const [, seconds, fraction = ''] = TIME.exec(tokens[time]!)!;
    header.timeNanos = Number(seconds) * 1e9 + Number(fraction.padEnd(9, '0').slice(0, 9));
    at = time + 1;
  }
  if (/^\d+$/.test(tokens[at] ?? '') && isEvent(tokens[at + 1])) header.period = tokens[at++]!;
  if (isEvent(tokens[at])) header.event = tokens[at++]!.slice(0, -1);
  header.rest = tokens.slice(at).join(' ');
  return header;
}

/** Where the ids stand; behind the last token where there are none, for all is a name then. */
function findIds(tokens: readonly string[]): number {
  const follows = (token: string | undefined): boolean =>
    token === undefined || CPU.test(token) || TIME.test(token) || isEvent(token) || /^\d+$/.test(token);
  // A name comes first, whatever it looks like.
  for (let at = 1; at < tokens.length; at++) {
    if (IDS.test(tokens[at]!) && follows(tokens[at + 1])) return at;
  }
  const time = tokens.findIndex((token) => TIME.test(token) || CPU.test(token));
  if (time >= 0) return time;
  const event = tokens.findIndex((token) => isEvent(token));
  return event >= 0 ? event : tokens.length;
}
