import type { GoFault } from '#notebook/go/go-tools.ts';
import type { FromRun } from '#notebook/go/messages.ts';
import type { CellValue, ProgramEnd, ProgramLimits, ProgramResult } from '#notebook/go/program.ts';
import type {
  BuiltProgram,
  FormattedProgram,
  FromGoFrame,
  ToGoFrame,
  ToolName,
  ToolPackages,
  WantedFile,
} from '#notebook/go-frame/messages.ts';
import { isJson, takeNumber, takeText } from './said-by-frame.ts';

/** What becomes of a run, told in the order in which the program did it. */
export interface RunListener {
  onOutput(fd: 1 | 2, bytes: Uint8Array): void;
  onValue(name: string, value: CellValue): void;
  onEnd(result: ProgramResult): void;
}

export interface ProgramToStart {
  /** As `compile` or `build` has kept it. */
  program: string;
  /** The Go that built it. */
  version: string;
  env: Record<string, string>;
  inputs: Record<string, unknown>;
  limits: ProgramLimits;
}

interface Waiting<T> {
  give(value: T): void;
  fail(error: Error): void;
}

/**
 * The page's side of the sandboxed frame in which Go runs. The frame is there once for a page, unseen,
 * and keeps what it has compiled. All it can do is to send messages, of which nothing is taken as
 * anything but numbers, text, bytes and what JSON can say.
 */
export class GoFrame {
  readonly #frame = document.createElement('iframe');
  readonly #ready: Promise<void>;
  readonly #isReady: () => void;
  readonly #runs = new Map<number, RunListener>();
  readonly #programs = new Map<string, Waiting<void>>();
  readonly #jobs = new Map<number, Waiting<unknown>>();
  readonly #loadFile: (file: WantedFile) => Promise<ArrayBuffer>;
  #tools: Waiting<void> | undefined;
  #count = 0;

  /**
   * @param address of the page that Go runs in
   * @param title of the frame, for those who hear the page
   * @param loadFile a file of the tools, which the compiler asks for
   */
  constructor(address: string, title: string, loadFile: (file: WantedFile) => Promise<ArrayBuffer>) {
    this.#loadFile = loadFile;
    let isReady = () => {};
    this.#ready = new Promise((resolve) => (isReady = resolve));
    this.#isReady = isReady;
    const frame = this.#frame;
    frame.hidden = true;
    frame.title = title;
    frame.referrerPolicy = 'no-referrer';
    frame.src = address;
    addEventListener('message', (event: MessageEvent<unknown>) => {
      // Before what it says is read, which takes time: another's is not.
      if (event.source !== frame.contentWindow) return;
      const { data } = event;
      if (data && typeof data === 'object') this.#hear(data as FromGoFrame);
    });
    document.body.append(frame);
  }

  async setRuntime(version: string, text: string): Promise<void> {
    await this.#send({ kind: 'runtime', version, text });
  }

  /** Keeps a program by a name. The bytes are given away. @throws Error in the engine's words */
  async compile(program: string, bytes: ArrayBuffer): Promise<void> {
    await this.#ready;
    return new Promise((give, fail) => {
      this.#programs.set(program, { give, fail });
      void this.#send({ kind: 'program', program, bytes }, [bytes]);
    });
  }

  /** @returns how to stop it, whatever it does */
  start(program: ProgramToStart, listener: RunListener): () => void {
    const run = ++this.#count;
    this.#runs.set(run, listener);
    void this.#send({ kind: 'start', run, ...program });
    return () => {
      if (this.#runs.has(run)) void this.#send({ kind: 'stop', run });
    };
  }

  /**
   * @param files which are given away; `places` says which of them each tool is
   * @throws Error in the engine's words, where they are no WebAssembly
   */
  async setTools(
    version: string,
    files: ArrayBuffer[],
    places: Record<ToolName, number>,
    packages: ToolPackages,
  ): Promise<void> {
    await this.#ready;
    return new Promise((give, fail) => {
      this.#tools = { give, fail };
      void this.#send({ kind: 'tools', version, files, places, ...packages }, files);
    });
  }

  /** Builds a text, and keeps what comes of it as a program by a name. */
  build(program: string, text: string): Job<BuiltProgram> {
    return this.#begin((job) => ({ kind: 'build', job, program, text }));
  }

  format(text: string): Job<FormattedProgram> {
    return this.#begin((job) => ({ kind: 'format', job, text }));
  }

  #begin<T>(toMessage: (job: number) => ToGoFrame): Job<T> {
    const job = ++this.#count;
    const done = new Promise<T>((give, fail) =>
      this.#jobs.set(job, { give: give as (value: unknown) => void, fail }),
    );
    void this.#send(toMessage(job));
    return { done, stop: () => void (this.#jobs.has(job) && this.#send({ kind: 'stop-job', job })) };
  }

  async #send(message: ToGoFrame, transfer: Transferable[] = []): Promise<void> {
    await this.#ready;
    this.#frame.contentWindow?.postMessage(message, '*', transfer);
  }

  #hear(said: FromGoFrame): void {
    switch (said.kind) {
      case 'ready':
        return this.#isReady();
      case 'compiled':
        return this.#settleProgram(said.program, (waiting) => waiting.give());
      case 'not-compiled':
        return this.#settleProgram(said.program, (waiting) => waiting.fail(new Error(toText(said.message))));
      case 'run':
        return this.#hearRun(said.run, said.said);
      case 'tools-ready':
        return this.#tools?.give();
      case 'tools-failed':
        return this.#tools?.fail(new Error(toText(said.message)));
      case 'want':
        return void this.#hand(said);
      case 'built':
        return this.#settleJob(said.job, (waiting) => waiting.give(toBuilt(said.built)));
      case 'formatted':
        return this.#settleJob(said.job, (waiting) => waiting.give(toFormatted(said.formatted)));
      case 'job-failed':
        return this.#settleJob(said.job, (waiting) => waiting.fail(new Error(toText(said.message))));
    }
  }

  #settleProgram(program: string, settle: (waiting: Waiting<void>) => void): void {
    const waiting = this.#programs.get(program);
    this.#programs.delete(program);
    if (waiting) settle(waiting);
  }

  #settleJob(job: number, settle: (waiting: Waiting<unknown>) => void): void {
    const waiting = this.#jobs.get(job);
    this.#jobs.delete(job);
    if (waiting) settle(waiting);
  }

  #hearRun(run: number, said: FromRun): void {
    const listener = this.#runs.get(run);
    if (!listener || !said || typeof said !== 'object') return;
    if (said.kind === 'output') {
      if (!Array.isArray(said.parts)) return;
      for (const part of said.parts) {
        if (part?.bytes instanceof Uint8Array) listener.onOutput(part.fd === 2 ? 2 : 1, part.bytes);
      }
    } else if (said.kind === 'value') {
      const value = toValue(said.value);
      if (value) listener.onValue(toText(said.name), value);
    } else if (said.kind === 'end') {
      this.#runs.delete(run);
      listener.onEnd(toResult(said.result));
    }
  }

  async #hand({ want, importPath, of }: Extract<FromGoFrame, { kind: 'want' }>): Promise<void> {
    try {
      const bytes = await this.#loadFile({
        importPath: toText(importPath),
        of: of === 'archive' ? of : 'exportData',
      });
      void this.#send({ kind: 'file', want: takeNumber(want), bytes }, [bytes]);
    } catch (error) {
      void this.#send({ kind: 'no-file', want: takeNumber(want), message: (error as Error).message });
    }
  }
}

/** Work of the compiler, and how to give it up. */
export interface Job<T> {
  done: Promise<T>;
  stop(): void;
}

/** Longer than anything that is said to a reader; a traceback of a goroutine is output, not a message. */
const longestText = 4000;

function toText(value: unknown): string {
  return takeText(value, longestText);
}

function toValue(value: unknown): CellValue | undefined {
  if (!value || typeof value !== 'object') return undefined;
  if ('bytes' in value) return value.bytes instanceof Uint8Array ? { bytes: value.bytes } : undefined;
  return 'json' in value && isJson(value.json) ? { json: value.json } : undefined;
}

function toResult(result: unknown): ProgramResult {
  const { end, elapsedMs, memoryBytes, droppedBytes } = (result ?? {}) as Partial<ProgramResult>;
  return {
    end: toEnd(end),
    elapsedMs: takeNumber(elapsedMs),
    memoryBytes: takeNumber(memoryBytes),
    droppedBytes: takeNumber(droppedBytes),
  };
}

function toEnd(end: ProgramEnd | undefined): ProgramEnd {
  switch (end?.how) {
    case 'exit':
      return { how: 'exit', code: Number.isInteger(end.code) ? end.code : 0 };
    case 'memory':
      return { how: 'memory', limitBytes: takeNumber(end.limitBytes) };
    case 'time':
      return { how: 'time', limitMs: takeNumber(end.limitMs) };
    case 'stopped':
      return { how: 'stopped' };
    case 'stack':
    case 'failed':
      return { how: end.how, message: toText(end.message) };
    default:
      return { how: 'failed', message: '' };
  }
}

function toFaults(faults: unknown): GoFault[] {
  const list = Array.isArray(faults) ? (faults as Partial<GoFault>[]) : [];
  return list.slice(0, 200).map((fault) => ({
    line: Math.max(1, Math.trunc(takeNumber(fault?.line))),
    column: Math.max(1, Math.trunc(takeNumber(fault?.column))),
    message: toText(fault?.message),
  }));
}

function toBuilt(built: BuiltProgram): BuiltProgram {
  if (built?.faults) return { faults: toFaults(built.faults), words: toText(built.words) };
  const { sizeBytes, compileMs, linkMs } = built ?? {};
  return { sizeBytes: takeNumber(sizeBytes), compileMs: takeNumber(compileMs), linkMs: takeNumber(linkMs) };
}

function toFormatted(formatted: FormattedProgram): FormattedProgram {
  return formatted?.faults
    ? { faults: toFaults(formatted.faults) }
    : { text: takeText(formatted?.text, Infinity) };
}
