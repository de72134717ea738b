import type { CellValue, ProgramLimits, ProgramResult } from './program.ts';

/** To a worker that runs one program: once. */
export interface ToRun {
  kind: 'run';
  module: WebAssembly.Module;
  env: Record<string, string>;
  inputs: Record<string, unknown>;
  limits: ProgramLimits;
}

export interface OutputPart {
  /** 1 is stdout, 2 is stderr. */
  fd: 1 | 2;
  bytes: Uint8Array;
}

/** From it, in the order in which the program did it; after the end nothing comes. */
export type FromRun =
  /** Gathered: see `OutputBatch`. */
  | { kind: 'output'; parts: OutputPart[] }
  | { kind: 'value'; name: string; value: CellValue }
  | { kind: 'end'; result: ProgramResult };
