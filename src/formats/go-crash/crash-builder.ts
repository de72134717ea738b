import type { CrashLog, DataRace, Frame, Goroutine, TextLine } from '#model/crash/crash-log.ts';
import { atPlace } from '#model/notice.ts';
import type { LoggedWords } from './logged-words.ts';
import { settleReason } from './settle-reason.ts';
import type { PanicText } from './panic-text.ts';
import { toOwner } from '#model/owner.ts';
import { readFrame, toPlace } from './read-frame.ts';
import { type CrashNotice, sayOfCrash, sayOfLog } from './says.ts';

/** Of one kind, for one crash. */
const mostNotices = 20;

type Groups = readonly (string | undefined)[];

/**
 * Puts crashes together from lines that the reader of the traceback has told apart. One crash, one
 * goroutine and one call are open at a time; to begin the next ends the one before.
 */
export class CrashBuilder {
  readonly crashes: CrashLog[] = [];
  crash: CrashLog | undefined;
  goroutine: Goroutine | undefined;
  /** The call, or the `created by`, whose position is due. */
  pending: { kind: 'call' | 'created'; groups: Groups; line: number } | undefined;
  /** The program has ended: `exit status 2`. What comes is of another. */
  ended = false;
  /** After `-----`: the stacks of further threads of the same process. */
  nextThread = false;
  /** The text of the panic that is being read. */
  panicText: PanicText | undefined;
  /** What a logger said of the stack. */
  words: LoggedWords | undefined;
  /** Stacks of a list of functions that speak of no panic: an error that was logged, no crash. */
  readonly errorStacks = new Set<CrashLog>();
  /** The goroutine's frames are a list of functions, without arguments. */
  listed = false;
  /** Lines of something else since the last that belonged to the crash. */
  strangers = 0;

  /** Where frames go: the goroutine's own, an ancestor's, or a race access's. */
  #frames: Frame[] = [];
  #ids = new Set<number>();
  /** `runtime:` lines that came before a reason. */
  #early: TextLine[] = [];
  /** Reasons that other threads gave before the goroutines came: their own dumps come later. */
  #laterReasons: string[] = [];
  #nextReason = 0;
  #runtimeLines = new Set<string>();
  /** Names of the registers of the thread that is being read. */
  #registers = new Set<string>();
  /** How many notices of each kind the crash has. */
  #notices = new Map<string, number>();
  #among: { first: number; count: number } | undefined;

  begin(reasonKind: CrashLog['reasonKind'], line: number): CrashLog {
    this.end();
    this.crash = {
      kind: 'crash-log',
      format: 'go-crash',
      reason: '',
      reasonFrom: 'runtime',
      reasonKind,
      recovered: false,
      panics: [],
      signal: undefined,
      runtimeLines: [],
      contextLines: [],
      goroutines: [],
      registers: [],
      races: [],
      firstLine: Math.min(line, this.#early[0]?.line ?? line),
      lastLine: line,
      notices: [],
    };
    this.crashes.push(this.crash);
    this.#ids = new Set();
    this.#runtimeLines = new Set();
    this.#registers = new Set();
    this.#notices = new Map();
    this.words = undefined;
    this.listed = false;
    this.nextThread = false;
    this.ended = false;
    this.strangers = 0;
    this.takeEarlyLines();
    return this.crash;
  }

  end(): void {
    this.closeGoroutine();
    this.#countNotices();
    this.panicText?.finish();
    this.panicText = undefined;
    const { crash } = this;
    if (crash) {
      settleReason(crash, this.words, this.listed);
      if (this.listed && crash.reasonKind === 'goroutine dump') this.errorStacks.add(crash);
    }
    if (crash?.reasonKind === 'data race') {
      const accesses = crash.races[0]?.accesses ?? [];
      crash.reason = accesses.map(({ title }) => title).join('; ');
    }
    this.crash = undefined;
    this.#laterReasons = [];
    this.#nextReason = 0;
  }

  /** What was left out beyond the most of a kind. */
  #countNotices(): void {
    let more = 0;
    for (const said of this.#notices.values()) more += Math.max(0, said - mostNotices);
    if (!this.crash || more === 0) return;
    const line = this.crash.notices.at(-1)?.where?.line ?? this.crash.lastLine;
    this.crash.notices.push(atPlace({ line }, sayOfLog('go-crash-more', { more, line })));
  }

  // ---- reasons

  /** A reason given after the first, before any goroutine: kept as a line of the runtime's own. */
  furtherReason(text: string, reason: string, line: number): void {
    // Printed twice it says nothing more; a second dump may follow it all the same.
    if (reason !== this.crash!.reason) this.runtimeLine(text, line);
    this.#laterReasons.push(reason);
  }

  /** A line of the runtime's own; what it printed before is left out. */
  runtimeLine(text: string, line: number): void {
    if (this.#runtimeLines.has(text)) return;
    this.#runtimeLines.add(text);
    this.crash!.runtimeLines.push({ text, line });
  }

  /** `runtime: …` that belongs to the reason that follows. */
  earlyLine(text: string, line: number): void {
    const newest = this.#early.at(-1);
    if (newest && Math.abs(line - newest.line) > 400) this.#early = [];
    this.#early.push({ text, line });
  }

  takeEarlyLines(): void {
    if (!this.crash || this.#early.length === 0) return;
    for (const { text, line } of this.#early) this.runtimeLine(text, line);
    this.#early = [];
  }

  /** The same register again is the next thread's. */
  register(name: string, value: string): void {
    const { registers } = this.crash!;
    if (registers.length === 0 || this.#registers.has(name)) {
      registers.push([]);
      this.#registers = new Set();
    }
    this.#registers.add(name);
    registers.at(-1)!.push({ name, value });
  }

  // ---- goroutines

  /** Whether the crash has had this goroutine already: what comes is another dump. */
  isKnown(id: number | undefined): boolean {
    return id !== undefined && id !== 0 && this.#ids.has(id) && !this.nextThread;
  }

  /** Two threads threw at once: the second reason is the second dump's. */
  takesLaterReason(line: number): boolean {
    const reasons = this.#laterReasons;
    const next = this.#nextReason;
    const reason = reasons[next];
    if (reason === undefined) return false;
    this.begin('fatal error', line).reason = reason;
    this.#laterReasons = reasons;
    this.#nextReason = next + 1;
    return true;
  }

  openGoroutine(goroutine: Goroutine): void {
    this.closeGoroutine();
    this.takeEarlyLines();
    if (goroutine.id !== undefined) this.#ids.add(goroutine.id);
    this.goroutine = goroutine;
    this.#frames = goroutine.frames;
    this.crash!.goroutines.push(goroutine);
    this.belongs(goroutine.line);
  }

  /** Frames after a blank line are the last goroutine's. */
  reopenGoroutine(): boolean {
    const last = this.crash?.goroutines.at(-1);
    if (!last) return false;
    this.goroutine = last;
    this.#frames = last.frames;
    return true;
  }

  closeGoroutine(): void {
    // A stack never ends with a call alone: the rest of the line, and of the stack, is lost.
    const awaited = this.pending;
    this.flush(awaited !== undefined);
    if (awaited && this.goroutine) this.goroutine.cut = true;
    this.goroutine = undefined;
    if (this.#among) {
      const { first, count } = this.#among;
      this.notice(sayOfCrash('go-crash-interleaved', { line: first, count }));
    }
    this.#among = undefined;
  }

  /** The goroutine is a list of functions: `main.fail` or a file's line alone. */
  openList(line: number, goroutine: Goroutine): void {
    this.listed = true;
    this.openGoroutine(goroutine);
    this.belongs(line);
  }

  call(groups: Groups, line: number): void {
    this.flush();
    this.pending = { kind: 'call', groups, line };
    this.belongs(line);
  }

  created(groups: Groups, line: number): void {
    this.flush();
    this.pending = { kind: 'created', groups, line };
    this.belongs(line);
  }

  /** The position of the pending call. */
  position(groups: Groups, line: number): void {
    const pending = this.pending!;
    this.pending = undefined;
    if (pending.kind === 'call') this.#frames.push(readFrame(pending.groups, groups, pending.line));
    else this.#setCreatedBy(pending, groups);
    this.belongs(line);
  }

  frame(frame: Frame): void {
    this.flush();
    this.#frames.push(frame);
    this.belongs(frame.line);
  }

  ancestor(id: number, line: number): void {
    this.flush();
    const ancestor = { goroutine: id, frames: [], line };
    (this.goroutine!.ancestors ??= []).push(ancestor);
    this.#frames = ancestor.frames;
    this.belongs(line);
  }

  /** A call or `created by` whose position did not come stands without. */
  flush(cut = false): void {
    const { pending } = this;
    if (!pending) return;
    this.pending = undefined;
    if (pending.kind === 'call') this.#frames.push(readFrame(pending.groups, undefined, pending.line));
    else this.#setCreatedBy(pending, []);
    const { line } = pending;
    if (cut) this.cutNotice(line);
    else this.notice(sayOfCrash('go-crash-no-file', { line }));
  }

  #setCreatedBy({ groups, line }: { groups: Groups; line: number }, [file, fileLine, offset]: Groups): void {
    const [name = '', id] = groups;
    // The first `created by` is the goroutine's; those below belong to its ancestors.
    const place = toPlace(name, file, fileLine);
    this.goroutine!.createdBy ??= {
      ...place,
      owner: toOwner(place),
      goroutine: id === undefined ? undefined : Number(id),
      offset: offset && `+${offset}`,
      line,
    };
  }

  // ---- races

  race(line: number): DataRace {
    const race: DataRace = { accesses: [], created: [], line };
    this.closeGoroutine();
    this.crash!.races.push(race);
    this.#frames = [];
    this.belongs(line);
    return race;
  }

  access(title: string, line: number): void {
    this.flush();
    const access = { title, frames: [], line };
    const race = this.crash!.races.at(-1)!;
    (/ by /.test(title) ? race.accesses : race.created).push(access);
    this.#frames = access.frames;
    this.belongs(line);
  }

  // ---- lines

  belongs(line: number): void {
    if (!this.crash) return;
    if (this.strangers > 0 && this.goroutine) {
      this.#among ??= { first: line - this.strangers, count: 0 };
      this.#among.count += this.strangers;
    }
    this.strangers = 0;
    // Lines may stand newest first.
    this.crash.firstLine = Math.min(this.crash.firstLine, line);
    this.crash.lastLine = Math.max(this.crash.lastLine, line);
  }

  cutNotice(line: number): void {
    this.notice(sayOfCrash('go-crash-cut', { line }));
  }

  notice(said: CrashNotice): void {
    if (!this.crash) return;
    const times = (this.#notices.get(said.code) ?? 0) + 1;
    this.#notices.set(said.code, times);
    if (times > mostNotices) return;
    this.crash.notices.push(atPlace({ line: said.params.line }, said));
  }
}
