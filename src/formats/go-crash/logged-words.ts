import type { TextLine } from '#model/crash/crash-log.ts';
import type { LineKind, ReadLine } from './line-patterns.ts';
import { readJsonRecord, readPairs, type LogFields } from './log-record.ts';
import { readMarks } from './panic-text.ts';
import type { PlainLine } from './unwrap-lines.ts';

/** What a server or a logger said of the stack that it printed. */
export interface LoggedWords {
  /** `runtime error: invalid memory address or nil pointer dereference`; empty where the words say nothing of one. */
  reason: string;
  /** The words speak of a panic, and say what it was. */
  isPanic: boolean;
  /** They were logged as fatal: the logger ended the program. */
  isFatal: boolean;
  /** The lines that say it, as they stand. */
  context: TextLine[];
  /** The first of them. */
  line: number;
}

/** So many lines of a text may stand between the words and the stack; so many of a request. */
const mostTextLines = 12;
const mostRequestLines = 60;

/**
 * The words about a stack: the other fields of its record, or the lines right above it.
 *
 * @param at of the stack's first line
 */
export function findLoggedWords(
  lines: readonly PlainLine[],
  read: readonly ReadLine[],
  at: number,
): LoggedWords | undefined {
  const { record, line } = lines[at]!;
  // Of a record that is printed over many lines, the other fields stand around the stack.
  if (record && record.size > 0) return fromFields(record, line);
  let first = at;
  let blanks = 0;
  for (let i = at - 1; i >= 0 && i >= at - mostRequestLines; i--) {
    const kind = read[i]!.kind;
    if (kind === 'blank') {
      if (i === at - 1 || read[i + 1]!.kind !== 'blank') blanks++;
      continue;
    }
    if (!isProse(kind) || lines[i]!.text.length > longest) break;
    // Only what ends with `panic recovered:` has a request below it, and then the reason.
    const isIntroduction = /panic(?:ked)? recovered:\s*$|recovered(?: from)? panic:\s*$/i.test(
      lines[i]!.text,
    );
    if (blanks > (isIntroduction ? 3 : 1) || (at - i > mostTextLines && !isIntroduction)) continue;
    const words = fromLine(lines, read, i, at);
    if (words) return words;
    if (blanks === 0) first = i;
  }
  if (first === at) return undefined;
  // Words that do not speak of a panic: the last line is what was said last.
  const last = lines[at - 1]!;
  const context = lines.slice(Math.max(first, at - 3), at).map(toTextLine);
  return {
    reason: toBody(last.text).trim(),
    isPanic: false,
    isFatal: fatalLine.test(last.text),
    context,
    line: last.line,
  };
}

const longest = 4096;

function isProse(kind: LineKind): boolean {
  return kind === 'text' || kind === 'panic' || kind === 'runtime';
}

function fromLine(
  lines: readonly PlainLine[],
  read: readonly ReadLine[],
  i: number,
  at: number,
): LoggedWords | undefined {
  const { text, line } = lines[i]!;
  const said = text.trim();
  const isFatal = fatalLine.test(said);
  if (!/panic|recover/i.test(said)) {
    const fields = /="|"\s*:/.test(said) ? readLineFields(said) : undefined;
    const words = fields && fromFields(fields, line);
    return words?.isPanic ? { ...words, context: [toTextLine(lines[i]!)] } : undefined;
  }
  const context = lines
    .slice(i, at)
    .filter((_, n) => read[i + n]!.kind !== 'blank')
    .slice(0, 20)
    .map(toTextLine);
  if (/[\w"]="|"\s*:\s*"/.test(said)) {
    const words = fromFields(readLineFields(said), line);
    if (words.isPanic && words.reason !== '') return { ...words, isFatal: words.isFatal || isFatal, context };
  }
  const { reason, strong } = readReason(toBody(said));
  const further = toFurther(
    lines.slice(i + 1, at).map((one) => one.text),
    reason === '',
  );
  if (reason === '' || at - i > 1) {
    // The reason, or more of it, is in the lines below: of several paragraphs in the last.
    const paragraph = toLastParagraph(further);
    const whole = reason === '' ? paragraph : [reason, ...paragraph];
    if (paragraph.length > 0)
      return { reason: whole.join('\n').trim(), isPanic: true, isFatal, context, line };
    if (reason === '') return undefined;
  }
  return { reason, isPanic: strong, isFatal, context, line };
}

function readLineFields(text: string): LogFields {
  const pairs = new Map(readPairs(text));
  // zap's console: time, level, place and message with tabs between, then its fields.
  const message = toBody(text.replace(/\s*\{.*$/s, ''))
    .split('\t')
    .at(-1)!;
  if (!pairs.has('msg') && !pairs.has('message')) pairs.set('msg', message.slice(0, 500));
  for (const [name, value] of readJsonRecord(text) ?? []) pairs.set(name, value);
  return pairs;
}

// The lines that follow are of the same text until another line of the log begins, or what heads the stack.
const ownLine = /^\s*\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|^[IWEF]\d{4} \d\d:\d\d/;
const stackTitle =
  /^(?:(?:goroutine |call )?(?:stack ?trace|stack|traceback|backtrace|trace)\s?[:\uff1a]?|[=*#_-]{3,})$/i;

/** @param isDue the reason did not stand in the line above: one line of the log more may say it */
function toFurther(lines: readonly string[], isDue: boolean): string[] {
  const first = isDue ? lines.findIndex((text) => text.trim() !== '') + 1 : 0;
  const next = lines.findIndex((text, at) => at >= first && ownLine.test(text));
  const own = (next < 0 ? lines : lines.slice(0, next)).map((text) =>
    ownLine.test(text) ? toBody(text) : text,
  );
  return own.filter((text) => !stackTitle.test(text.trim()));
}

function toLastParagraph(lines: readonly string[]): string[] {
  const filled = lines.findLastIndex((text) => text.trim() !== '');
  const blank = lines.slice(0, filled + 1).findLastIndex((text) => text.trim() === '');
  return lines.slice(blank + 1, filled + 1).map((text) => text.trimEnd());
}

function toTextLine({ text, line }: PlainLine): TextLine {
  return { text: text.trim(), line };
}

const panicNames =
  /(?:^|\.)(?:panic|recover|recovered|exception)(?:[._]?(?:message|msg|value|error|err|reason|text))?$/;
const errorNames = /(?:^|\.)(?:err|error|@error|(?:err|error)[._]?(?:message|msg)|cause|reason|details?)$/;
const messageNames = /(?:^|\.)(?:msg|message|@message|m|text|title|event|log|textpayload)$/;

const levelNames = ['level', 'lvl', 'severity', 'loglevel', 'l'];

// F1126 10:00:00.123456 …; FATA[0000] …; 2026-11-26T10:00:00Z FATAL …; 10:00AM FTL …
const fatalLine = /^(?:F\d{4} \d\d:|FATA\[|(?:[\d:.,/TZ+-]+(?:[AP]M)?\s+){0,2}\[?(?:FATAL|FTL)\b)/;

/** The reason of a record: what its field of the panic says, else the error, else the message. */
function fromFields(fields: LogFields, line: number): LoggedWords {
  const find = (names: RegExp): string =>
    [...fields].find(
      ([name, value]) => names.test(name) && value.trim() !== '' && !/^(?:true|false)$/.test(value),
    )?.[1] ?? '';
  const panic = find(panicNames);
  const error = find(errorNames);
  const message = find(messageNames);
  const speaks = /\bpanic|\brecover/i;
  const isPanic =
    panic !== '' ||
    speaks.test(message) ||
    speaks.test(error) ||
    /^(?:d?panic)$/i.test(fields.get('level') ?? '');
  const own = readReason(toBody(message));
  const said =
    panic || (own.strong && error === '' ? own.reason : error) || (isPanic ? own.reason : message) || message;
  const { text } = readMarks(said.trim().replace(/^panic: /, ''));
  const context = message !== '' && message !== text ? [{ text: message.split('\n')[0]!.trim(), line }] : [];
  const isFatal = levelNames.some((name) => /^fatal$/i.test(fields.get(name) ?? ''));
  return { reason: text, isPanic, isFatal, context, line };
}

/** What is after the time, the level and the name of a logger. */
function toBody(text: string): string {
  return text
    .replace(/^\s*\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?[:\s]\s*/, '')
    .replace(/^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+\s+\d+ [\w.-]+:\d+\] /, '')
    .replace(
      /^(?:\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|PANIC|ERRO|EROR)\]?:?\s+(?=\S*[^\s:]\s))/,
      '',
    );
}

/**
 * The reason in a sentence that speaks of a panic: `recovered: boom`, `Observed a panic: "boom" (boom)`,
 * `[PANIC RECOVER] boom`. Empty where it must be in the next line; `strong` where the words leave no doubt.
 */
export function readReason(body: string): { reason: string; strong: boolean } {
  const observed = /Observed a panic: (.*)$/s.exec(body)?.[1];
  if (observed !== undefined) return { reason: readObserved(observed), strong: true };
  const word = /\b(?:panic(?:ked|king|s)?|recover(?:ed|y)?)\b/i.exec(body);
  if (!word) return { reason: body.trim(), strong: false };
  const runtimeError = body.indexOf('runtime error: ', word.index);
  const rest = body.slice(word.index + word[0].length);
  let reason: string | undefined;
  if (runtimeError >= 0) reason = body.slice(runtimeError);
  else if (/^[^[\]:]{0,40}\]/.test(rest) && body.lastIndexOf('[', word.index) >= 0) {
    // The word is in brackets: `[Recovery] 2026/01/01 - 12:00:00 panic recovered:`.
    const after = rest.slice(rest.indexOf(']') + 1).replace(/^:?\s+/, '');
    return /\bpanic|\brecover/i.test(after) ? readReason(after) : { reason: after, strong: true };
  } else if (/[:\uff1a]\s*$/.test(rest) && !/: |\uff1a./.test(rest)) reason = '';
  else {
    // In Chinese the colon is a wide one, with no space after it.
    const colon = rest.search(/: |\uff1a/);
    if (colon >= 0) reason = rest.slice(colon + (rest[colon] === ':' ? 2 : 1));
  }
  if (reason === undefined) return { reason: body.trim(), strong: false };
  return { reason: readMarks(reason.trim()).text, strong: true };
}

/** klog's `%#v (%v)`: what is in the last parentheses. */
function readObserved(text: string): string {
  const said = text.trim();
  if (!said.endsWith(')')) return said;
  const quoted = /^"(?:[^"\\]|\\.)*" \(/.exec(said);
  if (quoted) return said.slice(quoted[0].length, -1);
  let depth = 0;
  for (let at = said.length - 1; at > 0; at--) {
    if (said[at] === ')') depth++;
    else if (said[at] === '(' && --depth === 0) return said[at - 1] === ' ' ? said.slice(at + 1, -1) : said;
  }
  return said;
}
