import type { Built, GoFault } from '#notebook/go/go-tools.ts';
import type { FromRun, ToRun } from '#notebook/go/messages.ts';

/** What a worker of Node is started with. */
export interface WorkerStart {
  /** Go's own `wasm_exec.js`, of the Go that built what runs here. */
  wasmExecPath: string;
  /** Where the page's compiler lies, for a worker that compiles. */
  toolsFolder?: string;
  /** The program writes to this process's stdout and stderr, and waits for whoever reads them. */
  inherits?: boolean;
}

export type ToWorker = ToRun | { kind: 'build' | 'format'; text: string };

export type FromWorker =
  | FromRun
  /** The program's time counts from here: what came before was this worker's own start. */
  | { kind: 'begun' }
  | { kind: 'built'; built: Built }
  | { kind: 'formatted'; formatted: { text: string; faults?: undefined } | { faults: GoFault[] } }
  /** It could not do what it was asked: a tool ended, a file is missing. */
  | { kind: 'broken'; message: string };
