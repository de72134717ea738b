import { type Finder, toFinder } from '#model/pattern/find.ts';
import type { PatternFault } from '#model/pattern/parse.ts';
import type { Recording } from './recording.ts';

/**
 * What a reader looks for among processes:
 *
 *     board cpu>5        both fit
 *     board, init        one of them fits; `|` is the same
 *     -kworker           does not fit; `!` is the same, and holds for a whole list
 *     "a, b"  /^k\w+/i   as it stands; a regular expression in Go's syntax
 *     name:sh  pid:12    the name or the number alone; `pid:10-20` from one to another
 *     cpu>=2.5  mem<1GiB cpuMax, memMax, life<10s, samples>3 over the whole recording
 *
 * Words are looked for in any case, in names and in numbers.
 */
export interface Expression {
  /** All have to fit. */
  terms: readonly Term[];
  /** What of the text is no expression; `terms` are those before it. */
  fault?: ExpressionFault;
  /**
   * Words that begin as one with a prefix or a measure does, and with none that there is, or that are patterns elsewhere:
   * they are looked for as text.
   */
  odd?: readonly OddWord[];
}

/** `foo:bar`, `rss>5`, `heap*` */
export interface OddWord {
  /** `foo:`, `rss`; all of a pattern */
  beginning: string;
  /** The regular expression that finds what was meant. */
  pattern?: string;
  /** All of it, as it is looked for. */
  text: string;
  at: number;
}

/** Alternatives of which one has to fit, or, negated, none may. */
export interface Term {
  negated: boolean;
  items: readonly Item[];
}

export type Item =
  /** Part of the name, or of the number too. */
  | { kind: 'text'; text: string; nameOnly: boolean }
  | { kind: 'pattern'; find: Finder }
  | { kind: 'pid'; from: number; to: number }
  | { kind: 'measure'; measure: Measure; compare: Comparison; value: number };

export const measures = ['cpu', 'cpuMax', 'mem', 'memMax', 'life', 'samples'] as const;
/** Of the whole recording: percent of one core, MiB, seconds. */
export type Measure = (typeof measures)[number];
export type Comparison = '<' | '<=' | '>' | '>=' | '=';

/** Why a text is no expression, and at which of its characters that was seen, from 0. */
export interface ExpressionFault {
  fault:
    'quote' | 'slash' | 'flag' | 'nothing' | 'number' | 'unit' | 'pid' | 'minus' | { pattern: PatternFault };
  at: number;
}

/** What a measure's number may be followed by, and what that makes of it. */
const units: Record<Measure, Record<string, number>> = {
  cpu: { '': 1, '%': 1 },
  cpuMax: { '': 1, '%': 1 },
  mem: { '': 1, b: 2 ** -20, k: 2 ** -10, kb: 2 ** -10, kib: 2 ** -10, m: 1, mb: 1, mib: 1, g: 1024, gb: 1024, gib: 1024 }, // prettier-ignore
  memMax: { '': 1, b: 2 ** -20, k: 2 ** -10, kb: 2 ** -10, kib: 2 ** -10, m: 1, mb: 1, mib: 1, g: 1024, gb: 1024, gib: 1024 }, // prettier-ignore
  life: { '': 1, ms: 0.001, s: 1, min: 60, m: 60, h: 3600, d: 86_400 },
  samples: { '': 1 },
};

export function parseExpression(source: string): Expression {
  const terms: Term[] = [];
  const parser = new Parser(source);
  try {
    for (let term = parser.parseTerm(); term; term = parser.parseTerm()) terms.push(term);
    return { terms, ...(parser.odd.length > 0 && { odd: parser.odd }) };
  } catch (error) {
    if (error instanceof Fault) return { terms, fault: { fault: error.fault, at: error.at } };
    throw error;
  }
}

/** A text as an expression that looks for just that; without quotes where it needs none. */
export function toExpressionText(text: string): string {
  const trimmed = text.trim();
  const { terms, fault, odd } = parseExpression(trimmed);
  const [term, ...more] = terms;
  const [item, ...others] = term?.items ?? [];
  const isItself =
    fault === undefined &&
    odd === undefined &&
    more.length === 0 &&
    others.length === 0 &&
    term?.negated === false &&
    item?.kind === 'text' &&
    !item.nameOnly &&
    item.text === trimmed.toLowerCase();
  return isItself || trimmed === '' ? trimmed : `"${trimmed.replace(/["\\]/g, '\\$&')}"`;
}

/** The first odd word of an expression that is in no name, and so was meant otherwise. */
export function findOddWord(
  { odd = [] }: Expression,
  recordings: readonly Pick<Recording, 'series'>[],
): OddWord | undefined {
  return odd.find(
    ({ text }) =>
      !recordings.some(({ series }) =>
        series.some(({ kind, name }) => kind === 'process' && name.toLowerCase().includes(text)),
      ),
  );
}

class Fault extends Error {
  readonly fault: ExpressionFault['fault'];
  readonly at: number;

  constructor(fault: ExpressionFault['fault'], at: number) {
    super();
    this.fault = fault;
    this.at = at;
  }
}

class Parser {
  private readonly source: string;
  private at = 0;
  readonly odd: OddWord[] = [];

  constructor(source: string) {
    this.source = source;
  }

  /** The next one; undefined at the end. */
  parseTerm(): Term | undefined {
    this.take(/\s*/y);
    const negated = this.take(/[-!]/y) !== undefined;
    const items: Item[] = [];
    let prefix: Prefix | undefined;
    // A sign or a comma that nothing follows yet is being typed.
    while (this.at < this.source.length) {
      // `-a, -b` can only mean neither; `a, -b` may mean two things, and is none.
      if (items.length > 0 && /[-!]/.test(this.source.charAt(this.at))) {
        if (!negated) throw new Fault('minus', this.at);
        this.at += 1;
      }
      prefix = this.takePrefix() ?? prefix;
      items.push(this.parseItem(prefix));
      if (this.take(/\s*[,|]\s*/y) === undefined) break;
    }
    return items.length === 0 ? undefined : { negated, items };
  }

  /** `pid:` and `name:` hold for the rest of a list. */
  private takePrefix(): Prefix | undefined {
    return this.take(/(?:pid|name):/iy)?.[0].toLowerCase() as Prefix | undefined;
  }

  private parseItem(prefix: Prefix | undefined): Item {
    if (prefix === 'pid:') return this.parsePid();
    const start = this.at;
    if (this.take(/"/y)) return this.parseQuoted(start, prefix === 'name:');
    if (this.take(/\//y)) return this.parsePattern(start, prefix === 'name:');
    const measure = prefix
      ? undefined
      : this.take(/(cpuMax|cpu|memMax|mem|life|samples)\s*(>=|<=|>|<|=)\s*/iy);
    if (measure) return this.parseMeasure(measure);
    const word = this.take(/[^\s,|]+/y);
    if (!word) throw new Fault('nothing', this.at);
    const beginning = prefix ? undefined : /^([a-z]\w*)(:|[<>]?=|[<>])/i.exec(word[0]);
    const text = word[0].toLowerCase();
    const at = this.at - word[0].length;
    if (beginning) {
      const [, name = '', sign] = beginning;
      this.odd.push({ beginning: sign === ':' ? `${name}:` : name, text, at });
    } else if (text.includes('*')) this.odd.push({ beginning: word[0], text, at, pattern: toPattern(text) });
    return { kind: 'text', text, nameOnly: prefix === 'name:' };
  }

  private parsePid(): Item {
    const start = this.at;
    const pid = this.take(/(\d{1,10})(?:-(\d{1,10}))?(?![^\s,|])/y);
    if (!pid) throw new Fault('pid', start);
    const from = Number(pid[1]);
    return { kind: 'pid', from, to: pid[2] === undefined ? from : Number(pid[2]) };
  }

  private parseQuoted(start: number, nameOnly: boolean): Item {
    const text = this.take(/((?:[^"\\]|\\[^])*)"/y);
    if (!text) throw new Fault('quote', start);
    return { kind: 'text', text: (text[1] ?? '').replace(/\\([^])/g, '$1').toLowerCase(), nameOnly };
  }

  private parsePattern(start: number, nameOnly: boolean): Item {
    const pattern = this.take(/((?:[^/\\]|\\[^])*)\//y);
    if (!pattern) throw new Fault('slash', start);
    const flags = this.take(/[^\s,|]*/y)?.[0] ?? '';
    if (flags !== '' && flags !== 'i') {
      // What ends in none of JavaScript's flags was not meant as a pattern: a path.
      const text = this.source.slice(start, this.at).toLowerCase();
      if (!/^[dgimsuvy]+$/i.test(flags) && !/\s/.test(text)) return { kind: 'text', text, nameOnly };
      throw new Fault('flag', this.at - flags.length);
    }
    const source = (pattern[1] ?? '').replaceAll('\\/', '/');
    const find = toFinder(flags === 'i' ? `(?i)${source}` : source);
    if (typeof find !== 'function') {
      const place = start + 1 + Math.max(0, find.at - (flags === 'i' ? 4 : 0));
      throw new Fault({ pattern: find.fault }, place);
    }
    return { kind: 'pattern', find };
  }

  private parseMeasure([, name = '', compare]: RegExpExecArray): Item {
    const measure = measures.find((one) => one.toLowerCase() === name.toLowerCase()) ?? 'cpu';
    const start = this.at;
    const number = this.take(/\d+(?:\.\d+)?/y);
    if (!number) throw new Fault('number', start);
    const unitAt = this.at;
    const unit = this.take(/\s*([a-z%]+)(?![^\s,|])|(?![^\s,|])/iy);
    const factor = unit && units[measure][unit[1]?.toLowerCase() ?? ''];
    if (factor === undefined) {
      // A word behind a space is the next thing that is looked for.
      if (!/\s/.test(this.source.charAt(unitAt))) throw new Fault('unit', unitAt);
      this.at = unitAt;
    }
    return {
      kind: 'measure',
      measure,
      compare: compare as Comparison,
      value: Number(number[0]) * (factor ?? 1),
    };
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match) this.at += match[0].length;
    return match ?? undefined;
  }
}

/** What a shell would take a word for, as a regular expression. */
function toPattern(word: string): string {
  return `/${word.replace(/[\\/.+?()[\]{}^$|]/g, '\\$&').replaceAll('*', '.*')}/`;
}

export const prefixes = ['pid:', 'name:'] as const;
type Prefix = (typeof prefixes)[number];
