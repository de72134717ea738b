import type { FromRun, ToRun } from '#notebook/go/messages.ts';
import type { ProgramEnd } from '#notebook/go/program.ts';
import type { FromGoFrame, ToGoFrame } from './messages.ts';
import type { Workers } from './workers.ts';

interface Running {
  worker: Worker;
  startedAt: number;
  timer: ReturnType<typeof setTimeout>;
}

/** The programs that are kept, and the runs of them: a worker each, which is ended with its run. */
export class ProgramRuns {
  readonly #workers: Workers;
  readonly #tell: (said: FromGoFrame) => void;
  readonly #programs = new Map<string, Promise<WebAssembly.Module>>();
  /** Undefined while its program is being compiled. */
  readonly #running = new Map<number, Running | undefined>();

  constructor(workers: Workers, tell: (said: FromGoFrame) => void) {
    this.#workers = workers;
    this.#tell = tell;
  }

  /** Keeps a program by a name, in the place of what was kept by it before. */
  compile(program: string, bytes: BufferSource): void {
    const module = WebAssembly.compile(bytes);
    this.#programs.set(program, module);
    module.then(
      () => this.#tell({ kind: 'compiled', program }),
      (error: unknown) => {
        if (this.#programs.get(program) === module) this.#programs.delete(program);
        this.#tell({ kind: 'not-compiled', program, message: toMessage(error) });
      },
    );
  }

  async start({
    run,
    program,
    version,
    env,
    inputs,
    limits,
  }: Extract<ToGoFrame, { kind: 'start' }>): Promise<void> {
    this.#running.set(run, undefined);
    const startedAt = performance.now();
    try {
      const module = await this.#programs.get(program);
      if (!module) throw new Error(`no program ${program}`);
      // Stopped while it was compiled.
      if (!this.#running.has(run)) return;
      const worker = this.#workers.take(version);
      const { runMs } = limits;
      const timer = setTimeout(() => this.#end(run, { how: 'time', limitMs: runMs }), runMs);
      this.#running.set(run, { worker, startedAt, timer });
      worker.addEventListener('message', ({ data }: MessageEvent<FromRun>) => {
        if (!this.#running.has(run)) return;
        if (data.kind === 'end') this.#take(run);
        this.#tell({ kind: 'run', run, said: data });
      });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        this.#end(run, { how: 'failed', message: event.message });
      });
      worker.postMessage({ kind: 'run', module, env, inputs, limits } satisfies ToRun, []);
      // For the next run, when this one has begun.
      setTimeout(() => this.#workers.prepare(version), 200);
    } catch (error) {
      this.#running.delete(run);
      this.#tellEnd(run, { how: 'failed', message: toMessage(error) }, performance.now() - startedAt);
    }
  }

  stop(run: number): void {
    this.#end(run, { how: 'stopped' });
  }

  #end(run: number, end: ProgramEnd): void {
    if (!this.#running.has(run)) return;
    const running = this.#take(run);
    this.#tellEnd(run, end, running ? performance.now() - running.startedAt : 0);
  }

  /** Whatever the program still does is not heard any more. */
  #take(run: number): Running | undefined {
    const running = this.#running.get(run);
    this.#running.delete(run);
    if (!running) return undefined;
    clearTimeout(running.timer);
    running.worker.terminate();
    return running;
  }

  #tellEnd(run: number, end: ProgramEnd, elapsedMs: number): void {
    // How much memory a worker had that was ended from outside, nobody can say.
    const result = { end, elapsedMs, memoryBytes: 0, droppedBytes: 0 };
    this.#tell({ kind: 'run', run, said: { kind: 'end', result } });
  }
}

export function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
