import { readLine } from './line-patterns.ts';

// What stands before a goroutine's header is a prefix, whatever it is.
const header = /^goroutine \d+(?: (?:gp|mp?)=\w+)* \[[^\]]{1,300}\]:\s*$/;

/** Where a header begins that ends the line; -1 where none does. */
export function findHeaderInside(text: string): number {
  const at = text.lastIndexOf('goroutine ');
  return at > 0 && header.test(text.slice(at)) ? at : -1;
}

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
      // @4000000037c219bf2ef02e08 panic: boom
      /@[0-9a-f]{24} /,
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

/** What stands before the lines of one program: `Sep 13 00:02:03 board topid[654]: `. */
export interface Shape {
  pattern: RegExp;
  /** One such prefix, as it was. */
  sample: string;
  length: number;
}

/** The shapes of the prefixes: found where a line makes sense without what is before it. */
export function findPrefixes(lines: readonly string[]): Shape[] {
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
  const header = findHeaderInside(text);
  // A panic's text may quote a header: `panic: goroutine 1 [running]:`.
  if (header > 0 && !/^\s*panic: $/.test(text.slice(0, header))) return text.slice(0, header);
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
      /(@[0-9a-f]{24}|\w\[\d+\]|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|\d+|\s+)/,
    )
    .map((part, index) => {
      if (index % 2 === 0 || part.endsWith(']')) return part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      if (part.startsWith('@')) return '@[0-9a-f]{24}';
      if (/^\s/.test(part)) return '\\s+';
      return /^\d/.test(part) ? '\\d+' : '[A-Z][a-z]{2}';
    })
    .join('');
  const tail = prefix.slice(body.length);
  return tail === '' ? `^${source}` : `^${source}(?:${tail.replace(/\t/g, '\\t')}|\\s*$)`;
}
