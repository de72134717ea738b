import { expandLines, type LogLine } from './expand-lines.ts';
import { readLine, type ReadLine } from './line-patterns.ts';
import type { LogFields } from './log-record.ts';
import { findHeaderInside, findPrefixes, type Shape } from './prefixes.ts';

/** A line of the traceback itself, freed of colours and of what a logger or a chat put before it. */
export interface PlainLine {
  text: string;
  /** 1-based line of the file. */
  line: number;
  /** Columns of the whole line as a terminal shows it, its prefix and tabs of 8 included. */
  width: number;
  /** The other fields of the record whose stack begins here. */
  record?: LogFields | undefined;
  /** What it looks like by itself, once somebody has asked: see readOnce. */
  read?: ReadLine | undefined;
}

/** What was before the lines, `Sep 13 00:02:03 board topid[654]: `, and the lines that had it. */
export interface Stream {
  /** One such prefix, as it was; empty for the lines without. */
  prefix: string;
  /** Of lines out of records: which program's; empty for others. */
  source: string;
  lines: PlainLine[];
}

/**
 * Takes the wrappings off: colours, HTML, records of JSON; a prefix on every line (syslog, journald,
 * docker, kubectl, `> `); a traceback in one string of a log. Lines are sorted by prefix (its times and
 * counters aside, its process id not), so that two programs that crash into one log are told apart.
 *
 * @param indices of the lines in their file, where they are not all of it
 */
export function unwrapLines(lines: readonly string[], indices?: readonly number[]): Stream[] {
  const all = expandLines(lines, indices);
  const shapes = findPrefixes(all.map(({ text }) => text));
  const streams = new Map<string, Stream>();
  const add = (source: string, shape: Shape | undefined, line: PlainLine): void => {
    const key = `${source}\n${shape ? shapes.indexOf(shape) : ''}`;
    let stream = streams.get(key);
    if (!stream) streams.set(key, (stream = { prefix: shape?.sample ?? '', source, lines: [] }));
    stream.lines.push(line);
  };
  let last: Shape | undefined;
  // Of a terminal that wrapped the log: what is over goes on in the next line, without a prefix.
  let widest = 0;
  for (const { width } of all) widest = Math.max(widest, width);
  let wrapped = false;

  for (const [index, { text, line, width, source, record }] of all.entries()) {
    const shape = last?.pattern.test(text) ? last : shapes.find(({ pattern }) => pattern.test(text));
    if (!shape && last && wrapped && text !== '') {
      add(source, last, { text, line, width });
      wrapped = width === widest;
      continue;
    }
    wrapped = shape !== undefined && width === widest && widest >= 40;
    if (shape) {
      last = shape;
      add(source, shape, { text: text.replace(shape.pattern, ''), line, width, record });
      continue;
    }
    // journald shows the further lines of one message indented by the length of the prefix.
    const indent = last && /^\s+/.exec(text)?.[0];
    if (last && indent && indent.length >= last.length && last.length > 4) {
      add(source, last, { text: text.slice(last.length), line, width });
      continue;
    }
    const reason = findReasonInside(all, index, shapes);
    if (reason) {
      if (reason.before !== '') add(source, undefined, { text: reason.before, line, width });
      add(source, reason.shape, { text: reason.text, line, width });
      continue;
    }
    for (const part of splitHeader(text, all[index + 1])) add(source, undefined, { text: part, line, width });
    if (record) streams.get(`${source}\n`)!.lines.at(-1)!.record = record;
  }
  return [...streams.values()];
}

/**
 * `recovered: no ports goroutine 7 [running]:` of a logger that put both into one line, as two; unless a
 * panic's text quotes a header.
 */
function splitHeader(text: string, next: LogLine | undefined): string[] {
  const at = findHeaderInside(text);
  const before = text.slice(0, Math.max(0, at)).trimEnd();
  if (before === '') return [text];
  const { kind } = readLine(before);
  if ((kind === 'panic' || kind === 'fatal') && !next?.text.includes('runtime/debug.Stack')) return [text];
  return [before, text.slice(at)];
}

const reasonInside = /(?:^|[\s:>\])])((?:panic|fatal error): \S.*)$/;

/**
 * The runtime's reason behind something that had no line end of its own (`Port? panic: boom`), or behind
 * a prefix that was cut with the head of the log. A blank line and the goroutines come below it.
 */
function findReasonInside(
  lines: readonly LogLine[],
  index: number,
  shapes: readonly Shape[],
): { before: string; text: string; shape: Shape | undefined } | undefined {
  const { text } = lines[index]!;
  const inside = text.length < 4096 ? reasonInside.exec(text) : null;
  if (!inside || readLine(text).kind !== 'text') return undefined;
  const next = lines[index + 1]?.text ?? '';
  const shape = shapes.find(({ pattern }) => pattern.test(next));
  let blank = false;
  for (const { text: below } of lines.slice(index + 1, index + 6)) {
    const { kind } = readLine(shape ? below.replace(shape.pattern, '') : below);
    if (kind === 'blank') blank = true;
    else if (blank && (kind === 'header' || kind === 'runtime-stack')) {
      const at = text.length - inside[1]!.length;
      return { before: text.slice(0, at).trimEnd(), text: text.slice(at), shape };
    } else if (blank || kind !== 'signal') return undefined;
  }
  return undefined;
}
