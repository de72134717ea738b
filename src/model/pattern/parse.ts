import {
  anyChar,
  type CharSet,
  ignoringCase,
  not,
  notNewline,
  perlSets,
  posixSets,
  range,
  toUnicodeSet,
  union,
} from './char-set.ts';

/** Where in a text something has to be: at its ends, at those of a line, at a word's, or at none. */
export type Place = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'no-word-edge';

export type Node =
  | { kind: 'char'; set: CharSet }
  | { kind: 'place'; place: Place }
  | { kind: 'all'; parts: readonly Node[] }
  | { kind: 'any'; parts: readonly Node[] }
  | { kind: 'repeat'; of: Node; least: number; most: number; lazy: boolean }
  /** Brackets that keep what they matched, numbered from 1 as they open. */
  | { kind: 'group'; of: Node; number: number };

/** Why an expression is none. */
export type PatternFault =
  | 'never-opened'
  | 'never-closed'
  | 'class-never-closed'
  | 'unknown-group'
  | 'unknown-class'
  | 'unknown-escape'
  | 'no-character'
  | 'range-backwards'
  | 'nothing-to-repeat'
  | 'repeated-twice'
  | 'too-often'
  | 'too-deep'
  | 'too-long';

/** What stands there is no expression. */
export class PatternError extends Error {
  override name = 'PatternError';
  readonly fault: PatternFault;
  /** Where in the source it was seen, as an index; -1 where it is of the whole. */
  at = -1;

  constructor(fault: PatternFault) {
    super(fault);
    this.fault = fault;
  }
}

/** As Go has it. */
const MAX_REPEAT = 1000;
const MAX_DEPTH = 100;

/** Parses an expression in Go's syntax (https://pkg.go.dev/regexp/syntax). @throws PatternError */
export function parsePattern(source: string): Node {
  const parser = new Parser(source);
  try {
    const node = parser.parseAny(0);
    if (!parser.isOver) throw new PatternError('never-opened');
    return node;
  } catch (error) {
    if (error instanceof PatternError) error.at = parser.position;
    throw error;
  }
}

const escapes: Readonly<Record<string, string>> = { a: '\x07', f: '\f', t: '\t', n: '\n', r: '\r', v: '\v' };

class Parser {
  private readonly source: string;
  private at = 0;
  private flags = { i: false, m: false, s: false };
  private groups = 0;

  constructor(source: string) {
    this.source = source;
  }

  get position(): number {
    return this.at;
  }

  get isOver(): boolean {
    return this.at >= this.source.length;
  }

  parseAny(depth: number): Node {
    if (depth > MAX_DEPTH) throw new PatternError('too-deep');
    // What flags are set within brackets holds to their end.
    const before = { ...this.flags };
    const parts = [this.parseAll(depth)];
    while (this.take('|')) parts.push(this.parseAll(depth));
    this.flags = before;
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts };
  }

  private parseAll(depth: number): Node {
    const parts: Node[] = [];
    while (!this.isOver && this.peek() !== '|' && this.peek() !== ')') {
      if (this.take('\\Q')) parts.push(...this.readQuoted());
      else parts.push(this.parseRepeat(depth));
    }
    return { kind: 'all', parts };
  }

  private parseRepeat(depth: number): Node {
    let node = this.parseAtom(depth);
    for (let times = this.readTimes(); times; times = this.readTimes()) {
      // How much is tried first makes no difference to whether it matches, only to what.
      node = { kind: 'repeat', of: node, ...times, lazy: this.take('?') };
      if (/^[*+?]/.test(this.peek())) throw new PatternError('repeated-twice');
    }
    return node;
  }

  private readTimes(): { least: number; most: number } | undefined {
    if (this.take('*')) return { least: 0, most: Infinity };
    if (this.take('+')) return { least: 1, most: Infinity };
    if (this.take('?')) return { least: 0, most: 1 };
    const match = this.takeMatch(/\{(\d{1,5})(,(\d{0,5}))?\}/y);
    if (!match) return undefined;
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === '' ? Infinity : Number(match[3]);
    if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT) || least > most) {
      throw new PatternError('too-often');
    }
    return { least, most };
  }

  private parseAtom(depth: number): Node {
    if (this.take('(')) return this.parseGroup(depth);
    if (this.take('[')) return toChar(this.parseClass(), this.flags.i);
    const char = this.readChar();
    switch (char) {
      case '.':
        return { kind: 'char', set: this.flags.s ? anyChar : notNewline };
      case '^':
        return { kind: 'place', place: this.flags.m ? 'line-start' : 'text-start' };
      case '$':
        return { kind: 'place', place: this.flags.m ? 'line-end' : 'text-end' };
      case '\\':
        return this.parseEscape();
      case '*':
      case '+':
      case '?':
        throw new PatternError('nothing-to-repeat');
      default:
        return toChar(range(char, char), this.flags.i);
    }
  }

  private parseGroup(depth: number): Node {
    const flags = this.takeMatch(/\?([ims]*)(?:-([ims]+))?(:|\))/y);
    if (flags) {
      const before = { ...this.flags };
      for (const flag of flags[1]!) this.flags[flag as 'i'] = true;
      for (const flag of flags[2] ?? '') this.flags[flag as 'i'] = false;
      if (flags[3] === ')') return { kind: 'all', parts: [] };
      const node = this.closeGroup(depth);
      this.flags = before;
      return node;
    }
    this.takeMatch(/\?P?<\w+>/y);
    if (this.peek() === '?') throw new PatternError('unknown-group');
    const number = ++this.groups;
    return { kind: 'group', of: this.closeGroup(depth), number };
  }

  private closeGroup(depth: number): Node {
    const node = this.parseAny(depth + 1);
    if (!this.take(')')) throw new PatternError('never-closed');
    return node;
  }

  private parseEscape(): Node {
    if (this.take('A')) return { kind: 'place', place: 'text-start' };
    if (this.take('z')) return { kind: 'place', place: 'text-end' };
    if (this.take('b')) return { kind: 'place', place: 'word-edge' };
    if (this.take('B')) return { kind: 'place', place: 'no-word-edge' };
    return toChar(this.readEscapedSet() ?? this.toOne(this.readEscapedChar()), this.flags.i);
  }

  private toOne(char: string): CharSet {
    return range(char, char);
  }

  /** What `\d`, `\PL` and their like match; undefined where a single character stands there. */
  private readEscapedSet(): CharSet | undefined {
    const perl = this.takeMatch(/[dswDSW]/y);
    if (perl) {
      const set = perlSets[perl[0].toLowerCase()]!;
      return perl[0] === perl[0].toLowerCase() ? set : not(set);
    }
    const unicode = this.takeMatch(/([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/y);
    if (!unicode) return undefined;
    const set = toUnicodeSet(unicode[3] ?? unicode[4]!);
    if (!set) throw new PatternError('unknown-class');
    return (unicode[1] === 'P') !== (unicode[2] === '^') ? not(set) : set;
  }

  private readEscapedChar(): string {
    const hex = this.takeMatch(/x(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/y);
    if (hex) return toCharacter(parseInt(hex[1] ?? hex[2]!, 16));
    const octal = this.takeMatch(/[1-7][0-7]{1,2}|0[0-7]{0,2}/y);
    if (octal) return toCharacter(parseInt(octal[0], 8));
    const char = this.readChar();
    const known = escapes[char];
    if (known !== undefined) return known;
    if (/[\w]/.test(char) || char === '') throw new PatternError('unknown-escape');
    return char;
  }

  private parseClass(): CharSet {
    const isNegated = this.take('^');
    const sets: CharSet[] = [];
    // A bracket that stands first is one of the characters.
    for (let isFirst = true; isFirst || !this.take(']'); isFirst = false) {
      if (this.isOver) throw new PatternError('class-never-closed');
      const posix = this.takeMatch(/\[:(\^?)([a-z]+):\]/y);
      if (posix) {
        const set = Object.hasOwn(posixSets, posix[2]!) ? posixSets[posix[2]!] : undefined;
        if (!set) throw new PatternError('unknown-class');
        sets.push(posix[1] === '^' ? not(set) : set);
        continue;
      }
      const from = this.readClassPart();
      if (typeof from !== 'string') {
        sets.push(from);
      } else if (this.takeMatch(/-(?!\])/y)) {
        const to = this.readClassPart();
        if (typeof to !== 'string' || to.codePointAt(0)! < from.codePointAt(0)!) {
          throw new PatternError('range-backwards');
        }
        sets.push(range(from, to));
      } else {
        sets.push(range(from, from));
      }
    }
    const set = this.flags.i ? ignoringCase(union(sets)) : union(sets);
    return isNegated ? not(set) : set;
  }

  private readClassPart(): string | CharSet {
    const char = this.readChar();
    return char === '\\' ? (this.readEscapedSet() ?? this.readEscapedChar()) : char;
  }

  private readQuoted(): Node[] {
    const end = this.source.indexOf('\\E', this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + 2;
    return [...text].map((char) => toChar(range(char, char), this.flags.i));
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** @param pattern sticky */
  private takeMatch(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at += match[0].length;
    return match ?? undefined;
  }

  private readChar(): string {
    const code = this.source.codePointAt(this.at);
    const char = code === undefined ? '' : String.fromCodePoint(code);
    this.at += char.length;
    return char;
  }
}

function toChar(set: CharSet, ignoresCase: boolean): Node {
  return { kind: 'char', set: ignoresCase ? ignoringCase(set) : set };
}

function toCharacter(code: number): string {
  if (code > 0x10_ffff) throw new PatternError('no-character');
  return String.fromCodePoint(code);
}
