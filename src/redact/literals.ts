import { withoutMarks } from './marks.ts';

/**
 * Strings within a line that are written with escapes, as JSON and Go's `%q` do: `"a\n\tb"`. What
 * they hold is text of its own, of several lines perhaps, and is redacted as such: `\n\t/home/bob`
 * is no path of Windows, and `\u0062ob` is bob.
 */
export interface Literal {
  /** Within the line, without the quotes. */
  start: number;
  end: number;
}

/**
 * Finds the strings that have escapes, all of them valid. One that the line's end cuts off counts.
 * Each character is looked at twice at most.
 */
export function findLiterals(line: string): Literal[] {
  if (!line.includes('\\')) return [];
  const isJson = /^\s{0,64}[[{]/.test(line);
  const found: Literal[] = [];
  let at = line.indexOf('"');
  while (at >= 0) {
    if (line[at - 1] === '\\') {
      at = line.indexOf('"', at + 1);
      continue;
    }
    let end = at + 1;
    let escapes = 0;
    let valid = true;
    while (end < line.length && line[end] !== '"') {
      if (line[end] !== '\\') {
        end++;
        continue;
      }
      const length = escapeLength(line, end);
      if (length === 0) valid = false;
      escapes++;
      end += length || 1;
    }
    end = Math.min(end, line.length);
    // `"C:\temp\new"` in a text that is no JSON is a path.
    const isPath = !isJson && /^(?:[A-Za-z]:\\[^\\]|\\\\[A-Za-z])/.test(line.slice(at + 1, at + 5));
    if (escapes > 0 && valid && !isPath) {
      found.push({ start: at + 1, end });
      at = line.indexOf('"', end + 1);
    } else {
      // What closes this one may open the next: an inch mark before makes all of them out of step.
      at = end < line.length ? end : -1;
    }
  }
  return found;
}

/**
 * Whether a text outside of quotes is written with escapes all the same: cut off before its quote,
 * or in single ones. `#012` and `#011` is how rsyslog writes line ends and tabs.
 */
export function looksEscaped(text: string): boolean {
  if (/\\n(?:\\[nt]|goroutine \d)|\\"|\\t\/|#01[12]/.test(text)) return true;
  if (!/\\[nrt]/.test(text)) return false;
  // `src\net\http\x.go` has what is no escape, or ends as a file does.
  if (/[A-Za-z]:\\|(?:^|[\s"'=(])\\\\|[\w.-]\\[\w.-]{1,64}\.[A-Za-z]\w{0,7}(?![\w\\])/.test(text))
    return false;
  for (let at = text.indexOf('\\'); at >= 0;) {
    const length = escapeLength(text, at);
    if (length === 0) return false;
    at = text.indexOf('\\', at + length);
  }
  return true;
}

export interface EscapedLine {
  /** As it stands in the text. */
  raw: string;
  /** What it says. */
  plain: string;
}

/** The lines of an escaped text, and how each line end between them is written. */
export function splitEscaped(text: string): { lines: EscapedLine[]; ends: string[] } {
  const lines: EscapedLine[] = [];
  const ends: string[] = [];
  let from = 0;
  let plain: string[] = [];
  let copied = 0;
  const close = (at: number) => {
    plain.push(text.slice(copied, at));
    lines.push({ raw: text.slice(from, at), plain: plain.join('') });
    plain = [];
  };
  const pattern = /\\|#0[0-3][0-7]/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const at = match.index;
    const length = match[0].length > 1 ? 4 : escapeLength(text, at);
    if (length === 0) continue;
    const token = text.slice(at, at + length);
    const meant = decodeEscape(token);
    if (meant === '\n') {
      close(at);
      ends.push(token);
      from = at + length;
    } else {
      plain.push(text.slice(copied, at), meant);
    }
    copied = at + length;
    pattern.lastIndex = copied;
  }
  close(text.length);
  return { lines, ends };
}

/**
 * Writes lines as JSON and Go do, without the quotes around; or as rsyslog does, where `like` is its.
 * Made once for all lines of a text, which may be its every word.
 */
export function toEscape(like: string): (plain: string) => string {
  if (/#01[12]/.test(like) && !like.includes('\\')) {
    return (plain) =>
      Array.from(plain, (one) => (one < ' ' ? `#${toOctal(one.charCodeAt(0))}` : one)).join('');
  }
  return (plain) => JSON.stringify(plain).slice(1, -1);
}

function toOctal(code: number): string {
  return code.toString(8).padStart(3, '0');
}

/** Of the escape whose backslash is at `at`; 0 where it is none. */
function escapeLength(text: string, at: number): number {
  const next = text[at + 1];
  if (next === undefined) return 0;
  if (`"\\/abfnrtv'`.includes(next)) return 2;
  if (next === 'x') return /^[0-9a-fA-F]{2}$/.test(text.slice(at + 2, at + 4)) ? 4 : 0;
  if (next === 'u') return /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0;
  if (next === 'U') return /^00[0-9a-fA-F]{6}$/.test(text.slice(at + 2, at + 10)) ? 10 : 0;
  return /^[0-3][0-7]{2}$/.test(text.slice(at + 1, at + 4)) ? 4 : 0;
}

const simple: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function decodeEscape(token: string): string {
  if (token.startsWith('#')) return String.fromCharCode(parseInt(token.slice(1), 8));
  const next = token[1] ?? '';
  if (token.length === 2) return simple[next] ?? next;
  if (/[xuU]/.test(next)) {
    const code = parseInt(token.slice(2), 16);
    // A text may not write what stands for something else while it is worked on, see Marks.
    return code <= 0x10ffff ? withoutMarks(String.fromCodePoint(code)) : '\uFFFD';
  }
  return String.fromCharCode(parseInt(token.slice(1), 8));
}
