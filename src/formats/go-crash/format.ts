import type { CrashFile, CrashLog } from '#model/crash/crash-log.ts';
import { hasCollection } from '#model/crash/gc-trace.ts';
import { atPlace, type Notice } from '#model/notice.ts';
import { FormatError, type Format, type ParseContext, type Parsed, type Verdict } from '#formats/format.ts';
import { detectEncoding } from './decode-lines.ts';
import { LineTable } from './line-table.ts';
import { readOnce } from './line-patterns.ts';
import { PlainGoroutines } from './plain-goroutines.ts';
import { isNewestFirst } from './turn-lines.ts';
import { rejoinLines } from './rejoin-lines.ts';
import { sayOfLog } from './says.ts';
import { readTracebacks } from './traceback.ts';
import { unwrapLines, type PlainLine } from './unwrap-lines.ts';

/**
 * What a Go program prints when it crashes, wherever it was copied from: panics, fatal errors, signals,
 * dumps of goroutines, reports of the race detector; traces of its garbage collector too. Other text around it is kept and passed by.
 */
export const goCrash: Format<CrashFile> = { id: 'go-crash', title: 'Go crash log', detect, parse };

function detect(head: Uint8Array, name: string): Verdict {
  const encoding = detectEncoding(head);
  const whole = new TextDecoder(encoding).decode(head);
  // A log may hold NULs: where power was lost, and from the beginning where it was cut while it was written to.
  const text = whole.replaceAll('\0', '');
  const hasNul = text.length < whole.length;
  if (hasNul && text !== '' && !isText(text)) return 'no';
  if (certain.test(text)) return 'certain';
  if (likely.test(text) || hasCollection(text)) return 'likely';
  // A crash is at the end of a log, beyond the head.
  if (!logName.test(name)) return 'no';
  // Nothing but NULs so far: the log comes after them.
  if (hasNul && text === '') return name.includes('.') ? 'likely' : 'no';
  return isText(text) ? 'likely' : 'no';
}

const certain =
  /goroutine \d+(?: \w+=\w+)* \[[^\]\n]{1,300}\]:|^goroutine(?:leak)? profile: total \d+|WARNING: DATA RACE|^[^\n]{0,200}\bcreated by \S+ in goroutine \d+/m;
const likely =
  /(?:^|[\s>|:"])(?:panic|fatal error): \S|\bSIG[A-Z]+: [a-z]|^runtime stack:|^Exception 0x[0-9a-f]{8} |\[signal SIG|Observed a panic|panic recovered|\bPANIC\b|^found unexpected goroutines/m;
const logName = /\.(?:log|out|err|txt|trace|crash|dump|json|jsonl|ndjson|html?)(?:\.\d+)?$|^[^.]+$/i;

function isText(text: string): boolean {
  if (text.trim() === '') return false;
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27)) odd++;
  }
  return odd * 50 <= text.length;
}

/** A line takes some 250 bytes while it is read: of more than these the browser ends the page. */
const MAX_LINES = 16_000_000;

async function parse(chunks: AsyncIterable<Uint8Array>, context: ParseContext): Promise<Parsed<CrashFile>> {
  const { maxLines = MAX_LINES } = context;
  const table = new LineTable();
  for await (const chunk of chunks) {
    context.signal?.throwIfAborted();
    table.push(chunk);
    if (table.count > maxLines) break;
  }
  const lines = table.end();
  context.signal?.throwIfAborted();
  const kept = countKept(lines, context);
  const isCutOff = kept < lines.length;
  if (isCutOff) {
    lines.length = kept;
    table.cutTo(kept);
  }
  const read = readManyGoroutines(table, lines) ?? readCrashes(lines, table.endsWhole);
  const { crashes, notices } = read;
  if (crashes.length === 0 && !lines.some(hasCollection)) {
    throw nothingFound(lines.length, isCutOff, context.name);
  }
  crashes.sort((a, b) => a.firstLine - b.firstLine);
  for (const crash of crashes) for (const notice of crash.notices) notices.push(notice);
  notices.sort((a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0));
  const complete = !isCutOff && !notices.some(({ code }) => code === 'go-crash-cut');
  capNotices(notices);
  if (isCutOff) notices.push(atPlace({ line: kept }, sayOfLog('go-crash-too-long', { lines: kept })));
  return {
    value: { kind: 'crash-log', crashes, lines },
    notices,
    end: { byte: table.bytes, complete },
  };
}

/** How many of the lines are read: to the last that is allowed, or to the frame that is one too many. */
function countKept(lines: readonly string[], { maxLines = MAX_LINES, maxFrames }: ParseContext): number {
  const most = Math.min(lines.length, maxLines);
  // Each has two lines.
  if (maxFrames === undefined || most <= 2 * maxFrames) return most;
  let frames = 0;
  for (let at = 0; at < most; at++) {
    const line = lines[at]!;
    // Where a frame is, as the runtime prints it, behind whatever a logger puts before it.
    if (line.includes('\t') && line.includes('.go:') && ++frames > maxFrames) return at;
  }
  return most;
}

/** Of a file with many crashes; each crash keeps its own. */
const mostNotices = 200;

function capNotices(notices: Notice[]): void {
  const more = notices.length - mostNotices;
  if (more <= 0) return;
  const line = notices[mostNotices - 1]!.where?.line ?? 0;
  notices.length = mostNotices;
  notices.push(atPlace({ line }, sayOfLog('go-crash-more', { more, line })));
}

interface ReadCrashes {
  crashes: CrashLog[];
  notices: Notice[];
  /** Nothing was taken off the lines, and they stand in their order. */
  isPlain: boolean;
}

/** As readCrashes, where most lines are of goroutines that need not be looked at one by one. */
function readManyGoroutines(table: LineTable, texts: readonly string[]): ReadCrashes | undefined {
  const many = PlainGoroutines.find(table, texts);
  if (!many) return undefined;
  const { lines, indices } = many.othersOf();
  const read = readCrashes(lines, table.endsWhole, indices);
  return read.isPlain && many.fill(read.crashes) ? read : undefined;
}

/** @param indices of the lines in their file, where they are not all of it */
function readCrashes(lines: readonly string[], endsWhole: boolean, indices?: readonly number[]): ReadCrashes {
  const crashes: CrashLog[] = [];
  const notices: Notice[] = [];
  const errorStacks = new Set<CrashLog>();
  const streams = unwrapLines(lines, indices);
  let isPlain = streams.length === 1 && streams[0]!.prefix === '' && streams[0]!.source === '';
  for (const stream of streams) {
    if (!stream.lines.some((line) => startsCrash(line))) continue;
    const turned = isNewestFirst(stream.lines);
    if (turned) {
      stream.lines.reverse();
      isPlain = false;
    }
    const { lines: whole, joined } = rejoinLines(stream.lines);
    const found = readTracebacks(whole, endsWhole && !turned);
    for (const crash of found.crashes) crashes.push(crash);
    for (const crash of found.errorStacks) errorStacks.add(crash);
    if (turned && found.crashes.length > 0) notices.push(toTurnedNotice(found.crashes));
    const inside = joined.filter(toIsInside(found.crashes));
    if (inside.length > 0) {
      const { line } = inside[0]!;
      notices.push(atPlace({ line }, sayOfLog('go-crash-wrapped', { count: inside.length, line })));
    }
  }
  // Errors that were logged with a stack are no crashes; they are shown where nothing else is.
  const real = crashes.filter((crash) => !errorStacks.has(crash));
  return { crashes: real.length > 0 ? real : crashes, notices, isPlain };
}

/** Whether a line is one of a crash's; asked of lines in their order. */
function toIsInside(crashes: readonly CrashLog[]): (line: { line: number }) => boolean {
  const spans = crashes.toSorted((a, b) => a.firstLine - b.firstLine);
  let at = 0;
  return ({ line }) => {
    while (at < spans.length - 1 && spans[at]!.lastLine < line) at++;
    const span = spans[at];
    return span !== undefined && line >= span.firstLine && line <= span.lastLine;
  };
}

function toTurnedNotice(crashes: readonly CrashLog[]): Notice {
  const line = crashes.reduce((least, { firstLine }) => Math.min(least, firstLine), Infinity);
  return atPlace({ line }, sayOfLog('go-crash-newest-first', { line }));
}

function startsCrash(line: PlainLine): boolean {
  const { kind } = readOnce(line);
  return (
    kind !== 'text' && kind !== 'blank' && kind !== 'race-rule' && kind !== 'thread-rule' && kind !== 'exit'
  );
}

function nothingFound(lines: number, isCutOff: boolean, name: string): FormatError {
  if (lines === 0) return new FormatError(atPlace({ byte: 0 }, sayOfLog('go-crash-empty', { name })));
  const code = isCutOff ? 'go-crash-none-so-far' : 'go-crash-none';
  return new FormatError(atPlace({ line: lines }, sayOfLog(code, { name, lines })));
}
