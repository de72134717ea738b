import {
  domainPattern,
  emailPattern,
  ipv4Pattern,
  ipv6Pattern,
  isIpv4,
  isIpv6,
  macPattern,
  saysNothing,
  urlPattern,
} from './addresses.ts';
import type { RedactionKind, RedactionSpec, Replacement } from './kinds.ts';
import { NameFinder } from './learn-names.ts';
import {
  absolutePathPattern,
  isRelativePath,
  quotedPathPattern,
  relativePathPattern,
  type SplitPath,
  splitPath,
} from './paths.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { pemBegin, pemEnd, replaceSecrets } from './secrets.ts';

/** What a line is known to hold: strings of it that stand for places in code, as the parser found them. */
export interface KnownPlaces {
  /** Paths of files of the user's code. */
  files: readonly string[];
  /** Import paths with a slash, of the user's code. */
  packages: readonly string[];
  /** Folders that Go itself is in, where that is no common place. */
  roots: readonly string[];
  /** Strings that stay as they are: files and packages of Go's own. */
  kept: readonly string[];
}

/**
 * Takes out of text what a spec names. First it has to `learn` all the text there is, since a name
 * that one line gives away stands bare in another; then `line` by line it puts pseudonyms in their
 * places, the same for the same thing.
 *
 * While a line is worked on, what was put in stands as a mark (private characters around a number),
 * so that no later pattern sees it.
 */
export class Redactor {
  readonly #kinds: ReadonlySet<RedactionKind>;
  readonly #words: RegExp | undefined;
  readonly #pseudonyms = new Pseudonyms();
  readonly #finder = new NameFinder();
  /** Names of processes, where those are taken out. */
  readonly #processes = new Set<string>();
  #names: { pattern: RegExp | undefined; kinds: Map<string, RedactionKind> } | undefined;
  #marks: string[] = [];
  #inPem = false;

  constructor({ kinds, words = [] }: RedactionSpec) {
    this.#kinds = new Set(kinds);
    const wanted = words.map((word) => word.trim()).filter((word) => word !== '');
    this.#words = wanted.length > 0 ? new RegExp(toAlternatives(wanted), 'giu') : undefined;
  }

  get replacements(): Replacement[] {
    return this.#pseudonyms.replacements;
  }

  has(kind: RedactionKind): boolean {
    return this.#kinds.has(kind);
  }

  /** The lines of one text, in order. */
  learn(lines: Iterable<string>): void {
    this.#finder.read(lines);
    this.#names = undefined;
  }

  learnProcess(name: string): void {
    this.#processes.add(name);
    this.#names = undefined;
  }

  /** Lines after this belong to another text. */
  startText(): void {
    this.#inPem = false;
  }

  line(text: string, places?: KnownPlaces): string {
    return this.#expand(this.#mark(this.#markCommandLine(this.#begin(text)), places, 0));
  }

  /** A process as a list shows it: the program, then what it was started with. */
  command(text: string): string {
    const plain = this.#begin(text);
    // Kernel threads, and the machine's own rows: `[kworker/0:1]`, `[CPU0-user]`.
    if (/^\[.*\]$/.test(plain)) return this.#expand(this.#markNames(plain));
    // A thread, and a group of idle ones: `<worker>`, `2*<board_app>: [661 662]`.
    const thread = /^(\d+\*)?<(.*)>(: \[[\d ]*\])?$/.exec(plain);
    if (!thread) return this.#expand(this.#mark(this.#markCommand(plain), undefined, 0));
    const inner = this.#mark(this.#markCommand(thread[2] ?? ''), undefined, 0);
    return this.#expand(`${thread[1] ?? ''}<${inner}>${thread[3] ?? ''}`);
  }

  /** Text in which only names can be: addresses, machines, people. */
  names(text: string): string {
    return this.#expand(this.#markNames(this.#begin(text)));
  }

  #begin(text: string): string {
    this.#marks = [];
    // Marks of the text's own would be taken for ours.
    return text.replace(/[\uE000-\uE0FF]/g, '\uFFFD');
  }

  #mark(text: string, places: KnownPlaces | undefined, depth: number): string {
    let out = text;
    if (this.has('env')) out = this.#markSecrets(out);
    if (places) out = this.#markPlaces(out, places);
    if (depth === 0) out = this.#markEncoded(out);
    out = this.#markUrls(out);
    if (this.has('email')) out = out.replace(emailPattern, (email) => this.#put('email', email));
    if (this.has('mac')) out = out.replace(macPattern, (mac) => this.#put('mac', mac));
    if (this.has('path')) out = this.#markPaths(out);
    return this.#markNames(out);
  }

  /** Addresses, machines, people, processes and words, which may stand anywhere, in what stays of a path too. */
  #markNames(text: string): string {
    let out = text;
    if (this.has('ip')) {
      out = out
        .replace(ipv4Pattern, (ip) => (isIpv4(ip) && !saysNothing(ip) ? this.#put('ip', ip) : ip))
        .replace(ipv6Pattern, (ip) => (isIpv6(ip) && !saysNothing(ip) ? this.#put('ip', ip) : ip));
    }
    this.#names ??= this.#toNames();
    const { pattern, kinds } = this.#names;
    if (pattern) {
      out = out.replace(pattern, (name) => {
        const kind = kinds.get(name.toLowerCase());
        return kind ? this.#put(kind, name) : name;
      });
    }
    if (this.has('host')) {
      out = out.replace(domainPattern, (host) => (saysNothing(host) ? host : this.#put('host', host)));
    }
    if (this.#words) out = out.replace(this.#words, (word) => this.#put('word', word));
    return out;
  }

  /** `bob@board:~$ ./topid -tag X`: what is typed at a prompt is a command. */
  #markCommandLine(text: string): string {
    if (!this.has('args')) return text;
    const prompt =
      /^(?:\s*>\s)?\s*(?:\[?[\p{L}\p{N}_.-]+@[\p{L}\p{N}_.-]+(?:[: ][^\s$#]*)?\]?\s?[$#%]|[~/][^\s$#%]*\s?[$#%]|[$#%]|PS [A-Z]:[^>]*>)\s+(?=\S)/u.exec(
        text,
      )?.[0];
    return prompt === undefined ? text : prompt + this.#markCommand(text.slice(prompt.length));
  }

  #markCommand(text: string): string {
    const end = text.search(/\s/);
    const program = end < 0 ? text : text.slice(0, end);
    const rest = end < 0 ? '' : text.slice(end);
    let out = program;
    if (this.has('path')) {
      const path = /[\\/]/.test(program) ? splitPath(program, true) : undefined;
      if (path) out = this.#toPathText(path);
    }
    if (!this.has('args') || /^\s*(?:-[A-Za-z]\s*)*$/.test(rest)) return out + rest;
    const gap = /^\s*/.exec(rest)?.[0] ?? '';
    return out + gap + this.#put('args', rest.trim());
  }

  #markSecrets(text: string): string {
    if (this.#inPem) {
      if (pemEnd.test(text)) {
        this.#inPem = false;
        return text;
      }
      return text.trim() === '' ? text : this.#put('env', text);
    }
    if (pemBegin.test(text) && !pemEnd.test(text)) {
      this.#inPem = true;
      return text;
    }
    return replaceSecrets(text, (secret) => (isMarked(secret) ? secret : this.#put('env', secret)));
  }

  /** Places that the parser knows by their lines: the user's get their pseudonyms, Go's own are kept from all patterns. */
  #markPlaces(text: string, { files, packages, roots, kept }: KnownPlaces): string {
    let out = text;
    if (this.has('path')) {
      for (const one of files) {
        const path = splitPath(one);
        // A file without a folder (`main.go`) has nothing to lose.
        if (path) out = out.replace(one, () => this.#toPathText(path));
      }
      for (const one of packages) out = out.replaceAll(one, () => this.#toPackageText(one));
      for (const one of roots) out = out.replace(one, () => this.#toPathText(toFolder(one)));
    }
    for (const one of kept) if (one !== '') out = out.replaceAll(one, () => this.#keep(one));
    return out;
  }

  /** `%2Fhome%2Fbob` and base64 hide nothing: where what they hold would change, it does. */
  #markEncoded(text: string): string {
    let out = text;
    if (text.includes('%')) {
      out = out.replace(
        /[^\s"'<>=&?\uE000-\uE0FF]*(?:%[0-9a-f]{2}[^\s"'<>=&?\uE000-\uE0FF]*)+/giu,
        (token) => {
          const plain = decodePercent(token);
          if (plain === undefined) return token;
          const marked = this.#mark(plain, undefined, 1);
          return marked === plain ? token : marked;
        },
      );
    }
    return out.replace(/(?<![\w+/=-])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w+/=-])/g, (token) => {
      const plain = decodeBase64(token);
      if (plain === undefined) return token;
      return this.#mark(plain, undefined, 1) === plain ? token : this.#put('env', token);
    });
  }

  #markUrls(text: string): string {
    if (!text.includes('://')) return text;
    return text.replace(urlPattern, (_, scheme: string, rest: string) => {
      const trail = /[.,;:!?)\]]+$/.exec(rest)?.[0] ?? '';
      const url = rest.slice(0, rest.length - trail.length);
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
    const name = this.has('user') && user !== '' ? this.#put('user', user) : user;
    if (password.length === 0) return `${name}@`;
    const secret = password.join(':');
    return `${name}:${this.has('env') && secret !== '' ? this.#put('env', secret) : secret}@`;
  }

  /** With its port. */
  #markHost(text: string): string {
    const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(.*)$/s.exec(text) ?? [];
    const bare = host.replace(/^\[|\]$/g, '');
    if (bare === '' || saysNothing(bare)) return text;
    const isIp = isIpv6(bare) || (/^[\d.]+$/.test(bare) && isIpv4(bare));
    const kind = isIp ? 'ip' : 'host';
    return (this.has(kind) ? host.replace(bare, this.#put(kind, bare)) : host) + port;
  }

  #markUrlTail(tail: string, authority: string): string {
    if (saysNothing(authority)) return tail;
    const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(tail) ?? [];
    let out = this.has('path') && path.length > 1 ? `/${this.#put('path', path)}` : path;
    out += this.has('env')
      ? query.replace(
          /([^?&=]*=)?([^?&=]+)(?=&|$)/g,
          (_, name: string | undefined, value: string) =>
            `${name ?? ''}${isMarked(value) ? value : this.#put('env', value)}`,
        )
      : query;
    return (
      out + (this.has('env') && fragment.length > 1 ? `#${this.#put('env', fragment.slice(1))}` : fragment)
    );
  }

  #markPaths(text: string): string {
    if (!/[\\/]/.test(text)) return text;
    return text
      .replace(quotedPathPattern, (match, quote: string, path: string) => {
        const split = splitPath(path);
        return split ? `${quote}${this.#toPathText(split)}${quote}` : match;
      })
      .replace(absolutePathPattern, (match) => this.#markPath(match))
      .replace(relativePathPattern, (match) => (isRelativePath(match) ? this.#markPath(match) : match));
  }

  #markPath(text: string): string {
    // A sentence's end is no part of the path, nor is the place in the file: `x.go:12`.
    const trail = /[.!]+$/.exec(text)?.[0] ?? '';
    const path = splitPath(text.slice(0, text.length - trail.length));
    return path ? this.#toPathText(path) + trail : text;
  }

  #toPathText({ root, folder, separator, file }: SplitPath): string {
    const pseudonym = this.#put('path', this.#expand(folder));
    return root + pseudonym + (file === '' ? '' : separator + file);
  }

  #toPackageText(name: string): string {
    const cut = name.lastIndexOf('/');
    return `${this.#put('path', name.slice(0, cut))}${name.slice(cut)}`;
  }

  #toNames(): { pattern: RegExp | undefined; kinds: Map<string, RedactionKind> } {
    const kinds = new Map<string, RedactionKind>();
    const add = (names: Iterable<string>, kind: RedactionKind) => {
      if (this.has(kind)) for (const name of names) if (name !== '') kinds.set(name.toLowerCase(), kind);
    };
    add(this.#processes, 'process');
    add(this.#finder.users, 'user');
    add(this.#finder.hosts, 'host');
    if (kinds.size === 0) return { pattern: undefined, kinds };
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:${toAlternatives(kinds.keys())})(?![\p{L}\p{N}])`,
      'giu',
    );
    return { pattern, kinds };
  }

  #put(kind: Replacement['kind'], before: string): string {
    return this.#keep(this.#pseudonyms.of(kind, this.#expand(before)));
  }

  #keep(text: string): string {
    const digits = (this.#marks.push(text) - 1).toString(16);
    return `\uE000${Array.from(digits, (digit) => String.fromCharCode(0xe010 + parseInt(digit, 16))).join('')}\uE001`;
  }

  #expand(text: string): string {
    let out = text;
    // Marks within marks: a path in which a name had been replaced.
    while (out.includes('\uE000')) {
      out = out.replace(/\uE000([\uE010-\uE01F]+)\uE001/g, (_, digits: string) => {
        const index = parseInt(
          Array.from(digits, (digit) => (digit.charCodeAt(0) - 0xe010).toString(16)).join(''),
          16,
        );
        return this.#marks[index] ?? '';
      });
    }
    return out;
  }
}

/** Nothing of the text itself is in it any more. */
function isMarked(text: string): boolean {
  return /^[\uE000-\uE0FF]*$/.test(text);
}

/** All of it goes, whatever its last part looks like. */
function toFolder(path: string): SplitPath {
  const root = /^(?:[A-Za-z]:)?[\\/]*/.exec(path)?.[0] ?? '';
  return { root, folder: path.slice(root.length), separator: '/', file: '' };
}

/** The longest first, so that a name is found before one that it begins with. */
function toAlternatives(words: Iterable<string>): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}

function decodePercent(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return plain === text || /[\uE000-\uE0FF]/.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}

/** The text that base64 holds; undefined for what is none, as most words and paths are. */
function decodeBase64(token: string): string | undefined {
  const digits = token.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  if (digits.length % 4 === 1) return undefined;
  try {
    const plain = atob(digits);
    return /^[\t\n\r\x20-\x7e]+$/.test(plain) ? plain : undefined;
  } catch {
    return undefined;
  }
}
