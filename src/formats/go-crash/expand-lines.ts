import { readLine } from './line-patterns.ts';
import { findHeaderInside } from './prefixes.ts';
import {
  findLogLine,
  findStack,
  holdsStack,
  readJsonRecord,
  readPairs,
  splitRecords,
  toSource,
  unescape,
  type LogFields,
} from './log-record.ts';

/** A line of the log itself, out of whatever it was stored in. Several may come of one line of the file. */
export interface LogLine {
  text: string;
  /** 1-based line of the file. */
  line: number;
  /** Columns of the file's line as a terminal shows it, tabs of 8 included. */
  width: number;
  /** Tells the programs apart whose records these are; empty outside of records. */
  source: string;
  /** The other fields of the record whose stack begins here. */
  record?: LogFields;
}

/**
 * Takes off what holds a line: NUL bytes before it, colours, HTML, a record of JSON around it; and
 * parts a stack that stands in one string (`stack="goroutine 1 [running]:\nmain.f()\n\t…"`) into its lines.
 *
 * @param indices of the lines in their file, where they are not all of it
 */
export function expandLines(lines: readonly string[], indices?: readonly number[]): LogLine[] {
  const isHtml = lines.some((line) => htmlSign.test(line));
  const out: LogLine[] = [];
  const open: { line: LogLine; text: string }[] = [];
  let wrapping = false;
  for (const [index, raw] of splitLines(lines)) {
    // The tabs of a record are its string's own escapes.
    let text = withoutMarks(raw);
    if (isHtml) text = fromHtml(text);
    const width = toWidth(text);
    const at = { line: (indices?.[index] ?? index) + 1, width };
    const record = text.includes('{') || text.includes('":') ? readRecord(text) : undefined;
    if (!record) text = toTabs(text);
    if (record?.wraps === false) {
      // Its message is a line of its own only if some logger here writes stacks line by line.
      const line = { text, source: '', ...at };
      out.push(line);
      open.push({ line, text: record.text });
      wrapping ||= isAnchor(record.text);
      continue;
    }
    for (const part of record?.parts ?? expandText(text)) out.push({ source: '', ...part, ...at });
  }
  if (wrapping) for (const { line, text } of open) line.text = toPlain(text);
  return out;
}

/** The lines with their indices; a line that holds many records as often as it has records. */
function* splitLines(lines: readonly string[]): Generator<[index: number, text: string]> {
  for (const [index, text] of lines.entries()) {
    const records = text.includes('{') ? splitRecords(text) : undefined;
    if (!records) yield [index, text];
    else for (const record of records) yield [index, record];
  }
}

type Part = Pick<LogLine, 'text'> & Partial<Pick<LogLine, 'source' | 'record'>>;
type RecordParts = { wraps: true; parts: Part[] } | { wraps: false; text: string };

/** A record in a record (a JSON logger below docker) is opened too. */
const deepest = 3;

function readRecord(text: string, depth = 0): RecordParts | undefined {
  const record = readJsonRecord(text);
  const fields = record ?? readPrettyField(text);
  if (!fields) return undefined;
  const stack = findStack(fields);
  if (stack) return { wraps: true, parts: toStackParts(stack, fields) };
  // A message before a record of JSON is a line of its own: zap's console. fluentd has a time and a tag there.
  const isStored = fields.has('log') && fields.has('stream');
  if (!isStored && !/^\s*[{"]/.test(text)) return undefined;
  const line = findLogLine(fields);
  if (!line) return undefined;
  if (!line.wraps) return line.text.includes('\n') ? undefined : { wraps: false, text: line.text };
  // The lines between those of a record that is printed over many are of nothing.
  const source = record ? toSource(record) : 'fields';
  const parts = line.text.split('\n').flatMap((one): Part[] => {
    const plain = toPlain(one);
    const inner = depth < deepest && plain.includes('{') ? readRecord(plain, depth + 1) : undefined;
    return inner?.wraps ? inner.parts : expandText(plain);
  });
  return { wraps: true, parts: parts.map((part) => ({ source, ...part })) };
}

/** `    "textPayload": "panic: boom\n",` of a record that is printed over many lines. */
function readPrettyField(text: string): LogFields | undefined {
  const field =
    /^\s+"(textPayload|message|MESSAGE|log|Message|@message)"\s*:\s*("(?:[^"\\]|\\.)*")\s*,?\s*$/.exec(text);
  if (!field) return undefined;
  try {
    return new Map([['textpayload', JSON.parse(field[2]!) as string]]);
  } catch {
    return undefined;
  }
}

/**
 * The lines of a stack in a field. What stands above it in the same text is of the runtime (a whole
 * traceback in one record), or the words of the logger, which go with the other fields.
 */
function toStackParts({ name, text }: { name: string; text: string }, fields: LogFields): Part[] {
  const lines = text.trimEnd().split('\n').map(toPlain);
  let start = lines.findIndex(
    (line, at) => findHeaderInside(line) >= 0 || isHeader(line) || isIndentedPosition(lines[at + 1]),
  );
  if (start < 0) start = 0;
  const above = lines.slice(0, start);
  if (above.some((line) => isReason(line))) return lines.map((line) => ({ text: line }));
  const [first = '', ...rest] = lines.slice(start);
  const header = Math.max(0, findHeaderInside(first));
  const words = [...above, first.slice(0, header)].join('\n').trim();
  const record = new Map(fields);
  if (words === '') record.delete(name);
  else record.set(name, words);
  return [{ text: first.slice(header), record }, ...rest.map((line) => ({ text: line }))];
}

function isHeader(text: string): boolean {
  return readLine(text).kind === 'header';
}

function isIndentedPosition(text: string | undefined): boolean {
  return text !== undefined && /^\s/.test(text) && readLine(text).kind === 'position';
}

function isReason(text: string): boolean {
  const { kind } = readLine(text);
  return kind !== 'text' && kind !== 'blank' && kind !== 'position';
}

const escapedStack =
  /goroutine \d+ \[[^\]\n]{1,300}\]:(?:\\n|\\\\n|#012|<0x0[aA]>)|(?:\\n|#012)(?:\\t|\t|#011)\S{1,1000}?:\d+/;

/** A line that is not JSON: it may have a stack with escapes in it all the same. */
function expandText(text: string): Part[] {
  if (text.length < 20 || !escapedStack.test(text)) return [{ text }];
  const pairs = readPairs(text);
  const stack = findStack(pairs);
  if (stack) return toStackParts(stack, withSentence(pairs, text));
  const whole = text.replace(/#012|<0x0[aA]>/g, '\n').replaceAll('#011', '\t');
  const unescaped = whole.includes('\n') ? whole : unescape(text);
  return holdsStack(unescaped) ? unescaped.split('\n').map((part) => ({ text: toPlain(part) })) : [{ text }];
}

/** logrus writes its message before its pairs, without a name: `ERRO[0000] panic: no ports   stack="…"`. */
function withSentence(pairs: LogFields, text: string): LogFields {
  if (pairs.has('msg') || pairs.has('message')) return pairs;
  const sentence = text.slice(0, text.search(/(?<![\w@.-])"?[\w@.-]{1,80}"?\s{0,8}[:=]\s{0,8}"/)).trim();
  return sentence === '' ? pairs : new Map([...pairs, ['msg', sentence]]);
}

function isAnchor(text: string): boolean {
  const { kind } = readLine(text);
  return kind === 'header' || kind === 'position';
}

// `ESC[31m` and other CSI sequences, and `ESC]8;;…BEL`, a link; and how others write the ESC.
const colours =
  // oxlint-disable-next-line no-control-regex
  /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))|(?:\^\[|#033|\\u001b|\\x1b|\\033)\[[0-9;]*m/g;

function toPlain(line: string): string {
  return toTabs(withoutMarks(line));
}

function withoutMarks(line: string): string {
  let text = line;
  // A file that was cut while it was written to begins with as many NULs as had been written.
  if (text.includes('\0')) text = text.replaceAll('\0', '');
  if (text.includes('\u001b') || text.includes('[')) text = text.replace(colours, '');
  // chi marks the frame that panicked: ` -> main.(*Port).read`, ` ->   /src/boardd/port.go:31`.
  return text.startsWith(' -> ') ? text.replace(/^ -> (?=\s{0,8}\S+$)/, '    ') : text;
}

/** A tab as rsyslog writes it, and as `cat -v` and others do before a file's name. */
function toTabs(text: string): string {
  const plain = text.includes('#011') ? text.replaceAll('#011', '\t') : text;
  if (!/\^I|\\t|<0x09>/.test(plain)) return plain;
  return plain.replace(/(^|[\s:|])((?:\^I|\\t|<0x09>)+)(?=[^\s\\])/g, (_, before: string, tabs: string) => {
    return before + tabs.replace(/\^I|\\t|<0x09>/g, '\t');
  });
}

const tags = 'pre|code|html|head|body|div|span|br|p|td|tr|table|li|samp|font|blockquote|textarea';
const htmlSign = new RegExp(`<(?:pre|code|html|samp|textarea)\\b[^<>]{0,300}>|&lt;autogenerated&gt;`, 'i');
const tag = new RegExp(`</?(?:${tags})\\b[^<>]{0,300}>`, 'gi');
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

function fromHtml(text: string): string {
  return text
    .replace(tag, '')
    .replace(
      /&(?:(lt|gt|amp|quot|apos|nbsp)|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi,
      (whole, name?: string, ten?: string, hex?: string) => {
        if (name) return entities[name.toLowerCase()] ?? whole;
        const code = ten ? Number(ten) : parseInt(hex!, 16);
        return code < 0x110000 ? String.fromCodePoint(code) : (whole as string);
      },
    );
}

/** Columns as a terminal shows them, tabs being 8 wide. */
function toWidth(text: string): number {
  if (!text.includes('\t')) return text.length;
  let width = 0;
  for (const character of text) width = character === '\t' ? (width | 7) + 1 : width + 1;
  return width;
}
