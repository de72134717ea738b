import { saysNothing } from './addresses.ts';
import { commonUsers, isName } from './common-names.ts';
import { sentenceWords } from './field-kinds.ts';
import { findFieldValues, isMixed } from './field-values.ts';
import type { RedactionKind } from './kinds.ts';
import { homePattern } from './paths.ts';
import { findSpoken } from './spoken.ts';
import { trimEnd } from './trim-end.ts';

const namedKinds = (kind: RedactionKind) => kind === 'user' || kind === 'host';
const isSecret = (kind: RedactionKind) => kind === 'env';
/** No password is longer; a certificate in one line is not looked for in all others. */
const longestSecret = 512;

/** What text tells of names by where they stand: this is a user's, this is a machine's, this is a secret. */
export class NameFinder {
  readonly secrets = new Set<string>();
  readonly users = new Set<string>();
  readonly hosts = new Set<string>();
  #afterPsHeader = false;
  /** Lines of an output that are names themselves: `hostname`, `whoami`. */
  #next: 'hosts' | 'users' | 'hosts-file' | undefined;

  /** The lines of one text, in order. */
  read(lines: Iterable<string>): void {
    this.#afterPsHeader = false;
    this.#next = undefined;
    for (const line of lines) this.#readLine(line);
  }

  #readLine(line: string): void {
    this.#readCommand(line);
    for (const [, name] of line.matchAll(homePattern)) this.#addUser(name);
    // `bob@board:~$`, `(bob@buildhost)` of the kernel's version, `scp bob@board:x`; no `lib@v1.2`.
    if (line.includes('@')) {
      for (const [, user, host] of line.matchAll(
        /(?<![\p{L}\p{N}_.@-])([\p{L}_][\p{L}\p{N}_.+-]{0,63})@(?!v\d|(?:tcp|udp|unix)[46]?\()([\p{L}\p{N}][\p{L}\p{N}.-]{0,252})/gu,
      )) {
        this.#addUser(user);
        this.#addHost(host);
      }
    }
    for (const { kind, start, end } of findFieldValues(line, namedKinds)) {
      const name = line.slice(start, end);
      if (name.length < 3) continue;
      if (kind === 'user') this.#addUser(name);
      else this.#addHost(name);
    }
    // Most lines have none of what is learned as a secret.
    if (/[\p{L}\p{N}]{8}/u.test(line)) {
      for (const { start, end } of findFieldValues(line, isSecret)) this.#addSecret(line.slice(start, end));
      for (const { start, end } of findSpoken(line, isSecret)) this.#addSecret(line.slice(start, end));
    }
    // `[bob@host dir]$` is the above; `~bob/x`, `uid=1000(bob) gid=…(bob)`, `USER=bob`, `user bob`.
    for (const pattern of userPatterns)
      for (const [, name] of line.matchAll(pattern)) this.#addUser(name?.replace(/^["']|["']$/g, ''));
    // A group of a person's own has a number from 1000 on: `groups=27(sudo),1000(bob)`.
    const groups = line.indexOf('groups=');
    if (groups >= 0) {
      for (const [, name] of line.slice(groups, groups + 512).matchAll(/\d{4,10}\(([^)\s]{1,64})\)/g))
        this.#addUser(name);
    }
    for (const pattern of hostPatterns)
      for (const [, name] of line.matchAll(pattern)) this.#addHost(name?.replace(/^["']|["']$/g, ''));
    // `bob:x:1000:1000:Bob Smith,,,:/home/bob:/bin/sh`
    const passwd = /^([a-z_][\w.-]*):[^:\s]*:\d+:\d+:([^:]*):[^:]*:[^:]*$/i.exec(line.trim());
    if (passwd && !commonUsers.has((passwd[1] ?? '').toLowerCase())) {
      this.#addUser(passwd[1]);
      const person = passwd[2]?.split(',')[0]?.trim() ?? '';
      if (person.length > 2) this.users.add(person);
    }
    // `-rw-r--r-- 1 bob staff 4096 …`
    const listed = /^[-dlcbps][-rwxsStT]{9}[.+@]?\s+\d+\s+(\S+)\s+(\S+)\s/.exec(line);
    if (listed) for (const name of listed.slice(1)) this.#addUser(name);
    if (/^\s*USER\s+PID\b/.test(line)) this.#afterPsHeader = true;
    else if (this.#afterPsHeader) {
      const row = /^(\S+)\s+\d+\s/.exec(line);
      if (row) this.#addUser(row[1]?.replace(/\+$/, ''));
      else this.#afterPsHeader = false;
    }
  }

  /** `$ hostname`, then what it printed. */
  #readCommand(line: string): void {
    const command = /^\S*\s*[$#%>]\s+(.+)$/.exec(line)?.[1]?.trim();
    if (command !== undefined) {
      if (/^(?:hostname|uname -n|cat \/etc\/hostname)\b/.test(command)) this.#next = 'hosts';
      else if (/^(?:whoami|id -un|logname|users)\b/.test(command)) this.#next = 'users';
      else if (/^cat \/etc\/hosts\b/.test(command)) this.#next = 'hosts-file';
      else this.#next = undefined;
      return;
    }
    if (this.#next === undefined || line.trim() === '') return;
    if (this.#next === 'hosts-file') {
      const names = /^\s*[0-9a-f.:]+\s+(.*)$/i.exec(line.replace(/#.*/, ''))?.[1];
      for (const name of names?.split(/\s+/) ?? []) this.#addHost(name);
      if (line.startsWith('######')) this.#next = undefined;
      return;
    }
    for (const name of line.trim().split(/\s+/)) {
      if (this.#next === 'hosts') this.#addHost(name);
      else this.#addUser(name);
    }
    this.#next = undefined;
  }

  /** Elsewhere too it is a secret where no word looks so: `worker-12` and `linux-amd64` stay there. */
  #addSecret(value: string): void {
    const plain = trimEnd(value, '.,:;)');
    if (plain.length > longestSecret || /\s|^(?:[/\\.~]|[A-Za-z]:[/\\]|\w+:\/\/|0x)/i.test(plain)) return;
    if (!plain.split(/[^\p{L}\p{N}]+/u).some(isMixed)) return;
    this.secrets.add(plain);
  }

  #addUser(name: string | undefined): void {
    const plain = trimEnd(name ?? '', '.,:;)');
    if (!isName(plain) || commonUsers.has(plain.toLowerCase()) || sentenceWords.has(plain.toLowerCase()))
      return;
    this.users.add(plain);
  }

  #addHost(name: string | undefined): void {
    const plain = trimEnd(name ?? '', '.,:;)');
    if (!isName(plain) || saysNothing(plain) || plain.startsWith('ip6-')) return;
    if (sentenceWords.has(plain.toLowerCase())) return;
    this.hosts.add(plain);
    // A machine is called by its first name too, where its domain is nobody's but its owner's.
    const [first = '', ...domain] = plain.split('.');
    if (domain.length > 0 && !/^(?:com|net|org|dev|app|edu|gov)$/i.test(domain.at(-1) ?? '') && isName(first))
      this.hosts.add(first);
  }
}

const userPatterns = [
  /(?<![\p{L}\p{N}_/])~([a-z_][\w.-]{0,63})(?=\/)/giu,
  /\b[ug]id=\d{1,10}\(([^)\s]{1,64})\)/g,
  /\b(?:USER|LOGNAME|SUDO_USER|USERNAME)=("[^"]*"|'[^']*'|\S+)/g,
  /\b(?:user(?:name)?|login|account|for user|password for)[ \t]{0,2}[:=]?[ \t]{1,4}["']?([\p{L}_][\p{L}\p{N}_.-]{0,63})["']?(?=\s{1,4}(?:from|logged|uid|on|at|password)\b|:|$)/giu,
  // `password authentication failed for user "bob"`, `role "bob" does not exist`
  /\b(?:user(?:name)?|account|login|role|owner)[ \t]{1,4}["'`]([\p{L}_][\p{L}\p{N}_.@-]{0,63})["'`]/giu,
  // `Accepted publickey for bob from 10.0.0.5`, `session opened for user bob by`
  /\b(?:publickey|password|opened|closed) for (?:invalid user |user )?([\p{L}_][\p{L}\p{N}_.-]{0,63})(?=\(| from\b| by\b|$)/giu,
  // `w` and `who`: `bob      pts/0        2021-11-11 10:00 (10.0.0.5)`
  /^([\p{L}_][\p{L}\p{N}_.-]{0,63})\s+(?:pts\/\d+|tty\w+|:\d+)\s/gu,
];

const hostPatterns = [
  // `Sep 13 00:02:03 board topid[654]: `, `2021-09-13T00:02:03.123456+08:00 board kernel: `
  /^(?:>\s*)?(?:<\d+>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? ([\p{L}\p{N}][\p{L}\p{N}._-]*) [^\s:]+:/gu,
  /^(?:>\s*)?(?:<\d+>\d? ?)?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\s+([\p{L}\p{N}][\p{L}\p{N}._-]*) [^\s:]+(?:\[\d+\])?:/gu,
  // `uname -a`: `Linux board 5.4.0-1 #1 SMP …`
  /^\s*(?:Linux|Darwin|FreeBSD|GNU\/Linux) (?!version\b)([\p{L}\p{N}][\p{L}\p{N}._-]*) \d+\.\d+/gu,
  /\b(?:HOSTNAME|HOST|COMPUTERNAME|NODE_NAME|POD_NAME)=("[^"]*"|'[^']*'|\S+)/g,
  /\b(?:hostname|nodename)["']?\s*[:=]\s*["']?([\p{L}\p{N}][\p{L}\p{N}._-]*[\p{L}\p{N}])/giu,
  /\b(?:host|server|node|machine|pod)=["']?([\p{L}\p{N}][\p{L}\p{N}._-]*[\p{L}\p{N}])/giu,
  // What Go says of names: `dial tcp: lookup board7 on 10.0.0.1:53: no such host`
  /\blookup ([\p{L}\p{N}][\p{L}\p{N}._-]*)(?=[ :])/gu,
  // kubectl's and docker's: `[pod/board-7c9f/app] `
  /^\[?pod\/([\w.-]+)\//g,
];
