import type { FromGoFrame, FromToolsWorker, ToGoFrame, ToGoWorker, ToolName } from './messages.ts';
import { type ProgramRuns, toMessage } from './program-runs.ts';
import type { Workers } from './workers.ts';

type ToolsJob = Extract<ToGoFrame, { kind: 'build' | 'format' }>;

/** The compiler, linker and gofmt in a worker of their own, which lives until a job is stopped. */
export class ToolsWorker {
  readonly #workers: Workers;
  readonly #runs: ProgramRuns;
  readonly #tell: (said: FromGoFrame) => void;
  #given: { version: string; message: Extract<ToGoWorker, { kind: 'tools' }> } | undefined;
  #worker: Worker | undefined;
  /** The first is the worker's; the others wait here, where one can be taken back and the rest outlive a worker. */
  readonly #jobs: ToolsJob[] = [];
  /** What the worker waits for, by the number that the page knows it by: another worker counts anew. */
  readonly #wants = new Map<number, number>();
  #wantCount = 0;

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
    const want = this.#wants.get(file.want);
    // It is for a worker that has been ended.
    if (want === undefined) return;
    this.#wants.delete(file.want);
    this.#worker?.postMessage(
      { ...file, want } satisfies ToGoWorker,
      file.kind === 'file' ? [file.bytes] : [],
    );
  }

  begin(job: ToolsJob): void {
    if (!this.#worker && !this.#wake()) {
      this.#tell({ kind: 'job-failed', job: job.job, message: 'the tools are not here' });
      return;
    }
    this.#jobs.push(job);
    if (this.#jobs.length === 1) this.#beginNext();
  }

  /** A compiler cannot be told to stop: it is ended. Whoever waits for it has the next. */
  stop(job: number): void {
    const at = this.#jobs.findIndex((one) => one.job === job);
    if (at === 0) this.#restart('stopped');
    else if (at > 0) {
      this.#jobs.splice(at, 1);
      this.#tell({ kind: 'job-failed', job, message: 'stopped' });
    }
  }

  #restart(message: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#wants.clear();
    const ended = this.#jobs.shift();
    if (ended) this.#tell({ kind: 'job-failed', job: ended.job, message });
    this.#wake();
    this.#beginNext();
  }

  #beginNext(): void {
    const [next] = this.#jobs;
    if (!next) return;
    const { kind, job, text } = next;
    this.#worker?.postMessage({ kind, job, text } satisfies ToGoWorker, []);
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
      const want = ++this.#wantCount;
      this.#wants.set(want, said.want);
      this.#tell({ ...said, want });
      return;
    }
    const { job } = said;
    const [done] = this.#jobs;
    if (done?.job !== job) return;
    this.#jobs.shift();
    if (said.kind === 'wasm') {
      const { wasm, compileMs, linkMs } = said;
      if (done.kind === 'build') this.#runs.compile(done.program, wasm);
      this.#tell({ kind: 'built', job, built: { sizeBytes: wasm.length, compileMs, linkMs } });
    } else if (said.kind === 'faults') {
      this.#tell({ kind: 'built', job, built: { faults: said.faults, words: said.words } });
    } else this.#tell(said);
    this.#beginNext();
  }
}
