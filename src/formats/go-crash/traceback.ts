import type { CrashLog, CrashSignal, Goroutine } from '#model/crash-log.ts';
import { CrashBuilder } from './crash-builder.ts';
import { Lookahead } from './lookahead.ts';
import { PanicText } from './panic-text.ts';
import { newGoroutine, readHeader } from './read-header.ts';
import { readFrame } from './read-frame.ts';
import type { ReadLine } from './line-patterns.ts';
import type { PlainLine } from './unwrap-lines.ts';

/**
 * Where in a traceback the reader stands, each with a line that it has just read. Whether a call's
 * position is due is in the builder. The transitions are in Traceback.#step.
 */
type State =
  /** `Version: 0.1.4`: no crash has begun. */
  | 'outside'
  /** `panic: fault 17:`: more of its text, or what belongs to the reason, may come. */
  | 'panic'
  /** `goroutine 1 [running]:` or `runtime/panic.go:774 +0x54`: a call is due. */
  | 'goroutine'
  /** `Write at 0x00c0000961d8 by goroutine 9:`: in a report of the race detector. */
  | 'race'
  /** `rax    0xca`, or the blank line after a goroutine: the crash may go on. */
  | 'between';

/** So many lines within a goroutine that are no frames, and the goroutine is over. */
const mostNoise = 60;

/** Reads the crashes of one stream of lines, in order. Never fails: what it cannot read, it passes by. */
export function readTracebacks(lines: readonly PlainLine[], endsWhole: boolean): CrashLog[] {
  return new Traceback(lines, endsWhole).read();
}

class Traceback {
  readonly #ahead: Lookahead;
  readonly #endsWhole: boolean;
  readonly #build = new CrashBuilder();
  #state: State = 'outside';
  #panic: PanicText | undefined;
  #served = false;

  constructor(lines: readonly PlainLine[], endsWhole: boolean) {
    this.#ahead = new Lookahead(lines);
    this.#endsWhole = endsWhole;
  }

  read(): CrashLog[] {
    const count = this.#ahead.lines.length;
    for (let i = 0; i < count; i++) this.#step(i);
    if (this.#build.crash) this.#markCut();
    this.#build.end();
    return this.#build.crashes;
  }

  #step(i: number): void {
    if (this.#state === 'panic' && this.#takeAsPanicText(i)) return;
    const build = this.#build;
    const { kind, groups } = this.#ahead.read[i]!;
    const { line } = this.#ahead.lines[i]!;
    switch (kind) {
      case 'blank':
        return this.#blank(i);
      case 'header':
        return this.#header(readHeader(groups, line), i);
      case 'runtime-stack':
        return this.#header(newGoroutine(undefined, 'runtime stack', line), i);
      case 'panic':
      case 'served':
        return this.#panics(i);
      case 'fatal':
      case 'fault-address':
        return this.#throws(i);
      case 'signal-name':
        return this.#signalName(i);
      case 'runtime':
        return this.#runtimeLine(i);
      case 'race':
        return this.#race(i);
      case 'call':
        return this.#call(i);
      case 'text':
      case 'cgo-note':
      case 'instructions':
        if (kind === 'text') return this.#text(i);
        return build.belongs(line);
      default:
    }
    const { crash, goroutine } = build;
    if (!crash) return;
    switch (kind) {
      case 'signal':
        crash.signal = toSignal(groups, line);
        return build.belongs(line);
      case 'signal-pc':
        this.#signalPlace(groups);
        return build.belongs(line);
      case 'position':
        return build.pending ? build.position(groups, line) : this.#stranger(i);
      case 'created':
        return goroutine ? build.created(groups, line) : this.#stranger(i);
      case 'ancestor':
        return goroutine ? build.ancestor(Number(groups[0]), line) : this.#stranger(i);
      case 'non-go':
        return goroutine ? build.frame(toForeignFrame(groups[0]!, line)) : this.#stranger(i);
      case 'elided':
        if (!goroutine) return this.#stranger(i);
        build.flush();
        if (groups[0] === 'additional') goroutine.elided = -1;
        else if (goroutine.elided >= 0) goroutine.elided += Number(groups[0]);
        return build.belongs(line);
      case 'unavailable':
        if (!goroutine) return this.#stranger(i);
        goroutine.stackUnavailable = true;
        return build.belongs(line);
      case 'race-title':
        return this.#state === 'race' ? build.access(groups[0]!, line) : this.#stranger(i);
      case 'race-rule':
        if (this.#state !== 'race') return;
        build.flush();
        this.#state = 'between';
        return build.belongs(line);
      case 'registers':
        return this.#registers(i);
      case 'thread-rule':
        build.nextThread = true;
        return this.#leave(line);
      case 'race-count':
      case 'exit':
        build.ended = true;
        return this.#leave(line);
    }
  }

  // ---- the reason

  #panics(i: number): void {
    const { kind, groups } = this.#ahead.read[i]!;
    const { text, line } = this.#ahead.lines[i]!;
    // Nested panics are of one crash; one that a server has caught and logged is a crash of its own.
    const crash =
      kind === 'panic' && this.#isSameCrash() ? this.#build.crash! : this.#build.begin('panic', line);
    const said = groups[kind === 'served' ? 1 : 0]!;
    this.#served = kind === 'served';
    this.#panic = new PanicText(said, /^\s*/.exec(text)![0], line);
    crash.panics.push(this.#panic.panic);
    if (crash.reason === '') crash.reason = this.#panic.panic.text;
    this.#build.belongs(line);
    this.#state = 'panic';
  }

  #throws(i: number): void {
    const { kind, groups } = this.#ahead.read[i]!;
    const { text, line } = this.#ahead.lines[i]!;
    const crash = this.#isSameCrash() ? this.#build.crash! : this.#build.begin('fatal error', line);
    this.#build.takeEarlyLines();
    if (kind === 'fault-address') {
      // `fatal error: fault` follows it.
      crash.runtimeLines.push({ text: text.trim(), line });
    } else {
      const reason = groups[0] ?? groups[1]!;
      if (crash.reason !== '') this.#build.furtherReason(text.trim(), reason, line);
      else {
        crash.reason = reason;
        if (/\bruntime\.Goexit\b/.test(reason)) crash.reasonKind = 'goexit';
      }
    }
    this.#build.belongs(line);
    this.#state = 'between';
  }

  #signalName(i: number): void {
    // `SIGQUIT: quit` names a crash only with its `PC=…` below, or goroutines.
    if (!this.#ahead.comes(i, 3, 'signal-pc', 'header', 'runtime-stack')) return this.#text(i);
    const { groups } = this.#ahead.read[i]!;
    const { text, line } = this.#ahead.lines[i]!;
    const [name = '', said = ''] = groups;
    const further = this.#build.nextThread && this.#build.crash !== undefined;
    if (!further) {
      const crash = this.#isSameCrash() ? this.#build.crash! : this.#build.begin('signal', line);
      if (crash.reason === '') crash.reason = text.trim();
      crash.signal ??= { name, text: said, line };
    }
    this.#leave(line);
  }

  /** Reasons are of one crash until its goroutines come. */
  #isSameCrash(): boolean {
    const { crash, ended, nextThread, strangers } = this.#build;
    if (!crash || ended || crash.races.length > 0) return false;
    return nextThread || (crash.goroutines.length === 0 && strangers === 0);
  }

  /** Whether the line is more of the panic's text; takes it if so. */
  #takeAsPanicText(i: number): boolean {
    const kind = this.#ahead.kind(i)!;
    const { text, line } = this.#ahead.lines[i]!;
    const panic = this.#panic!;
    const deeper = panic.isDeeper(text);
    if (kind === 'signal' || kind === 'served' || kind === 'exit' || kind === 'race') return false;
    if (!deeper && (kind === 'fatal' || kind === 'signal-name' || kind === 'runtime')) return false;
    if (kind === 'panic') return false;
    if (kind === 'header' || kind === 'runtime-stack') {
      // A server logs the stack right below its line, with no blank line between.
      if (!deeper && (this.#served || this.#ahead.isTrueHeader(i))) return false;
    } else if (panic.over) {
      return false;
    } else if (!deeper && !this.#ahead.panicGoesOn(i)) {
      // The blank line before the goroutines, or what is no more of the panic.
      panic.over = true;
      return kind === 'blank';
    }
    // A line of another log in the midst of it is passed by.
    if (startsOtherLog(text)) return true;
    panic.add(text);
    const crash = this.#build.crash!;
    if (crash.panics[0] === panic.panic) crash.reason = panic.panic.text;
    this.#build.belongs(line);
    return true;
  }

  #signalPlace([pc, , code, addr]: ReadLine['groups']): void {
    const { signal } = this.#build.crash!;
    if (!signal || this.#build.nextThread) return;
    if (pc) signal.pc = pc;
    if (code) signal.code = code;
    if (addr) signal.addr = addr;
  }

  /** `runtime: …` belongs to the reason that follows it, else to the crash that is being read. */
  #runtimeLine(i: number): void {
    const { text, line } = this.#ahead.lines[i]!;
    const { crash, ended } = this.#build;
    const before = !crash || ended || this.#reasonComes(i);
    if (before) return this.#build.earlyLine(text.trim(), line);
    crash.runtimeLines.push({ text: text.trim(), line });
    this.#build.belongs(line);
  }

  #reasonComes(i: number): boolean {
    for (let at = i + 1; at < i + 40; at++) {
      const kind = this.#ahead.kind(at);
      if (kind === 'panic' || kind === 'fatal') return true;
      if (kind === undefined || kind === 'header' || kind === 'call' || kind === 'position') return false;
    }
    return false;
  }

  // ---- goroutines

  #header(goroutine: Goroutine, i: number): void {
    const build = this.#build;
    const { crash, ended, strangers } = build;
    // Two dumps in one log, with other lines between: the one that is dumped is running, as a rule.
    const apart =
      crash?.reasonKind === 'goroutine dump' &&
      strangers > 0 &&
      goroutine.state === 'running' &&
      this.#ahead.kind(i + 1) === 'call';
    if (!crash || ended || apart || crash.races.length > 0) build.begin('goroutine dump', goroutine.line);
    build.openGoroutine(goroutine);
    this.#state = 'goroutine';
  }

  #call(i: number): void {
    const build = this.#build;
    const { groups } = this.#ahead.read[i]!;
    const { line } = this.#ahead.lines[i]!;
    if (this.#state === 'race') return build.call(groups, line);
    if (!build.goroutine) {
      if (!this.#ahead.isFrame(i)) return this.#stranger(i);
      // A log may have lost its head: frames are frames.
      if (!build.crash || build.ended) {
        build.begin('goroutine dump', line);
        build.notice(
          'go-crash-headless',
          `go-crash: frames without a goroutine's header at line ${line}`,
          line,
        );
      }
      if (!build.reopenGoroutine()) build.openGoroutine(newGoroutine(undefined, '', line));
      this.#state = 'goroutine';
    }
    build.call(groups, line);
  }

  #registers(i: number): void {
    const { text, line } = this.#ahead.lines[i]!;
    const { registers } = this.#build.crash!;
    // The same register again is of the next thread.
    let list = registers.at(-1);
    for (const pair of text.matchAll(/(\w+)\s+((?:0x)?[0-9a-f]+)/g)) {
      const [, name = '', value = ''] = pair;
      if (!list || list.some((one) => one.name === name)) registers.push((list = []));
      list.push({ name, value });
    }
    this.#leave(line);
  }

  /** The goroutine is over, the crash may go on. */
  #leave(line: number): void {
    this.#build.closeGoroutine();
    this.#build.belongs(line);
    this.#state = 'between';
  }

  #blank(i: number): void {
    if (this.#state !== 'goroutine') return;
    // A log with a blank line after every line still has one traceback.
    const next = this.#ahead.nextFilled(i);
    const kind = this.#ahead.kind(next);
    if (kind === 'position' || kind === 'created' || kind === 'elided' || kind === 'ancestor') return;
    if (this.#ahead.isFrame(next)) return;
    this.#build.closeGoroutine();
    this.#state = 'between';
  }

  #text(i: number): void {
    // The frames of C that a symbolizer found: `inC` and below it `board.c:7 pc=0x6ed9f2`.
    const next = this.#ahead.read[i + 1];
    const isC = next?.kind === 'position' && next.groups[5] !== undefined && next.groups[2] === undefined;
    const { text, line } = this.#ahead.lines[i]!;
    if (isC && this.#build.goroutine) this.#build.call([text.trim(), ''], line);
    else this.#stranger(i);
  }

  /** A line that is none of the traceback: other logs in between, or what comes after. */
  #stranger(i: number): void {
    const build = this.#build;
    if (!build.crash) return;
    build.strangers++;
    if (this.#state !== 'goroutine' || build.strangers <= mostNoise || i === this.#ahead.lastFilled()) return;
    build.closeGoroutine();
    this.#state = 'between';
  }

  #race(i: number): void {
    const build = this.#build;
    const { line } = this.#ahead.lines[i]!;
    const ruled = this.#ahead.kind(i - 1) === 'race-rule';
    const { crash, ended } = build;
    if (!crash || ended || crash.races.length === 0 || crash.goroutines.length > 0) {
      build.begin('data race', ruled ? this.#ahead.lines[i - 1]!.line : line);
    }
    build.race(line);
    this.#state = 'race';
  }

  // ---- the end

  /** Whether the log ends where no traceback does, and where that is seen from. */
  #markCut(): void {
    const build = this.#build;
    // The call itself will tell.
    if (build.pending) return;
    const crash = build.crash!;
    const last = this.#ahead.lastFilled();
    const { kind, groups } = this.#ahead.read[last]!;
    const { line, text } = this.#ahead.lines[last]!;
    const goroutine = crash.goroutines.at(-1);
    const cut =
      kind === 'header' ||
      kind === 'runtime-stack' ||
      // A piece of a line, right after a traceback's line: `runtime.mallo`, `goroutine 5 [chan rec`.
      (kind === 'text' && build.strangers === 1 && isPiece(text, this.#state)) ||
      (kind === 'position' && goroutine !== undefined && lacksItsEnd(goroutine, groups, this.#endsWhole));
    if (!cut) return;
    if (goroutine && !text.startsWith('goroutine ')) goroutine.cut = true;
    build.cutNotice(line);
  }
}

function isPiece(text: string, state: State): boolean {
  if (state === 'goroutine') return /^[^\s()]+(?:\(.*)?$|^\s+\S*$|^created b/.test(text);
  return state === 'between' && /^goroutine \d/.test(text);
}

/** Whether the last frame's position lacks what those of the same goroutine before it have. */
function lacksItsEnd(goroutine: Goroutine, groups: ReadLine['groups'], endsWhole: boolean): boolean {
  const [, , offset, , , pc, rest] = groups;
  if (rest !== undefined) return true;
  if (goroutine.createdBy) return !endsWhole && offset === undefined;
  const frame = goroutine.frames.at(-1);
  if (!frame || frame.args === '...') return false;
  const others = goroutine.frames.slice(0, -1).filter(({ inlined }) => !inlined);
  if (pc === undefined && others.some((other) => other.pc !== undefined)) return true;
  return !endsWhole && offset === undefined && others.some((other) => other.offset !== undefined);
}

function toSignal(groups: ReadLine['groups'], line: number): CrashSignal {
  const [name = '', text = '', code, addr, pc] = groups;
  return { name, text, ...(code && { code }), ...(addr && { addr }), ...(pc && { pc }), line };
}

/** `non-Go function at pc=7f3a0c1d2e3f`. */
function toForeignFrame(pc: string, line: number): ReturnType<typeof readFrame> {
  const hex = pc.startsWith('0x') ? pc : `0x${pc}`;
  return readFrame(
    ['non-Go function', ''],
    [undefined, undefined, undefined, undefined, undefined, hex],
    line,
  );
}

/** `2026/11/23 17:10:55 …`, `[GIN] …`, `{"level":…`, `I1123 17:10:55.123`: another log among the lines. */
function startsOtherLog(text: string): boolean {
  return /^\s*(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\[[A-Z]{2,}\]|\{"|[IWEF]\d{4} \d\d:\d\d|time=|ts=|level=)/.test(
    text,
  );
}
