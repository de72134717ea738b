import { readLine } from './line-patterns.ts';

/** A line of the traceback itself, freed of colours and of what a logger or a chat put before it. */
export interface PlainLine {
  text: string;
  /** 1-based line of the file. */
  line: number;
  /** Columns of the whole line as a terminal shows it, its prefix and tabs of 8 included. */
  width: number;
}

/** What was before the lines, `Sep 13 00:02:03 board topid[654]: `, and the lines that had it. */
export interface Stream {
  /** One such prefix, as it was; empty for the lines without. */
  prefix: string;
  lines: PlainLine[];
}

/**
 * Takes the wrappings off: colours; a prefix on every line (syslog, journald, docker, kubectl, `> `);
 * docker's JSON lines; a traceback in one string of a JSON log. Lines are sorted by prefix (its times
 * and counters aside, its process id not), so that two programs that crash into one log are told apart.
 */
export function unwrapLines(lines: readonly string[]): Stream[] {
  const plain = lines.map((line) => toPlain(line));
  const shapes = findPrefixes(plain);
  const streams = new Map<Shape | undefined, Stream>([[undefined, { prefix: '', lines: [] }]]);
  const bare = streams.get(undefined)!.lines;
  let last: Shape | undefined;
  // Of a terminal that wrapped the log: what is over goes on in the next line, without a prefix.
  const widths = plain.map(toWidth);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  let wrapped = false;

  plain.forEach((text, index) => {
    const line = index + 1;
    const width = widths[index]!;
    if (text.length > 20 && /goroutine \d+ \[[^\]]*\]:\\n/.test(text)) {
      for (const part of toUnescapedLines(text)) bare.push({ text: part, line, width });
      return;
    }
    const shape = last?.pattern.test(text) ? last : shapes.find(({ pattern }) => pattern.test(text));
    if (!shape && last && wrapped && text !== '') {
      streams.get(last)!.lines.push({ text, line, width });
      wrapped = width === widest;
      return;
    }
    wrapped = shape !== undefined && width === widest && widest >= 40;
    if (!shape) {
      // journald shows the further lines of one message indented by the length of the prefix.
      const indent = last && /^\s+/.exec(text)?.[0];
      if (last && indent && indent.length >= last.length && last.length > 4) {
        streams.get(last)!.lines.push({ text: text.slice(last.length), line, width });
      } else {
        bare.push({ text, line, width });
      }
      return;
    }
    last = shape;
    let stream = streams.get(shape);
    if (!stream) streams.set(shape, (stream = { prefix: shape.sample, lines: [] }));
    stream.lines.push({ text: text.replace(shape.pattern, ''), line, width });
  });
  return [...streams.values()].filter((stream) => stream.lines.length > 0);
}

interface Shape {
  pattern: RegExp;
  sample: string;
  length: number;
}

// `ESC[31m` and other CSI sequences, and `ESC]8;;…BEL`, a link.
// oxlint-disable-next-line no-control-regex
const colours = /\u001b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\))/g;

function toPlain(line: string): string {
  if (line.startsWith('{"log":"')) {
    // docker's json-file: {"log":"goroutine 1 [running]:\n","stream":"stderr","time":"2026-11-23T17:10:55.1Z"}
    try {
      const { log } = JSON.parse(line) as { log: unknown };
      if (typeof log === 'string') line = log.replace(/\r?\n$/, '');
    } catch {
      // Cut off or not docker's: taken as it is.
    }
  }
  return line.includes('\u001b') ? line.replace(colours, '') : line;
}

/** `{"msg":"boom","stack":"goroutine 1 [running]:\nmain.f()\n\t/x.go:1 +0x1"}` as the lines in it. */
function toUnescapedLines(text: string): string[] {
  const quoted = text.indexOf('goroutine ');
  const start = text.lastIndexOf('"', quoted) + 1;
  const end = text.slice(quoted).search(/(?<!\\)"/);
  return text
    .slice(start, end < 0 ? undefined : quoted + end)
    .split('\\n')
    .map((part) => part.replace(/\\t/g, '\t').replace(/\\(["\\/])/g, '$1'));
}

/** Columns as a terminal shows them, tabs being 8 wide. */
function toWidth(text: string): number {
  if (!text.includes('\t')) return text.length;
  let width = 0;
  for (const character of text) width = character === '\t' ? (width | 7) + 1 : width + 1;
  return width;
}

// What stands before a goroutine's header is a prefix, whatever it is.
const headerInside = /^(.*?\S.*?|\S)(goroutine \d+(?: (?:gp|mp?)=\w+)* \[[^\]]*\]:)\s*$/;
// Before other lines that start a crash, or a frame, only what is known to be one.
const knownPrefix = new RegExp(
  '^(?:' +
    [
      // Sep 13 00:02:03 board topid[654]: panic: boom
      /[A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d(?:\.\d+)? \S+ [^\s:[\]]+(?:\[\d+\])?: /,
      // 2026-11-23T17:10:55.123456+01:00 board topid[654]: panic: boom; 2026-… stderr F panic: boom
      /(?:\S+ \| |\[?pod\/\S+ )?\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]? (?:std(?:out|err) [FP] |\S+ [^\s:[\]]+(?:\[\d+\])?: )?/,
      // web-1  | panic: boom
      /[\w.-]+ +\| /,
      // [pod/web-7d9f8c/web] panic: boom
      /\[?pod\/\S+\]? /,
      // 11-23 17:10:55.123  4321  4567 E Go      : panic: boom
      /\d\d-\d\d \d\d:\d\d:\d\d\.\d+ +\d+ +\d+ [A-Z] [^:]+: /,
      // [   12.345678] panic: boom
      /\[ *\d+\.\d+\] /,
      // > panic: boom
      /(?:[>|] ?)+/,
    ]
      .map(({ source }) => source)
      .join('|') +
    ')',
);
const anchorKinds = new Set([
  'panic',
  'fatal',
  'race',
  'signal',
  'signal-name',
  'created',
  'runtime-stack',
  'call',
]);
const mostShapes = 32;

/** The shapes of the prefixes: found where a line makes sense without what is before it. */
function findPrefixes(lines: readonly string[]): Shape[] {
  const shapes = new Map<string, Shape & { line: number }>();
  lines.forEach((text, index) => {
    if (shapes.size >= mostShapes || text.length > 1024) return;
    const prefix = findPrefix(text);
    if (prefix === undefined || prefix.trim() === '') return;
    const source = toShape(prefix);
    if (shapes.has(source)) return;
    shapes.set(source, {
      pattern: new RegExp(source),
      sample: prefix,
      length: prefix.length,
      line: index,
    });
  });
  // A prefix on the header alone (log.Printf("stack: %s", debug.Stack())) is none of the other lines';
  // there the header is left with a prefix of its own, which must not part it from its frames.
  const confirmed: Shape[] = [];
  for (const shape of shapes.values()) {
    const near = lines.slice(shape.line + 1, shape.line + 6).filter((text) => shape.pattern.test(text));
    if (near.length > 0) confirmed.push(shape);
  }
  return confirmed;
}

function findPrefix(text: string): string | undefined {
  const header = text.includes('goroutine ') && headerInside.exec(text);
  // A panic's text may quote a header: `panic: goroutine 1 [running]:`.
  if (header && !/^\s*panic: $/.test(header[1]!)) return header[1];
  const known = knownPrefix.exec(text)?.[0];
  if (known === undefined) return undefined;
  return anchorKinds.has(readLine(text.slice(known.length)).kind) ? known : undefined;
}

/**
 * The prefix as the source of a pattern: digits and names of months may differ from line to line, the
 * rest may not. A process id (`topid[654]`) may not either: it tells two programs apart. The white space
 * at its end may be missing where the line is otherwise empty.
 */
function toShape(prefix: string): string {
  const body = prefix.trimEnd();
  const source = body
    .split(
      /(\w\[\d+\]|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\d+|\s+)/,
    )
    .map((part, index) => {
      if (index % 2 === 0 || part.endsWith(']')) return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      if (/^\s/.test(part)) return '\\s+';
      return /^\d/.test(part) ? '\\d+' : '[A-Z][a-z]{2}';
    })
    .join('');
  const tail = prefix.slice(body.length);
  return tail === '' ? `^${source}` : `^${source}(?:${tail.replace(/\t/g, '\\t')}|\\s*$)`;
}
