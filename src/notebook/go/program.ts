import type { MemoryFiles } from './memory-files.ts';

/** What a program emits: whatever JSON can say, or bytes as they are. */
export type CellValue = { json: unknown } | { bytes: Uint8Array };

export interface ProgramLimits {
  /** Of the whole memory that the program has taken, its runtime's included. */
  memoryBytes: number;
  /** Of stdout and stderr together: so much is kept, what is more is counted. */
  outputBytes: number;
  runMs: number;
}

export const defaultLimits: Readonly<ProgramLimits> = {
  memoryBytes: 512 << 20,
  outputBytes: 1 << 20,
  runMs: 60_000,
};

/** How a program ended, and by whom where it did not end by itself. */
export type ProgramEnd =
  /** By itself: `os.Exit`, the end of `main` (0), a panic or a throw of the runtime (2). */
  | { how: 'exit'; code: number }
  /** It took more memory than it may. */
  | { how: 'memory'; limitBytes: number }
  /** It ran longer than it may; its worker was ended. */
  | { how: 'time'; limitMs: number }
  /** The reader stopped it; its worker was ended. */
  | { how: 'stopped' }
  /** Calls nested deeper than the engine's stack: the engine's error, not Go's “stack overflow”. */
  | { how: 'stack'; message: string }
  /** Anything else that the engine says. */
  | { how: 'failed'; message: string };

export interface ProgramResult {
  end: ProgramEnd;
  elapsedMs: number;
  /** All the memory that the program had at its end: it never gives any back to the engine. */
  memoryBytes: number;
  /** What it wrote beyond the limit, which was not kept. */
  droppedBytes: number;
}

/** A program to run, and where to what it writes goes. */
export interface ProgramRun {
  module: WebAssembly.Module;
  /** Its `os.Args`; `main` alone where nothing is said. */
  argv?: string[];
  /** Its environment, such as `GODEBUG=gctrace=1`. */
  env?: Record<string, string>;
  /** What `cell.Input` reads, by name; without it the program has every default. */
  inputs?: Record<string, unknown>;
  /** The files that it finds and leaves; none where nothing is said. */
  files?: MemoryFiles;
  memoryLimitBytes?: number;
  /** Of stdout and stderr together; what is beyond is counted as dropped. All is kept where nothing is said. */
  outputLimitBytes?: number;
  /** Empty where nothing is said. */
  stdin?: Uint8Array;
  /** What was written, in order, as it is written. The bytes are the taker's own. */
  onOutput(fd: 1 | 2, bytes: Uint8Array): void;
  /** What `cell.Emit` hands over, in order; without it `cell.Emit` prints to stdout. */
  onValue?(name: string, value: CellValue): void;
}

/** Go's own `wasm_exec.js`, as far as it is used here; the names with `_` are the same since Go 1.14. */
export interface GoInstance {
  argv: string[];
  env: Record<string, string>;
  exit: (code: number) => void;
  exited: boolean;
  mem: DataView;
  importObject: WebAssembly.Imports & { gojs: Record<string, (sp: number) => void> };
  run(instance: WebAssembly.Instance): Promise<void>;
  _pendingEvent: unknown;
  _scheduledTimeouts: Map<number, ReturnType<typeof setTimeout>>;
  _resume(): void;
}

export type GoClass = new () => GoInstance;
