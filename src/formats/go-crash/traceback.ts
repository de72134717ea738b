import type { CrashLog, DataRace, Frame, Goroutine } from '#model/crash-log.ts';
import type { Notice } from '#model/notice.ts';
import { readLine, type LineKind, type ReadLine } from './line-patterns.ts';
import { newGoroutine, readHeader } from './read-header.ts';
import { readFrame, toPlace } from './read-frame.ts';
import type { PlainLine } from './unwrap-lines.ts';

/**
 * Where in a traceback the reader stands, each with a line that it has just read or is in the middle of.
 * The transitions are in Traceback.#step.
 */
type State =
  /** `Version: 0.1.4`: no crash has begun. */
  | 'outside'
  /** `panic: fault 17:`: more of its text, or what belongs to the reason, may come. */
  | 'reason'
  /** `goroutine 1 [running]:` or `	runtime/panic.go:774 +0x54`: a call is due. */
  | 'goroutine'
  /** `runtime.throw(0x1a8caa, 0x31)`: its position is due. */
  | 'call'
  /** `created by main.main in goroutine 1`: its position is due. */
  | 'created'
  /** `Write at 0x00c0000961d8 by goroutine 9:`: in a report of the race detector. */
  | 'race'
  /** `rax    0xca`, or the blank line after a goroutine: the crash may go on. */
  | 'between';

/** How far ahead is looked for what tells a panic's text from what follows it, and frames after a blank line. */
const lookAhead = 400;
/** A position of which only the pc is known. */
const nowhere = [undefined, undefined, undefined, undefined, undefined];
/** So many lines within a goroutine that are no frames, and the goroutine is over. */
const mostNoise = 60;

/** Reads the crashes of one stream of lines, in order. Never fails: what it cannot read, it passes by. */
export function readTracebacks(lines: readonly PlainLine[], endsWhole: boolean): CrashLog[] {
  return new Traceback(lines, endsWhole).read();
}

class Traceback {
  readonly #lines: readonly PlainLine[];
  readonly #kinds: ReadLine[];
  readonly #endsWhole: boolean;
  readonly #crashes: CrashLog[] = [];

  #state: State = 'outside';
  #crash: CrashLog | undefined;
  #goroutine: Goroutine | undefined;
  /** Where frames go: the goroutine's own, an ancestor's, or a race access's. */
  #frames: Frame[] = [];
  #race: DataRace | undefined;
  /** The call, or the `created by`, whose position is due. */
  #pending: { groups: ReadLine['groups']; line: number } | undefined;
  /** `runtime:` lines that came before a reason. */
  #runtimeLines: { text: string; line: number }[] = [];
  #ids = new Set<number>();
  /** After `-----`: the stacks of further threads of the same process. */
  #nextThread = false;
  #ended = false;
  #noise = 0;
  #noiseLines: { first: number; count: number } = { first: 0, count: 0 };
  /** Lines of something else since the last that belonged to the crash. */
  #strangers = 0;
  #reasonIndent = '';
  #reasonTextOver = false;

  constructor(lines: readonly PlainLine[], endsWhole: boolean) {
    this.#lines = lines;
    this.#kinds = lines.map(({ text }) => readLine(text));
    this.#endsWhole = endsWhole;
  }

  read(): CrashLog[] {
    for (let i = 0; i < this.#lines.length; i++) this.#step(i);
    this.#endOfLines();
    return this.#crashes;
  }

  #step(i: number): void {
    const { kind, groups } = this.#kinds[i]!;
    const { line, text } = this.#lines[i]!;
    if (this.#state === 'reason' && this.#takeAsPanicText(i)) return;

    switch (kind) {
      case 'blank':
        return this.#blank(i);
      case 'header':
        return this.#header(readHeader(groups, line), i);
      case 'runtime-stack':
        return this.#header(newGoroutine(undefined, 'runtime stack', line), i);
      case 'panic':
      case 'fatal':
      case 'served':
      case 'signal-name':
      case 'fault-address':
        return this.#reason(kind, i);
      case 'runtime':
        return this.#runtimeLine(i);
      case 'race':
        return this.#startRace(i);
      default:
    }
    if (!this.#crash) {
      // A log may have lost its head: frames are frames.
      if (kind === 'call' && this.#isFrameAt(i)) {
        this.#begin('goroutine dump', line);
        this.#notice(
          'go-crash-headless',
          `go-crash: frames without a goroutine's header at line ${line}`,
          line,
        );
        this.#open(newGoroutine(undefined, '', line));
        this.#call(groups, line);
      }
      return;
    }
    switch (kind) {
      case 'signal':
        this.#crash.signal = toSignal(groups, line);
        return this.#belongs(line);
      case 'signal-pc':
        this.#signalPc(groups);
        return this.#belongs(line);
      case 'call':
        if (this.#state === 'race') this.#call(groups, line);
        else if (this.#goroutine || this.#isFrameAt(i)) this.#callInGoroutine(i);
        else this.#strange(i);
        return;
      case 'position':
        return this.#position(i);
      case 'created':
        if (!this.#goroutine) return this.#strange(i);
        this.#flush();
        this.#pending = { groups, line };
        this.#state = 'created';
        return this.#belongs(line);
      case 'ancestor': {
        if (!this.#goroutine) return this.#strange(i);
        this.#flush();
        const ancestor = { goroutine: Number(groups[0]), frames: [], line };
        (this.#goroutine.ancestors ??= []).push(ancestor);
        this.#frames = ancestor.frames;
        this.#state = 'goroutine';
        return this.#belongs(line);
      }
      case 'elided':
        if (!this.#goroutine) return this.#strange(i);
        this.#flush();
        if (groups[0] === 'additional') this.#goroutine.elided = -1;
        else if (this.#goroutine.elided >= 0) this.#goroutine.elided += Number(groups[0]);
        return this.#belongs(line);
      case 'unavailable':
        if (this.#goroutine) this.#goroutine.stackUnavailable = true;
        return this.#belongs(line);
      case 'non-go':
        if (!this.#goroutine) return this.#strange(i);
        this.#flush();
        this.#frames.push(readFrame(['non-Go function', ''], [...nowhere, toHex(groups[0])], line));
        return this.#belongs(line);
      case 'race-title':
        if (this.#state !== 'race' || !this.#race) return this.#strange(i);
        this.#flush();
        this.#race.accesses.push({ title: groups[0]!, frames: (this.#frames = []), line });
        return this.#belongs(line);
      case 'race-rule':
        if (this.#state === 'race') {
          this.#flush();
          this.#state = 'between';
          this.#belongs(line);
        }
        return;
      case 'registers':
        // A register's name alone makes no register: it stands after a goroutine's end.
        this.#closeGoroutine(false);
        for (const pair of text.trim().matchAll(/(\w+)\s+((?:0x)?[0-9a-f]+)/g)) {
          this.#crash.registers.push({ name: pair[1]!, value: pair[2]! });
        }
        this.#state = 'between';
        return this.#belongs(line);
      case 'thread-rule':
        this.#closeGoroutine(false);
        this.#nextThread = true;
        this.#state = 'between';
        return this.#belongs(line);
      case 'exit':
        this.#closeGoroutine(false);
        this.#ended = true;
        this.#state = 'between';
        return this.#belongs(line);
      case 'race-count':
      case 'cgo-note':
      case 'instructions':
        return this.#belongs(line);
      case 'text':
        return this.#text(i);
    }
  }

  // ---- the reason

  #reason(kind: 'panic' | 'fatal' | 'served' | 'signal-name' | 'fault-address', i: number): void {
    const { groups } = this.#kinds[i]!;
    const { text, line } = this.#lines[i]!;
    // `SIGQUIT: quit` names a crash only with its `PC=…` below, or goroutines.
    if (kind === 'signal-name' && !this.#comes(i, 3, 'signal-pc', 'header', 'runtime-stack'))
      return this.#text(i);
    const sameCrash =
      this.#crash &&
      !this.#ended &&
      this.#crash.races.length === 0 &&
      (this.#nextThread ||
        (this.#crash.goroutines.length === 0 && kind !== 'served' && this.#strangers === 0));
    if (!sameCrash) {
      this.#begin(
        kind === 'signal-name'
          ? 'signal'
          : kind === 'fatal' || kind === 'fault-address'
            ? 'fatal error'
            : 'panic',
        line,
      );
    }
    this.#closeGoroutine(false);
    const crash = this.#crash!;
    crash.runtimeLines.push(...this.#runtimeLines);
    this.#runtimeLines = [];
    if (kind === 'signal-name' && !crash.signal) {
      crash.signal = { name: groups[0]!, text: groups[1]!, line };
    }
    if (kind === 'panic' || kind === 'served') {
      const { text: said, ...marks } = readPanicMarks(groups[kind === 'served' ? 1 : 0]!);
      crash.panics.push({ text: said, ...marks, line });
      if (crash.reason === '') crash.reason = said;
      this.#state = 'reason';
      this.#reasonIndent = /^\s*/.exec(text)![0];
      this.#reasonTextOver = false;
    } else {
      const said = (kind === 'fatal' ? (groups[0] ?? groups[1])! : text).trim();
      const first =
        crash.reason === '' || (kind === 'fatal' && crash.reason.startsWith('unexpected fault address'));
      if (first) {
        // `unexpected fault address 0x…` stays as a line of the runtime's above `fatal error: fault`.
        if (crash.reason !== '') crash.runtimeLines.push({ text: crash.reason, line: crash.firstLine });
        crash.reason = said;
        if (kind === 'fatal' && /\bruntime\.Goexit\b/.test(said)) crash.reasonKind = 'goexit';
      } else if (!this.#nextThread) {
        crash.runtimeLines.push({ text: text.trim(), line });
      }
      this.#state = 'between';
    }
    this.#belongs(line);
  }

  /** Whether the line is more of the panic's text; takes it if so. */
  #takeAsPanicText(i: number): boolean {
    const { kind } = this.#kinds[i]!;
    const { text, line } = this.#lines[i]!;
    const panic = this.#crash!.panics.at(-1)!;
    const indent = /^\s*/.exec(text)![0];
    // From 1.23 on every further line of the text is indented by a tab more than the panic.
    const deeper =
      indent.length > this.#reasonIndent.length &&
      /^(?:\t| {2})/.test(indent.slice(this.#reasonIndent.length));
    if (kind === 'panic' && !this.#reasonTextOver) return false;
    if (kind === 'signal' || kind === 'served' || kind === 'exit' || kind === 'race') return false;
    if (!deeper && (kind === 'fatal' || kind === 'signal-name' || kind === 'runtime')) return false;
    if (kind === 'header' || kind === 'runtime-stack') {
      if (!deeper && this.#isTrueHeader(i)) return false;
    } else if (this.#reasonTextOver) {
      return false;
    } else if (kind === 'blank' && text === '') {
      // The blank line before the goroutines, or one in the text of a Go before 1.23.
      if (this.#textGoesOn(i)) panic.text += '\n';
      else this.#reasonTextOver = true;
      return true;
    } else if (!deeper && kind !== 'blank' && (startsOtherLog(text) || !this.#textGoesOn(i))) {
      this.#reasonTextOver = true;
      return false;
    }
    const { text: said, ...marks } = readPanicMarks(
      deeper ? text.slice(this.#reasonIndent.length + 1) : text,
    );
    panic.text += `\n${said}`;
    if (marks.recovered) Object.assign(panic, marks);
    if (this.#crash!.panics.length === 1) this.#crash!.reason = panic.text;
    this.#belongs(line);
    return true;
  }

  /** Whether the goroutines of the panic are still to come, after the line. */
  #textGoesOn(i: number): boolean {
    const end = Math.min(this.#lines.length, i + lookAhead);
    for (let at = i + 1; at < end; at++) {
      const { kind } = this.#kinds[at]!;
      if (kind === 'header' || kind === 'runtime-stack') {
        if (!this.#isTrueHeader(at)) continue;
        // Only blank lines between: then the text was over before them.
        for (let k = i; k < at; k++) if (this.#kinds[k]!.kind !== 'blank') return true;
        return false;
      }
      if (kind === 'signal') return this.#kinds[i]!.kind !== 'blank' || at > i + 1;
      if (kind === 'fatal' || kind === 'race' || kind === 'served' || kind === 'exit') return false;
    }
    return false;
  }

  /**
   * The text of a panic may look like a header. The runtime leaves a blank line before the first header
   * and prints a call after it; in a log without any blank lines the call alone must do.
   */
  #isTrueHeader(i: number): boolean {
    const after = this.#kinds[i + 1]?.kind;
    const believable: (LineKind | undefined)[] = [
      'call',
      'unavailable',
      'created',
      'elided',
      'non-go',
      'blank',
      undefined,
    ];
    if (!believable.includes(after)) return this.#kinds[i + 2]?.kind === 'position';
    if (after === 'call' && !this.#isFrameAt(i + 1) && this.#comes(i, lookAhead, 'header', 'runtime-stack'))
      return false;
    if (i === 0 || this.#kinds[i - 1]!.kind === 'blank' || this.#kinds[i - 1]!.kind === 'signal') return true;
    if (this.#crash?.reason !== undefined && this.#kinds[i - 1]!.kind === 'served') return true;
    const end = Math.min(this.#lines.length, i + lookAhead);
    for (let at = i + 1; at < end; at++) {
      const { kind } = this.#kinds[at]!;
      if (kind === 'panic' || kind === 'fatal' || kind === 'served' || kind === 'exit') break;
      const isHeader = kind === 'header' || kind === 'runtime-stack';
      if (isHeader && this.#kinds[at - 1]!.kind === 'blank' && this.#kinds[at + 1]?.kind === 'call')
        return false;
    }
    return true;
  }

  #signalPc(groups: ReadLine['groups']): void {
    const signal = this.#crash!.signal;
    if (!signal || this.#nextThread) return;
    const [pc, , code, addr] = groups;
    if (pc) signal.pc = pc;
    if (code) signal.code = code;
    if (addr) signal.addr = addr;
  }

  /** `runtime: …` belongs to the reason that follows it, else to the crash that is being read. */
  #runtimeLine(i: number): void {
    const { text, line } = this.#lines[i]!;
    const said = { text: text.trim(), line };
    const end = Math.min(this.#lines.length, i + 40);
    let before = !this.#crash || this.#ended;
    for (let at = i + 1; at < end && !before; at++) {
      const { kind } = this.#kinds[at]!;
      if (kind === 'panic' || kind === 'fatal') before = true;
      if (kind === 'header' || kind === 'call' || kind === 'position' || kind === 'runtime-stack') break;
    }
    if (!before) {
      this.#crash!.runtimeLines.push(said);
      return this.#belongs(line);
    }
    // Kept only as long as a crash may follow closely.
    const oldest = this.#runtimeLines[0];
    if (oldest && line - oldest.line > lookAhead) this.#runtimeLines = [];
    this.#runtimeLines.push(said);
  }

  // ---- goroutines

  #header(goroutine: Goroutine, i: number): void {
    const crash = this.#crash;
    const again =
      goroutine.id !== undefined && goroutine.id !== 0 && this.#ids.has(goroutine.id) && !this.#nextThread;
    const apart =
      crash?.reasonKind === 'goroutine dump' &&
      this.#strangers > 0 &&
      goroutine.state === 'running' &&
      this.#kinds[i + 1]?.kind === 'call';
    const afterRace = crash !== undefined && crash.races.length > 0;
    if (!crash || this.#ended || again || apart || afterRace) this.#begin('goroutine dump', goroutine.line);
    this.#open(goroutine);
    this.#belongs(goroutine.line);
  }

  #open(goroutine: Goroutine): void {
    this.#closeGoroutine(false);
    if (this.#runtimeLines.length > 0) {
      this.#crash!.runtimeLines.push(...this.#runtimeLines);
      this.#runtimeLines = [];
    }
    if (goroutine.id !== undefined) this.#ids.add(goroutine.id);
    this.#goroutine = goroutine;
    this.#frames = goroutine.frames;
    this.#crash!.goroutines.push(goroutine);
    this.#state = 'goroutine';
  }

  #callInGoroutine(i: number): void {
    const { line } = this.#lines[i]!;
    if (!this.#goroutine) {
      // Frames after a blank line: of the last goroutine, unless it was over.
      const last = this.#crash!.goroutines.at(-1);
      if (!last) this.#open(newGoroutine(undefined, '', line));
      else {
        this.#goroutine = last;
        this.#frames = last.frames;
      }
    }
    this.#flush();
    this.#call(this.#kinds[i]!.groups, line);
  }

  #call(groups: ReadLine['groups'], line: number): void {
    this.#flush();
    this.#pending = { groups, line };
    if (this.#state !== 'race') this.#state = 'call';
    this.#belongs(line);
  }

  #position(i: number): void {
    const { groups } = this.#kinds[i]!;
    const { line } = this.#lines[i]!;
    if (!this.#pending) return this.#strange(i);
    if (this.#state === 'created') {
      const [name = '', goroutine] = this.#pending.groups;
      // The innermost `created by` is the goroutine's; those below belong to its ancestors.
      if (!this.#goroutine!.createdBy) {
        this.#goroutine!.createdBy = {
          ...toPlace(name, groups[0], groups[1]),
          goroutine: goroutine === undefined ? undefined : Number(goroutine),
          line: this.#pending.line,
        };
      }
      this.#pending = undefined;
      this.#state = 'goroutine';
    } else {
      this.#frames.push(readFrame(this.#pending.groups, groups, this.#pending.line));
      this.#pending = undefined;
      if (this.#state === 'call') this.#state = 'goroutine';
    }
    this.#belongs(line);
  }

  /** A call or `created by` whose position did not come stands without. */
  #flush(cut = false): void {
    const pending = this.#pending;
    if (!pending) return;
    this.#pending = undefined;
    if (this.#state === 'created') {
      const [name = '', goroutine] = pending.groups;
      this.#goroutine!.createdBy ??= {
        ...toPlace(name, undefined, undefined),
        goroutine: goroutine === undefined ? undefined : Number(goroutine),
        line: pending.line,
      };
      this.#state = 'goroutine';
    } else {
      this.#frames.push(readFrame(pending.groups, undefined, pending.line));
      if (this.#state === 'call') this.#state = 'goroutine';
    }
    if (cut) return this.#cutNotice(pending.line);
    const { line } = pending;
    this.#notice('go-crash-no-file', `go-crash: no file line for the call at line ${line}`, line);
  }

  #cutNotice(line: number): void {
    this.#notice('go-crash-cut', `go-crash: a traceback breaks off at line ${line}`, line);
  }

  #blank(i: number): void {
    if (this.#state === 'race') return;
    if (this.#state === 'outside' || this.#state === 'reason' || this.#state === 'between') return;
    // A log with a blank line after every line still has one traceback.
    const next = this.#kinds[this.#nextFilled(i)]?.kind;
    if (next === 'position' || next === 'created' || next === 'elided' || next === 'ancestor') return;
    if (next === 'call' && this.#isFrameAt(this.#nextFilled(i))) return;
    this.#closeGoroutine(false);
    this.#state = 'between';
  }

  #text(i: number): void {
    const { text, line } = this.#lines[i]!;
    // The frames of C that a symbolizer found: `inC` and below it `board.c:7 pc=0x6ed9f2`.
    const next = this.#kinds[i + 1];
    const c = next?.kind === 'position' && next.groups[5] !== undefined && next.groups[2] === undefined;
    if (this.#goroutine && c && this.#state !== 'race') {
      this.#flush();
      return this.#call([text.trim(), ''], line);
    }
    this.#strange(i);
  }

  /** A line that is none of the traceback: other logs in between, or what comes after. */
  #strange(i: number): void {
    if (!this.#crash) return;
    const { line, text } = this.#lines[i]!;
    this.#strangers++;
    if (this.#state !== 'goroutine' && this.#state !== 'call' && this.#state !== 'created') return;
    if (this.#noiseLines.count === 0) this.#noiseLines.first = line;
    // The end of a cut log may be a piece of a line: no other log's.
    if (this.#isLast(i) && /^[^\s()]+(?:\([^()]*)?$|^\s+\S*$|^goroutine \d+.*$|^created b/.test(text)) return;
    if (++this.#noise > mostNoise) {
      this.#closeGoroutine(false);
      this.#state = 'between';
      return;
    }
  }

  #belongs(line: number): void {
    if (!this.#crash) return;
    if (this.#noise > 0 && this.#noise <= mostNoise && this.#goroutine) {
      this.#noiseLines.count += this.#noise;
    }
    this.#noise = 0;
    this.#strangers = 0;
    this.#crash.lastLine = Math.max(this.#crash.lastLine, line);
  }

  #closeGoroutine(cut: boolean): void {
    const goroutine = this.#goroutine;
    // A stack never ends with a call alone: the rest of the line, and of the stack, is lost.
    const awaited = this.#pending;
    const inRace = this.#state === 'race';
    this.#flush(awaited !== undefined);
    if (goroutine && (cut || (awaited && !inRace))) goroutine.cut = true;
    this.#goroutine = undefined;
    if (this.#noiseLines.count > 0) {
      const { first, count } = this.#noiseLines;
      this.#notice(
        'go-crash-interleaved',
        `go-crash: ${count} lines of something else among the frames, from line ${first} on`,
        first,
        {
          count,
        },
      );
    }
    this.#noiseLines = { first: 0, count: 0 };
    this.#noise = 0;
  }

  // ---- races

  #startRace(i: number): void {
    const { line } = this.#lines[i]!;
    const ruled = i > 0 && this.#kinds[i - 1]!.kind === 'race-rule';
    const first = ruled ? this.#lines[i - 1]!.line : line;
    if (!this.#crash || this.#ended || this.#crash.races.length === 0 || this.#crash.goroutines.length > 0) {
      this.#begin('data race', first);
    }
    this.#closeGoroutine(false);
    this.#race = { accesses: [], line };
    this.#crash!.races.push(this.#race);
    this.#frames = [];
    this.#state = 'race';
    this.#belongs(line);
  }

  // ---- crashes

  #begin(reasonKind: CrashLog['reasonKind'], line: number): void {
    this.#endCrash(false);
    this.#crash = {
      kind: 'crash-log',
      format: 'go-crash',
      reason: '',
      reasonKind,
      panics: [],
      signal: undefined,
      runtimeLines: [],
      goroutines: [],
      registers: [],
      races: [],
      firstLine: Math.min(line, this.#runtimeLines[0]?.line ?? line),
      lastLine: line,
      notices: [],
    };
    this.#crashes.push(this.#crash);
    this.#ids = new Set();
    this.#nextThread = false;
    this.#ended = false;
    this.#strangers = 0;
  }

  #endCrash(cut: boolean): void {
    this.#closeGoroutine(cut);
    const crash = this.#crash;
    if (!crash) return;
    if (crash.reasonKind === 'data race') {
      const [first] = crash.races;
      const titles = first?.accesses.map(({ title }) => title).filter((title) => / by /.test(title)) ?? [];
      crash.reason = titles.join('; ');
    }
    this.#race = undefined;
    this.#crash = undefined;
    this.#state = 'outside';
  }

  #endOfLines(): void {
    const crash = this.#crash;
    if (!crash) return this.#endCrash(false);
    const last = this.#lines.findLastIndex((_, i) => this.#kinds[i]!.kind !== 'blank');
    const line = this.#lines[last]!.line;
    const goroutine = crash.goroutines.at(-1);
    const open = this.#goroutine !== undefined || this.#state === 'race';
    const bare =
      goroutine !== undefined &&
      goroutine.frames.length === 0 &&
      !goroutine.stackUnavailable &&
      !goroutine.createdBy;
    const cut =
      this.#pending !== undefined ||
      (bare && line === goroutine.line) ||
      (open && this.#noise === 0 && this.#strangers > 0 && this.#kinds[last]!.kind === 'text') ||
      (this.#state === 'between' && this.#strangers === 1 && /^goroutine \d/.test(this.#lines[last]!.text)) ||
      (goroutine !== undefined &&
        this.#kinds[last]!.kind === 'position' &&
        lacksItsEnd(goroutine, this.#kinds[last]!, this.#endsWhole));
    if (cut) {
      if (goroutine) goroutine.cut = true;
      // The pending call tells it itself.
      if (!this.#pending) this.#cutNotice(line);
    }
    this.#endCrash(false);
  }

  #notice(code: string, message: string, line: number, params: Notice['params'] = {}): void {
    this.#crash?.notices.push({ code, message, params: { line, ...params }, where: { line } });
  }

  // ---- looking ahead

  /** Whether one of these is among the next lines, before another reason. */
  #comes(i: number, within: number, ...kinds: LineKind[]): boolean {
    const end = Math.min(this.#lines.length, i + 1 + within);
    for (let at = i + 1; at < end; at++) {
      const { kind } = this.#kinds[at]!;
      if (kinds.includes(kind)) return true;
      if (kind === 'panic' || kind === 'fatal' || kind === 'race') return false;
    }
    return false;
  }

  /** A call with its position in the next line: no line of another log looks like that. */
  #isFrameAt(i: number): boolean {
    if (this.#kinds[i]?.kind !== 'call') return false;
    return this.#kinds[this.#nextFilled(i)]?.kind === 'position';
  }

  #nextFilled(i: number): number {
    let next = i + 1;
    while (next < this.#lines.length && next < i + 4 && this.#kinds[next]!.kind === 'blank') next++;
    return next;
  }

  #isLast(i: number): boolean {
    for (let at = i + 1; at < this.#lines.length; at++) if (this.#kinds[at]!.kind !== 'blank') return false;
    return true;
  }
}

/** `boom [recovered, repanicked]` without its marks. */
function readPanicMarks(text: string): { text: string; recovered: boolean; repanicked: boolean } {
  const marks = / \[recovered(?:, (repanicked|reraised))?\]$/.exec(text);
  if (!marks) return { text, recovered: false, repanicked: false };
  return { text: text.slice(0, marks.index), recovered: true, repanicked: marks[1] !== undefined };
}

function toSignal(groups: ReadLine['groups'], line: number): NonNullable<CrashLog['signal']> {
  const [name = '', text = '', code, addr, pc] = groups;
  return { name, text, ...(code && { code }), ...(addr && { addr }), ...(pc && { pc }), line };
}

function toHex(text: string | undefined): string | undefined {
  return text === undefined || text.startsWith('0x') ? text : `0x${text}`;
}

/** `2026/11/23 17:10:55 …`, `[GIN] …`, `{"level":…`, `I1123 17:10:55.123`: another log among the lines. */
function startsOtherLog(text: string): boolean {
  return /^\s*(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|\[[A-Z]{2,}\]|\{"|[IWEF]\d{4} \d\d:\d\d|time=|ts=|level=)/.test(
    text,
  );
}

/** Whether the last frame's position lacks what those of the same goroutine before it have. */
function lacksItsEnd(goroutine: Goroutine, { groups }: ReadLine, endsWhole: boolean): boolean {
  const [, , offset, , , pc, rest] = groups;
  if (rest !== undefined) return true;
  const frame = goroutine.frames.at(-1);
  if (!frame || frame.inlined || goroutine.createdBy)
    return !endsWhole && goroutine.createdBy !== undefined && offset === undefined;
  const others = goroutine.frames.slice(0, -1).filter(({ inlined }) => !inlined);
  if (pc === undefined && others.some((other) => other.pc !== undefined)) return true;
  return !endsWhole && offset === undefined && others.some((other) => other.offset !== undefined);
}
