import type { CrashLog, CrashSignal, Goroutine } from '#model/crash/crash-log.ts';
import { CrashBuilder } from './crash-builder.ts';
import { Lookahead } from './lookahead.ts';
import { PanicText } from './panic-text.ts';
import { newGoroutine, readHeader } from './read-header.ts';
import { readFrame, readListedFrame, readProfileFrame } from './read-frame.ts';
import { findContextLines } from './context-lines.ts';
import { readBareCall, type ReadLine } from './line-patterns.ts';
import { findLoggedWords, type LoggedWords } from './logged-words.ts';
import { isCut } from './cut.ts';
import { sayOfCrash } from './says.ts';
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
  /** `goroutine profile: total 1459`: in a profile as text. */
  | 'goroutine-profile'
  /** `rax    0xca`, or the blank line after a goroutine: the crash may go on. */
  | 'between';

/** So many lines within a goroutine that are no frames, and the goroutine is over. */
const mostNoise = 60;
/** So many lines the runtime may print before its reason: it lists all objects of a span. */
const mostEarly = 1000;

export interface Tracebacks {
  crashes: CrashLog[];
  /** Those of them that are only an error which was logged with a stack. */
  errorStacks: ReadonlySet<CrashLog>;
}

/** Reads the crashes of one stream of lines, in order. Never fails: what it cannot read, it passes by. */
export function readTracebacks(lines: readonly PlainLine[], endsWhole: boolean): Tracebacks {
  return new Traceback(lines, endsWhole).read();
}

class Traceback {
  readonly #ahead: Lookahead;
  readonly #endsWhole: boolean;
  readonly #build = new CrashBuilder();
  #state: State = 'outside';
  #served = false;
  /** Index of the last line that was kept for a reason to come. */
  #early = -1;
  /** How many goroutines a profile says that it has, and how many its stacks have made. */
  #profile: { total: number; sum: number } | undefined;

  constructor(lines: readonly PlainLine[], endsWhole: boolean) {
    this.#ahead = new Lookahead(lines);
    this.#endsWhole = endsWhole;
  }

  read(): Tracebacks {
    const count = this.#ahead.lines.length;
    for (let i = 0; i < count; i++) this.#step(i);
    if (this.#build.crash) this.#markCut();
    this.#build.end();
    const { crashes, errorStacks } = this.#build;
    return { crashes, errorStacks };
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
      case 'exception':
        return this.#exception(i);
      case 'signal':
        return this.#signal(i);
      case 'runtime':
      case 'runtime-word':
        return this.#runtimeLine(i);
      case 'leak':
        return this.#leak(i);
      case 'listed':
        return this.#list(i);
      case 'goroutine-profile':
        build.begin('goroutine dump', line);
        this.#profile = { total: Number(groups[0]), sum: 0 };
        this.#state = 'goroutine-profile';
        return;
      case 'race':
        return this.#race(i);
      case 'call':
        return this.#call(i);
      case 'text':
        return this.#text(i);
      case 'position':
        if (!build.pending) return this.#list(i);
        break;
      default:
    }
    const { crash, goroutine } = build;
    if (!crash) return;
    switch (kind) {
      case 'instructions':
      case 'memory':
        return build.belongs(line);
      case 'cgo-note':
        build.runtimeLine(this.#ahead.lines[i]!.text.trim(), line);
        return build.belongs(line);
      case 'profile-stack':
      case 'profile-labels':
      case 'profile-frame':
        return this.#state === 'goroutine-profile' ? this.#profileLine(i) : this.#stranger(i);
      case 'signal-pc':
        this.#signalPlace(groups);
        return build.belongs(line);
      case 'position':
        return build.position(groups, line);
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
    this.#build.panicText?.finish();
    const panicText = new PanicText(said, /^\s*/.exec(text)![0], line);
    this.#build.panicText = panicText;
    crash.panics.push(panicText.panic);
    // Which panic it is about is settled when all are read.
    if (crash.reason === '') crash.reason = panicText.panic.text;
    if (kind === 'served') {
      crash.recovered = true;
      crash.reasonFrom = 'logger';
      crash.contextLines.push({ text: text.trim(), line });
    }
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
      this.#build.runtimeLine(text.trim(), line);
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
      this.#addContext(crash, i);
    }
    this.#leave(line);
  }

  /** Windows: `Exception 0xc0000005 0x1 0x10 0x7ff6000012ab`. */
  #exception(i: number): void {
    const { text, line } = this.#ahead.lines[i]!;
    const [name = '', , second = '', pc = ''] = this.#ahead.read[i]!.groups;
    const crash = this.#isSameCrash() ? this.#build.crash! : this.#build.begin('signal', line);
    if (crash.reason === '') crash.reason = text.trim();
    // Only of a refused access, or a page that could not be read, is the second word an address.
    const addr = /^0xc000000[56]$/i.test(name) ? { addr: second } : {};
    crash.signal ??= { name, text: '', ...addr, pc, line };
    this.#addContext(crash, i);
    this.#leave(line);
  }

  /** `[signal SIGSEGV: …]` below the reason; the reason itself where the head of the log is lost. */
  #signal(i: number): void {
    const build = this.#build;
    const { line } = this.#ahead.lines[i]!;
    const signal = toSignal(this.#ahead.read[i]!.groups, line);
    if (!build.crash || build.ended) {
      if (!this.#ahead.comes(i, 20, 'header', 'runtime-stack')) return this.#stranger(i);
      const { name, text } = signal;
      build.begin('signal', line).reason = text === '' ? name : `${name}: ${text}`;
      this.#state = 'between';
    }
    build.crash!.signal = signal;
    // It stands below the whole of a panic's text.
    if (build.panicText) build.panicText.over = true;
    build.belongs(line);
  }

  #addContext(crash: CrashLog, i: number): void {
    const context = findContextLines(this.#ahead.lines, this.#ahead.read, i);
    crash.contextLines.push(...context);
    if (context[0]) crash.firstLine = Math.min(crash.firstLine, context[0].line);
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
    const panic = this.#build.panicText!;
    const deeper = panic.isDeeper(text);
    if (kind === 'signal' || kind === 'served' || kind === 'exit' || kind === 'race') return false;
    if (!deeper && (kind === 'fatal' || kind === 'signal-name' || kind === 'runtime')) return false;
    if (!deeper && (kind === 'goroutine-profile' || kind === 'listed' || kind === 'leak')) return false;
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
    if (!crash || ended || this.#isBeforeReason(i)) return this.#keepEarly(i);
    this.#build.runtimeLine(text.trim(), line);
    this.#build.belongs(line);
  }

  #keepEarly(i: number): void {
    const { text, line } = this.#ahead.lines[i]!;
    this.#build.earlyLine(text.trim(), line);
    this.#early = i;
  }

  #isBeforeReason(i: number): boolean {
    const { goroutine, crash } = this.#build;
    return this.#ahead.distanceToReason(i) <= (goroutine || crash?.goroutines.length ? 40 : mostEarly);
  }

  /** Whether the line goes on with what the runtime prints before its reason, right above it. */
  #goesOnEarly(i: number): boolean {
    return this.#early >= 0 && this.#early === i - 1 && !this.#build.goroutine && this.#isBeforeReason(i);
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
    // A record of a log that has a stack is one panic, or one error.
    const ofRecord = this.#ahead.lines[i]!.record !== undefined;
    if (!crash || ended || apart || ofRecord || crash.races.length > 0 || build.isKnown(goroutine.id)) {
      this.#beginDump(goroutine.line, i);
    } else if (strangers > 0 && this.#isLogged(i)) this.#beginDump(goroutine.line, i);
    build.openGoroutine(goroutine);
    this.#state = 'goroutine';
  }

  /** Another logger's panic follows, of the same program. */
  #isLogged(i: number): boolean {
    return this.#findWords(i)?.isPanic ?? false;
  }

  #findWords(i: number): LoggedWords | undefined {
    return findLoggedWords(this.#ahead.lines, this.#ahead.read, i);
  }

  /** A crash of which goroutines come first: a dump, or what a logger says it is. */
  #beginDump(line: number, i: number): void {
    if (this.#build.crash && this.#build.takesLaterReason(line)) return;
    const words = this.#findWords(i);
    this.#build.begin('goroutine dump', line);
    this.#build.words = words;
  }

  /** goleak: `[Goroutine 21 in state IO wait, with … on top of the stack:`, with the runtime's header below or without. */
  #leak(i: number): void {
    const build = this.#build;
    const { groups } = this.#ahead.read[i]!;
    const { line } = this.#ahead.lines[i]!;
    if (!build.crash || build.ended || build.crash.reasonKind !== 'goroutine dump') {
      this.#beginDump(line, i);
      const said = build.words?.context.at(-1)?.text ?? '';
      build.words = undefined;
      if (/found unexpected goroutines/.test(said)) {
        build.crash!.reason = 'found unexpected goroutines';
        build.crash!.reasonFrom = 'logger';
        build.crash!.contextLines.push({ text: said, line: this.#ahead.lines[i - 1]!.line });
        build.crash!.firstLine = Math.min(build.crash!.firstLine, this.#ahead.lines[i - 1]!.line);
      }
    }
    build.closeGoroutine();
    build.belongs(line);
    this.#state = 'between';
    if (this.#ahead.kind(i + 1) === 'header') return;
    build.openGoroutine(readHeader([groups[0], '', groups[1]], line));
    this.#state = 'goroutine';
  }

  #call(i: number): void {
    const build = this.#build;
    const { groups } = this.#ahead.read[i]!;
    const { line } = this.#ahead.lines[i]!;
    if (this.#state === 'race') return build.call(groups, line);
    if (!build.goroutine) {
      if (!this.#ahead.isFrame(i)) return this.#stranger(i);
      // What the runtime prints of a stack before it gives its reason is said again below it.
      if (!build.crash && this.#goesOnEarly(i)) return this.#keepEarly(i);
      // A log may have lost its head: frames are frames.
      if (!build.crash || build.ended) {
        this.#beginDump(line, i);
        if (!build.words?.isPanic) {
          build.notice(sayOfCrash('go-crash-headless', { line }));
        }
      }
      if (!build.reopenGoroutine()) build.openGoroutine(newGoroutine(undefined, '', line));
      this.#state = 'goroutine';
    }
    build.call(groups, line);
  }

  /** A line of a list: `/src/boardd/ports.go:56 (0xb03744)`, and in klog's lists of old the file alone. */
  #list(i: number): void {
    const build = this.#build;
    const { kind, groups } = this.#ahead.read[i]!;
    const { line, text } = this.#ahead.lines[i]!;
    if (!build.crash && this.#goesOnEarly(i)) return this.#keepEarly(i);
    if (!(build.listed && build.goroutine)) {
      const isBare = kind === 'position' && groups.slice(2).every((group) => group === undefined);
      if (kind === 'position' && !(isBare && /^\S/.test(text) && this.#isLogged(i))) return this.#stranger(i);
      if (kind === 'listed' && !this.#isLogged(i)) return this.#stranger(i);
      this.#openList(i);
    }
    build.frame(readListedFrame(groups, line));
  }

  #openList(i: number): void {
    const build = this.#build;
    const { line } = this.#ahead.lines[i]!;
    const isNew =
      this.#ahead.lines[i]!.record !== undefined ||
      !build.crash ||
      build.ended ||
      build.crash.goroutines.length > 0 ||
      build.crash.races.length > 0;
    if (isNew) this.#beginDump(line, i);
    build.openList(line, newGoroutine(undefined, '', line));
    this.#state = 'goroutine';
  }

  #profileLine(i: number): void {
    const build = this.#build;
    const { kind, groups } = this.#ahead.read[i]!;
    const { line } = this.#ahead.lines[i]!;
    if (kind === 'profile-stack') {
      const goroutine = newGoroutine(undefined, '', line);
      goroutine.count = Number(groups[0]);
      this.#profile!.sum += goroutine.count;
      return build.openGoroutine(goroutine);
    }
    const { goroutine } = build;
    if (!goroutine) return this.#stranger(i);
    if (kind === 'profile-labels') goroutine.attributes['labels'] = groups[0]!;
    else if (groups[1] !== undefined) build.frame(readProfileFrame(groups, line));
    build.belongs(line);
  }

  #registers(i: number): void {
    const { text, line } = this.#ahead.lines[i]!;
    for (const [, name = '', value = ''] of text.matchAll(/(\w+)\s+((?:0x)?[0-9a-f]+)/g)) {
      this.#build.register(name, value);
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
    // chi leaves a blank line below the first.
    if (this.#build.listed && this.#ahead.kind(next) === 'text' && this.#ahead.kind(next + 1) === 'position')
      return;
    this.#build.closeGoroutine();
    this.#state = 'between';
  }

  #text(i: number): void {
    const build = this.#build;
    const { text, line } = this.#ahead.lines[i]!;
    // `morebuf={…}` below `runtime: newstack …`, objects below `runtime: marked free object …`.
    if (this.#goesOnEarly(i) && !startsOtherLog(text)) return this.#keepEarly(i);
    const next = this.#ahead.read[i + 1];
    if (next?.kind === 'position') {
      // The frames of C that a symbolizer found: `inC` and below it `board.c:7 pc=0x6ed9f2`.
      const isC = next.groups[5] !== undefined && next.groups[2] === undefined;
      if (isC && build.goroutine) return build.call([text.trim(), ''], line);
      const name = this.#readListedName(i);
      if (name !== undefined) {
        const ofRecord = this.#ahead.lines[i]!.record !== undefined;
        if (ofRecord || !(build.listed && build.goroutine)) this.#openList(i);
        return build.call([name, ''], line);
      }
    }
    // gin shows the text of the line below each: `\t(*Ports).List: return p.all[0].name`.
    const named =
      build.listed && this.#ahead.kind(i - 1) === 'listed' && /^\s+([^:\s][^:]{0,500}): /.exec(text);
    const frame = named && build.goroutine?.frames.at(-1);
    if (frame) {
      frame.function = named[1]!;
      return build.belongs(line);
    }
    this.#stranger(i);
  }

  /** A function's name alone, whose position comes indented in the next line. */
  #readListedName(i: number): string | undefined {
    const { text } = this.#ahead.lines[i]!;
    if (!/^\s/.test(this.#ahead.lines[i + 1]!.text) || this.#ahead.read[i + 1]!.groups[3] !== undefined)
      return undefined;
    const open = this.#build.listed && this.#build.goroutine !== undefined;
    const name = readBareCall(text, open);
    if (name === undefined || open) return name;
    // One alone may be anything; a stack that begins has a second, or is a record's.
    const isStack = this.#ahead.lines[i]!.record !== undefined || this.#ahead.kind(i + 3) === 'position';
    return isStack || this.#isLogged(i) ? name : undefined;
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
    const profile = this.#state === 'goroutine-profile' ? this.#profile : undefined;
    const last = this.#ahead.lastFilled();
    const { line, text } = this.#ahead.lines[last]!;
    if (profile && profile.sum < profile.total) return build.cutNotice(line);
    // The call itself will tell.
    if (build.pending || profile) return;
    const goroutine = build.crash!.goroutines.at(-1);
    const cut = isCut(this.#ahead.read[last]!, text, {
      goroutine,
      inGoroutine: this.#state === 'goroutine',
      inCrash: this.#state === 'goroutine' || this.#state === 'between',
      strangers: build.strangers,
      endsWhole: this.#endsWhole,
    });
    if (!cut) return;
    if (goroutine && !text.startsWith('goroutine ')) goroutine.cut = true;
    build.cutNotice(line);
  }
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
