import {
  domainRunPattern,
  emailPattern,
  findIpv6,
  ipv4Pattern,
  ipv6Pattern,
  findDomains,
  isIpv4,
  isIpv6,
  bareMacPattern,
  macPattern,
  macWordPattern,
  saysNothing,
  urlPattern,
} from './addresses.ts';
import { isGosOwn, type KnownPlace, toPackagePlace } from './code-places.ts';
import { commonWords, kernelThread } from './common-names.ts';
import { replaceEncoded } from './encoded.ts';
import { type Edit, findFieldValues } from './field-values.ts';
import type { RedactionKind, RedactionSpec, Replacement } from './kinds.ts';
import { type Dsn, replaceDsns, replaceKnownSecrets } from './known-secrets.ts';
import { NameFinder } from './learn-names.ts';
import { isPlainKey, isTelling, toPairs } from './label-values.ts';
import { findLiterals, looksEscaped, splitEscaped, toEscape } from './literals.ts';
import { hasMark, isMarked, Marks, withoutMarks } from './marks.ts';
import { NameIndex } from './name-index.ts';
import { replaceNumbers } from './numbers.ts';
import {
  absolutePathPattern,
  findRelativePath,
  pathRunPattern,
  quotedPathPattern,
  type SplitPath,
  splitPath,
} from './paths.ts';
import { PemReader } from './pem.ts';
import { findProgram } from './process-lists.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { findSpoken } from './spoken.ts';
import { stripTerminal } from './terminal.ts';
import { trimEnd } from './trim-end.ts';
import { findVariables } from './variables.ts';

/** Kinds of what goes as a whole, in the order in which it is looked for in other texts. */
const wholeKinds = ['function', 'path', 'label'] as const;
type WholeKind = (typeof wholeKinds)[number];

/** Strings within strings within strings: deeper ones are taken for text. */
const deepest = 4;
const pathNeighbour = /^[\p{L}\p{N}_.\\/@~-]/u;

/**
 * Takes out of text what a spec names. First it has to `learn` all the text there is, since a name
 * that one line gives away stands bare in another; then `line` by line it puts pseudonyms in their
 * places, the same for the same thing.
 *
 * While a line is worked on, what was put in stands as a mark (see Marks), so that no later pattern
 * sees it. Every step takes time that grows with the length of the text and no faster.
 */
export class Redactor {
  readonly #kinds: ReadonlySet<RedactionKind>;
  readonly #words: RegExp | undefined;
  readonly #pseudonyms = new Pseudonyms();
  readonly #finder = new NameFinder();
  /** Names of processes, where those are taken out. */
  readonly #processes = new Set<string>();
  readonly #places = new NameIndex<KnownPlace>({
    notBehind: pathNeighbour,
    notBefore: /^[\p{L}\p{N}_\\/-]/u,
  });
  /** What labels of profiles say by themselves, and what with their keys before them, by how it may be written. */
  readonly #labels = new Set<string>();
  readonly #pairs = new NameIndex<string>({ caseless: true });
  #names: NameIndex<KnownName> | undefined;
  /** What went as a whole, by what a reader may call it. */
  readonly #gone: Record<WholeKind, NameIndex<string>> = {
    function: new NameIndex(),
    path: new NameIndex(),
    label: new NameIndex({ caseless: true }),
  };
  readonly #marks = new Marks();
  readonly #pem = new PemReader();
  #isTrial = false;
  #isCode = false;
  readonly #onWork: (characters: number) => void;

  /** @param onWork is called with how many characters were learnt from or redacted since */
  constructor({ kinds, words = [] }: RedactionSpec, onWork: (characters: number) => void = () => {}) {
    this.#kinds = new Set(kinds);
    this.#onWork = onWork;
    const wanted = words.map((word) => withoutMarks(word).trim()).filter((word) => word !== '');
    this.#words = wanted.length > 0 ? new RegExp(toAlternatives(wanted), 'giu') : undefined;
  }

  get replacements(): Replacement[] {
    return this.#pseudonyms.replacements;
  }

  has(kind: RedactionKind): boolean {
    return this.#kinds.has(kind);
  }

  /** The lines of one text, in order. */
  learn(lines: readonly string[]): void {
    this.#finder.read(this.#toPlainLines(lines));
    this.#names = undefined;
  }

  *#toPlainLines(lines: readonly string[]): Generator<string> {
    for (const line of lines) {
      this.#onWork(line.length);
      yield* toTexts(stripTerminal(line), 0);
    }
  }

  learnProcess(name: string): void {
    this.#processes.add(name);
    this.#names = undefined;
  }

  /** A label of a profile, or another of its texts that go as a whole: what of it stands in other texts goes there too. */
  learnLabel(key: string, value: string): void {
    if (!this.has('label')) return;
    const [plainKey, plain] = [withoutMarks(key), withoutMarks(value)];
    // What a program's language calls things stays where anything may be called so.
    if (isTelling(plainKey) && !isPlainKey(plainKey)) this.#labels.add(plainKey);
    if (isTelling(plain)) this.#labels.add(plain);
    else if (plainKey !== '' && plain !== '')
      for (const pair of toPairs(plainKey, plain)) this.#pairs.add(pair, plain);
    this.#names = undefined;
  }

  /** A string that stands for a place in code, wherever it stands. */
  learnPlace(text: string, place: KnownPlace): void {
    this.#places.add(text, place);
  }

  /** Lines after this belong to another text. */
  startText(): void {
    this.#pem.reset();
  }

  line(text: string): string {
    this.#onWork(text.length);
    return this.#marks.expand(this.#markAll(this.#begin(text), 0));
  }

  /** A line of a stack, or the name of a function: names of code stay readable where a label is called the same. */
  code(text: string): string {
    this.#isCode = true;
    const out = this.line(text);
    this.#isCode = false;
    return out;
  }

  /** A process as a list shows it: the program, then what it was started with. */
  command(text: string): string {
    const plain = this.#begin(text);
    // Kernel threads, and the machine's own rows: `[kworker/0:1]`, `[CPU0-user]`; topid's recordings have them bare.
    if (/^\[.*\]$/s.test(plain) || kernelThread.test(plain))
      return this.#marks.expand(this.#markNames(plain));
    // A thread, and a group of idle ones: `<worker>`, `2*<board_app>: [661 662]`.
    const thread = /^(\d+\*)?<(.*)>(: \[[\d ]*\])?$/s.exec(plain);
    if (!thread) return this.#marks.expand(this.#markText(this.#markCommand(plain), 0));
    const inner = this.#markText(this.#markCommand(thread[2] ?? ''), 0);
    return this.#marks.expand(`${thread[1] ?? ''}<${inner}>${thread[3] ?? ''}`);
  }

  /** Text in which only names can be: addresses, machines, people. */
  names(text: string): string {
    return this.#marks.expand(this.#markNames(this.#begin(text)));
  }

  /** All of it, where its kind is taken out; else what of it would be taken out of any text. */
  whole(kind: WholeKind, text: string): string {
    // A function that is taken out takes its package with it.
    const isTaken = this.has(kind) || (kind === 'path' && this.has('function'));
    if (text === '' || !isTaken) return this.line(text);
    this.#onWork(text.length);
    this.#marks.clear();
    const plain = withoutMarks(text);
    for (const name of kind === 'function' ? toSpokenNames(plain) : [plain]) {
      if (isTelling(name)) this.#gone[kind].add(name, plain);
    }
    return this.#marks.expand(this.#put(kind, plain));
  }

  /** A reader's words, once the captures are redacted: what went of them as a whole may stand here within a sentence. */
  words(text: string): string {
    this.#onWork(text.length);
    let out = this.#markPairs(this.#begin(text));
    for (const kind of wholeKinds) out = this.#gone[kind].replace(out, (_, whole) => this.#put(kind, whole));
    return this.#marks.expand(this.#markAll(out, 0));
  }

  /** Whether a text, in small letters, is a part of something that was taken out. */
  isPartOfGone(part: string): boolean {
    return this.#pseudonyms.replacements.some(({ before }) => before.toLowerCase().includes(part));
  }

  /** An import path of the user's. */
  package(path: string): string {
    if (!path.includes('/')) return this.line(path);
    this.#marks.clear();
    const places = this.#places.replace(withoutMarks(path), (_, place) => this.#toPlaceText(path, place));
    return this.#marks.expand(
      places === path ? this.#toPlaceText(path, toPackagePlace(path, false)) : places,
    );
  }

  #begin(text: string): string {
    this.#marks.clear();
    return withoutMarks(stripTerminal(text));
  }

  /** What stands in strings first, as text of its own; then what is around them. */
  #markAll(text: string, depth: number): string {
    if (text.trim() === '') return text;
    if (depth >= deepest) return this.#markText(this.#markCommandLine(text), depth);
    const literals = findLiterals(text);
    if (literals.length === 0) {
      if (looksEscaped(text)) return this.#markEscaped(text, depth);
      return this.#markText(this.#markCommandLine(text), depth);
    }
    // A secret is one as a whole, whatever is written in it.
    const secrets = this.has('env') ? [...findFieldValues(text, (kind) => kind === 'env')] : [];
    const out: string[] = [];
    let from = 0;
    let next = 0;
    for (const { start, end } of literals) {
      while ((secrets[next]?.end ?? Infinity) <= start) next++;
      const secret = secrets[next];
      const isSecret = secret !== undefined && secret.start <= start && secret.end >= end;
      if (start < from) continue;
      out.push(text.slice(from, start));
      const raw = text.slice(start, end);
      // No pattern looks again into what is in a string.
      const keep = () => this.#marks.keep(this.#marks.expand(this.#markEscaped(raw, depth)));
      out.push(isSecret ? this.#put('env', raw) : keep());
      from = end;
    }
    out.push(text.slice(from));
    const around = out.join('');
    if (looksEscaped(around)) return this.#markEscaped(around, depth);
    return this.#markText(this.#markCommandLine(around), depth, true);
  }

  /** Line by line as it is meant, and written with escapes again where it changed. */
  #markEscaped(text: string, depth: number): string {
    const { lines, ends } = splitEscaped(text);
    const escape = toEscape(text);
    const out = lines.map(({ raw, plain }) => {
      // What is behind a mark of the text itself is written with escapes already.
      if (hasMark(raw)) return escapeAroundMarks(this.#markText(plain, depth + 1, true), escape);
      const after = this.#marks.expand(this.#markAll(stripTerminal(plain), depth + 1));
      return after === plain ? this.#marks.keep(raw) : this.#marks.keep(escape(after));
    });
    return out.map((line, index) => line + (ends[index] ?? '')).join('');
  }

  /** @param isPart what stands around strings is no line by itself */
  #markText(text: string, depth: number, isPart = false): string {
    let out = text;
    if (this.has('env')) {
      out = this.#pem.replace(
        out,
        !isPart && depth === 0,
        (secret) => this.#put('env', secret),
        (key) => this.#marks.keep(this.#marks.expand(key)),
      );
      out = this.#markEdits(out, findVariables(out));
    }
    out = this.#markEdits(
      out,
      findFieldValues(out, (kind) => this.has(kind)),
    );
    out = this.#markEdits(
      out,
      findSpoken(out, (kind) => this.has(kind)),
    );
    if (this.has('env')) {
      out = replaceKnownSecrets(out, (secret) => (isMarked(secret) ? secret : this.#put('env', secret)));
    }
    out = this.#markDsns(out);
    out = this.#places.replace(out, (found, place) => this.#toPlaceText(found, place));
    if (depth < deepest) {
      out = replaceEncoded(
        out,
        (plain) => this.#markText(withoutMarks(plain), deepest),
        (plain) => this.#wouldChange(withoutMarks(plain)),
        (token) => this.#put('env', token),
      );
    }
    out = this.#markUrls(out);
    if (this.has('email') && out.includes('@')) {
      out = out.replace(emailPattern, (email) => this.#put('email', email));
    }
    if (this.has('mac')) out = this.#markMacs(out);
    out = replaceNumbers(
      out,
      (kind) => this.has(kind),
      (kind, before) => this.#put(kind, before),
    );
    if (this.has('path')) out = this.#markPaths(out);
    return this.#markNames(out);
  }

  #markEdits(text: string, edits: Iterable<Edit>): string {
    const out: string[] = [];
    let from = 0;
    for (const { kind, start, end } of edits) {
      const value = text.slice(start, end);
      if (start < from || isMarked(value)) continue;
      out.push(text.slice(from, start), this.#put(kind, value));
      from = end;
    }
    return from === 0 ? text : out.join('') + text.slice(from);
  }

  #markDsns(text: string): string {
    return replaceDsns(text, ({ user, password, address, database }: Dsn, whole) => {
      const name = this.has('user') && !isMarked(user) ? this.#put('user', user) : user;
      const secret =
        password && this.has('env') && !isMarked(password) ? this.#put('env', password) : password;
      const login = password === undefined ? name : `${name}:${secret ?? ''}`;
      const open = whole.indexOf('(', whole.lastIndexOf('@'));
      const scheme = whole.slice(whole.lastIndexOf('@'), open + 1);
      const where = address.startsWith('/') ? address : this.#markHost(address);
      const base = database && this.has('env') ? this.#put('env', database) : (database ?? '');
      return `${login}${scheme}${where})${database === undefined ? '' : `/${base}`}`;
    });
  }

  #markMacs(text: string): string {
    const out = text.replace(macPattern, (mac) => this.#put('mac', mac));
    if (!macWordPattern.test(out)) return out;
    return out.replace(bareMacPattern, (mac) => (/\d/.test(mac) ? this.#put('mac', mac) : mac));
  }

  /** Addresses, machines, people, processes and words, which may stand anywhere, in what stays of a path too. */
  #markNames(text: string): string {
    let out = text;
    if (this.has('ip')) {
      out = out
        .replace(ipv6Pattern, (found) => {
          const ip = findIpv6(found);
          return ip === undefined || saysNothing(ip) ? found : this.#put('ip', ip) + found.slice(ip.length);
        })
        .replace(ipv4Pattern, (ip) => (isIpv4(ip) && !saysNothing(ip) ? this.#put('ip', ip) : ip));
    }
    this.#names ??= this.#toNames();
    if (!this.#isCode) out = this.#markPairs(out);
    out = this.#names.replace(out, (name, { kind, whole }) => {
      if (kind === 'label' && this.#isCode) return name;
      return this.#put(kind, whole ?? name);
    });
    if (this.has('host')) {
      out = out.replace(domainRunPattern, (run) => {
        let out = '';
        let from = 0;
        for (const domain of findDomains(run)) {
          const at = run.indexOf(domain, from);
          out += run.slice(from, at) + (saysNothing(domain) ? domain : this.#put('host', domain));
          from = at + domain.length;
        }
        return out + run.slice(from);
      });
    }
    if (this.#words) out = this.#markWords(out, this.#words);
    return out;
  }

  /** `tenant=100`: the number that says nothing elsewhere. */
  #markPairs(text: string): string {
    return this.#pairs.replace(text, (found, value) => {
      const key = found.slice(0, found.length - value.length);
      return key + this.#put('label', value);
    });
  }

  /** Between the marks: a word of letters that marks are made of finds nothing in them. */
  #markWords(text: string, words: RegExp): string {
    if (!hasMark(text)) return text.replace(words, (word) => this.#put('word', word));
    return text
      .split(/([\uFDD0-\uFDEF]+)/)
      .map((part, index) => (index % 2 === 1 ? part : part.replace(words, (word) => this.#put('word', word))))
      .join('');
  }

  /** `bob@board:~$ ./topid -tag X`: what is typed at a prompt is a command. */
  #markCommandLine(text: string): string {
    if (!this.has('args')) return text;
    // `#	0x49b04f	main.f+0x1b0` and `# labels: {…}` are rows of a profile of goroutines, and `# Alloc = 1`
    // of one of the heap.
    const prompt =
      /^(?!\s*#(?:\t| labels: | runtime\.MemStats| [A-Z]\w* = ))(?:\s*>\s)?\s*(?:\[?[\p{L}\p{N}_.-]+@[\p{L}\p{N}_.-]+(?:[: ][^\s$#]*)?\]?\s?[$#%]|[~/][^\s$#%]*\s?[$#%]|[$#%]|PS [A-Z]:[^>]*>)\s+(?=\S)/u.exec(
        text,
      )?.[0];
    return prompt === undefined ? text : prompt + this.#markCommand(text.slice(prompt.length));
  }

  #markCommand(text: string): string {
    const end = text.search(/\s/);
    const program = end < 0 ? text : text.slice(0, end);
    const rest = end < 0 ? '' : text.slice(end);
    let out = this.#markProgram(program);
    if (this.has('path') && out === program) {
      const path = /[\\/]/.test(program) ? splitPath(program, true) : undefined;
      if (path) out = this.#toPathText(path);
    }
    if (!this.has('args') || /^\s*(?:-[A-Za-z](?:\s+|$))*$/.test(rest)) return out + rest;
    const gap = /^\s*/.exec(rest)?.[0] ?? '';
    return out + gap + this.#put('args', rest.trim());
  }

  /** A process may be called `go` or `main`, which no other text may lose. */
  #markProgram(program: string): string {
    if (!this.has('process') || !commonWords.has(program.toLowerCase())) return program;
    const name = findProgram(program);
    return name !== undefined && this.#processes.has(name) ? this.#put('process', program) : program;
  }

  /** Places that the parser knows: the user's get their pseudonyms, Go's own are kept from all patterns. */
  #toPlaceText(text: string, place: KnownPlace): string {
    if (place.kind === 'kept') return this.#marks.keep(text);
    if (!this.has('path')) return text;
    switch (place.kind) {
      case 'file':
        return this.#toPathText(place.path);
      case 'goroot':
        return this.#toPathText(toFolder(place.root)) + this.#marks.keep(place.rest);
      case 'package':
        return this.#put('path', place.folder) + place.last;
    }
  }

  #markUrls(text: string): string {
    if (!text.includes('://')) return text;
    return text.replace(urlPattern, (_, scheme: string, rest: string) => {
      const url = trimEnd(rest, '.,;:!?)]');
      const trail = rest.slice(url.length);
      const cut = url.search(/[/?#]/);
      const authority = cut < 0 ? url : url.slice(0, cut);
      const tail = cut < 0 ? '' : url.slice(cut);
      const at = authority.lastIndexOf('@');
      const login = at < 0 ? '' : this.#markLogin(authority.slice(0, at));
      return (
        scheme + login + this.#markHost(authority.slice(at + 1)) + this.#markUrlTail(tail, authority) + trail
      );
    });
  }

  #markLogin(login: string): string {
    const [user = '', ...password] = login.split(':');
    const name = this.has('user') && user !== '' && !isMarked(user) ? this.#put('user', user) : user;
    if (password.length === 0) return `${name}@`;
    const secret = password.join(':');
    return `${name}:${this.has('env') && !isMarked(secret) ? this.#put('env', secret) : secret}@`;
  }

  /** With its port. */
  #markHost(text: string): string {
    const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(.*)$/s.exec(text) ?? [];
    const bare = host.replace(/^\[|\]$/g, '');
    if (bare === '' || isMarked(bare) || saysNothing(bare)) return text;
    const isIp = isIpv6(bare) || (/^[\d.]+$/.test(bare) && isIpv4(bare));
    const kind = isIp ? 'ip' : 'host';
    return (this.has(kind) ? host.replace(bare, () => this.#put(kind, bare)) : host) + port;
  }

  #markUrlTail(tail: string, authority: string): string {
    if (saysNothing(authority)) return tail;
    const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(tail) ?? [];
    let out = this.has('path') && path.length > 1 ? `/${this.#put('path', path)}` : path;
    if (!this.has('env')) return out + query + fragment;
    out += query
      .split(/([?&])/)
      .map((part, index) => {
        if (index % 2 === 1 || part === '') return part;
        const cut = part.indexOf('=');
        const value = part.slice(cut + 1);
        return value === '' || isMarked(value) ? part : part.slice(0, cut + 1) + this.#put('env', value);
      })
      .join('');
    return out + (fragment.length > 1 ? `#${this.#put('env', fragment.slice(1))}` : fragment);
  }

  #markPaths(text: string): string {
    if (!/[\\/]/.test(text)) return text;
    return text
      .replace(quotedPathPattern, (match, quote: string, path: string) => {
        const split = splitPath(path);
        return split ? `${quote}${this.#toPathText(split)}${quote}` : match;
      })
      .replace(absolutePathPattern, (match) => this.#markPath(match))
      .replace(pathRunPattern, (run) => {
        const found = findRelativePath(run);
        return found ? run.slice(0, found.start) + this.#markPath(found.path) : run;
      });
  }

  #markPath(text: string): string {
    // A sentence's end is no part of the path, nor is the place in the file: `x.go:12`.
    const plain = trimEnd(text, '.!');
    const path = isGosOwn(plain) ? undefined : splitPath(plain);
    return path ? this.#toPathText(path) + text.slice(plain.length) : text;
  }

  #toPathText({ root, folder, separator, file }: SplitPath): string {
    const pseudonym = this.#put('path', folder);
    return root + pseudonym + (file === '' ? '' : separator + file);
  }

  /** Secrets before machines before people before processes before labels, where one is called as the other. */
  #toNames(): NameIndex<KnownName> {
    const names = new NameIndex<KnownName>({ caseless: true });
    const add = (list: Iterable<string>, kind: RedactionKind) => {
      if (this.has(kind)) for (const name of list) names.add(withoutMarks(name), { kind });
    };
    add(this.#finder.secrets, 'env');
    add(this.#finder.hosts, 'host');
    add(this.#finder.users, 'user');
    add(
      [...this.#processes].filter((name) => !commonWords.has(name.toLowerCase())),
      'process',
    );
    for (const label of this.#labels) names.add(label, { kind: 'label', whole: label });
    return names;
  }

  /** Counts nothing. */
  #wouldChange(text: string): boolean {
    const was = this.#isTrial;
    this.#isTrial = true;
    const after = this.#marks.expand(this.#markText(text, deepest));
    this.#isTrial = was;
    return after !== text;
  }

  #put(kind: Replacement['kind'], before: string): string {
    if (this.#isTrial) return this.#marks.keep('\uFFFD');
    return this.#marks.keep(this.#pseudonyms.of(kind, this.#marks.expand(before)));
  }
}

/** A name that is taken out wherever it stands. */
interface KnownName {
  kind: RedactionKind;
  /** What has the pseudonym, where that is not what stands there: a label in other letters. */
  whole?: string;
}

/** `git.acme.dev/fw.(*Board).Last`, and what it is called for short: `Board`, `Last`. */
function toSpokenNames(name: string): string[] {
  const types = name.indexOf('[');
  const own = name.slice(name.lastIndexOf('/', types < 0 ? Infinity : types) + 1);
  return [name, own, ...(own.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((part) => !/^func\d+$/.test(part))];
}

function escapeAroundMarks(text: string, escape: (plain: string) => string): string {
  return text
    .split(/(\uFDD0[^\uFDD1]*\uFDD1)/)
    .map((part, index) => (index % 2 === 1 ? part : escape(part)))
    .join('');
}

/** A line and all that its strings say. */
function* toTexts(text: string, depth: number): Generator<string> {
  yield text;
  if (depth >= deepest || !/\\|#01[12]/.test(text)) return;
  const literals = findLiterals(text);
  const escaped = literals.map(({ start, end }) => text.slice(start, end));
  if (literals.length === 0 && looksEscaped(text)) escaped.push(text);
  for (const one of escaped) {
    for (const { plain } of splitEscaped(one).lines) yield* toTexts(stripTerminal(plain), depth + 1);
  }
}

/** All of it goes, whatever its last part looks like. */
function toFolder(path: string): SplitPath {
  const root = /^(?:[A-Za-z]:)?[\\/]*/.exec(path)?.[0] ?? '';
  return { root, folder: path.slice(root.length), separator: '/', file: '' };
}

/** The longest first, so that a word is found before one that it begins with. */
function toAlternatives(words: Iterable<string>): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}
