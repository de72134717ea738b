import type { FromGoFrame, FromToolsWorker, ToGoFrame, ToGoWorker, ToolName } from './messages.ts';
import { type ProgramRuns, toMessage } from './program-runs.ts';
import type { Workers } from './workers.ts';

/** The compiler, linker and gofmt in a worker of their own, which lives until a job is stopped. */
export class ToolsWorker {
  readonly #workers: Workers;
  readonly #runs: ProgramRuns;
  readonly #tell: (said: FromGoFrame) => void;
  #given: { version: string; message: Extract<ToGoWorker, { kind: 'tools' }> } | undefined;
  #worker: Worker | undefined;
  /** Name of the program that a job builds; undefined for one that formats. */
  readonly #jobs = new Map<number, string | undefined>();

  constructor(workers: Workers, runs: ProgramRuns, tell: (said: FromGoFrame) => void) {
    this.#workers = workers;
    this.#runs = runs;
    this.#tell = tell;
  }

  async take({
    version,
    files,
    places,
    goVersion,
    packages,
  }: Extract<ToGoFrame, { kind: 'tools' }>): Promise<void> {
    try {
      const compiled = await Promise.all(files.map((bytes) => WebAssembly.compile(bytes)));
      const modules = Object.fromEntries(
        Object.entries(places).map(([name, place]) => [name, compiled[place]]),
      ) as Record<ToolName, WebAssembly.Module>;
      this.#given = { version, message: { kind: 'tools', modules, goVersion, packages } };
      this.#wake();
      this.#tell({ kind: 'tools-ready' });
    } catch (error) {
      this.#tell({ kind: 'tools-failed', message: toMessage(error) });
    }
  }

  hand(file: Extract<ToGoFrame, { kind: 'file' | 'no-file' }>): void {
    this.#worker?.postMessage(file, file.kind === 'file' ? [file.bytes] : []);
  }

  begin(job: Extract<ToGoFrame, { kind: 'build' | 'format' }>): void {
    const worker = this.#worker ?? this.#wake();
    if (!worker) {
      this.#tell({ kind: 'job-failed', job: job.job, message: 'the tools are not here' });
      return;
    }
    this.#jobs.set(job.job, job.kind === 'build' ? job.program : undefined);
    worker.postMessage({ kind: job.kind, job: job.job, text: job.text } satisfies ToGoWorker, []);
  }

  /** A compiler cannot be told to stop: it is ended, and others that waited for it with it. */
  stop(job: number): void {
    if (this.#jobs.has(job)) this.#restart('stopped');
  }

  #restart(message: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const job of this.#jobs.keys()) this.#tell({ kind: 'job-failed', job, message });
    this.#jobs.clear();
    this.#wake();
  }

  #wake(): Worker | undefined {
    if (!this.#given) return undefined;
    const worker = this.#workers.take(this.#given.version);
    worker.addEventListener('message', ({ data }: MessageEvent<FromToolsWorker>) => {
      if (worker === this.#worker) this.#hear(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#restart(event.message);
    });
    worker.postMessage(this.#given.message, []);
    this.#workers.prepare(this.#given.version);
    return (this.#worker = worker);
  }

  #hear(said: FromToolsWorker): void {
    if (said.kind === 'want') {
      this.#tell(said);
      return;
    }
    const { job } = said;
    const program = this.#jobs.get(job);
    if (!this.#jobs.delete(job)) return;
    if (said.kind === 'wasm') {
      const { wasm, compileMs, linkMs } = said;
      if (program !== undefined) this.#runs.compile(program, wasm);
      this.#tell({ kind: 'built', job, built: { sizeBytes: wasm.length, compileMs, linkMs } });
    } else if (said.kind === 'faults') {
      this.#tell({ kind: 'built', job, built: { faults: said.faults, words: said.words } });
    } else this.#tell(said);
  }
}
