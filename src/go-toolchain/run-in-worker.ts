import { Worker } from 'node:worker_threads';
import type { Built, GoFault } from '#notebook/go/go-tools.ts';
import type { OutputPart } from '#notebook/go/messages.ts';
import {
  type CellValue,
  defaultLimits,
  type ProgramEnd,
  type ProgramLimits,
  type ProgramResult,
} from '#notebook/go/program.ts';
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.ts';

export interface WorkerRun {
  /** A js/wasm program, and Go's own `wasm_exec.js` of the Go that built it. */
  wasm: Uint8Array<ArrayBuffer>;
  wasmExecPath: string;
  env?: Record<string, string>;
  inputs?: Record<string, unknown>;
  limits?: Partial<ProgramLimits>;
  /** What it writes goes to this process's own stdout and stderr; otherwise to `onOutput`. */
  inherits?: boolean;
  onOutput?(parts: OutputPart[]): void;
  onValue?(name: string, value: CellValue): void;
  /** Stops it. */
  signal?: AbortSignal;
}

/** Runs a program in a worker of its own, which is ended with it: what a page does, in Node. */
export async function runInWorker(run: WorkerRun): Promise<ProgramResult> {
  const limits = { ...defaultLimits, ...run.limits };
  const module = await WebAssembly.compile(run.wasm);
  let startedAt = performance.now();
  const worker = startWorker({ wasmExecPath: run.wasmExecPath, inherits: run.inherits ?? false });
  const endedBy: { timer?: NodeJS.Timeout; stop?: () => void } = {};
  try {
    return await new Promise<ProgramResult>((resolve, reject) => {
      const end = (how: ProgramEnd) =>
        resolve({ end: how, elapsedMs: performance.now() - startedAt, memoryBytes: 0, droppedBytes: 0 });
      endedBy.stop = () => end({ how: 'stopped' });
      run.signal?.addEventListener('abort', endedBy.stop);
      if (run.signal?.aborted) endedBy.stop();
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'begun') {
          startedAt = performance.now();
          if (Number.isFinite(limits.runMs)) {
            endedBy.timer = setTimeout(() => end({ how: 'time', limitMs: limits.runMs }), limits.runMs);
          }
        } else if (message.kind === 'output') run.onOutput?.(message.parts);
        else if (message.kind === 'value') run.onValue?.(message.name, message.value);
        else if (message.kind === 'end') resolve(message.result);
        else if (message.kind === 'broken') reject(new Error(message.message));
      });
      worker.on('error', reject);
      worker.on('exit', () => end({ how: 'failed', message: 'the worker ended' }));
      post(worker, { kind: 'run', module, env: run.env ?? {}, inputs: run.inputs ?? {}, limits });
    });
  } finally {
    clearTimeout(endedBy.timer);
    if (endedBy.stop) run.signal?.removeEventListener('abort', endedBy.stop);
    await worker.terminate();
  }
}

/** The page's own compiler in a worker, its tools read once for however many programs. One call at a time. */
export class PageCompiler {
  readonly #worker: Worker;

  /** @param toolsFolder one with a `manifest.json` */
  constructor(toolsFolder: string, wasmExecPath: string) {
    this.#worker = startWorker({ wasmExecPath, toolsFolder });
  }

  async build(text: string): Promise<Built> {
    const answer = await this.#ask({ kind: 'build', text });
    if (answer.kind !== 'built') throw new Error(`no answer to a build: ${answer.kind}`);
    return answer.built;
  }

  async format(text: string): Promise<{ text: string; faults?: undefined } | { faults: GoFault[] }> {
    const answer = await this.#ask({ kind: 'format', text });
    if (answer.kind !== 'formatted') throw new Error(`no answer to a text: ${answer.kind}`);
    return answer.formatted;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(asked: ToWorker): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      const worker = this.#worker;
      worker.removeAllListeners();
      worker.on('error', reject);
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'broken') reject(new Error(message.message));
        else resolve(message);
      });
      post(worker, asked);
    });
  }
}

function startWorker(start: WorkerStart): Worker {
  return new Worker(new URL('./program.worker.ts', import.meta.url), { workerData: start });
}

function post(worker: Worker, message: ToWorker): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of a window; a worker has none
  worker.postMessage(message);
}
