import type { GoFault } from '#notebook/go/go-tools.ts';
import type { FromRun, ToRun } from '#notebook/go/messages.ts';
import type { ProgramLimits } from '#notebook/go/program.ts';
import type { PackageEntry } from '#notebook/go/tools-manifest.ts';

/**
 * What the page says to the frame in which Go runs. Programs are compiled there and kept by a name, so
 * that a second run only begins.
 */
export type ToGoFrame =
  /** The text of Go's own `wasm_exec.js`, of the version that programs say. */
  | { kind: 'runtime'; version: string; text: string }
  | { kind: 'program'; program: string; bytes: ArrayBuffer }
  | {
      kind: 'start';
      run: number;
      program: string;
      version: string;
      env: Record<string, string>;
      inputs: Record<string, unknown>;
      limits: ProgramLimits;
    }
  | { kind: 'stop'; run: number }
  /** `places` says which of the files a tool is: all three may be in one. */
  | ({
      kind: 'tools';
      version: string;
      files: ArrayBuffer[];
      places: Record<ToolName, number>;
    } & ToolPackages)
  | { kind: 'file'; want: number; bytes: ArrayBuffer }
  | { kind: 'no-file'; want: number; message: string }
  | { kind: 'build'; job: number; program: string; text: string }
  | { kind: 'format'; job: number; text: string }
  | { kind: 'stop-job'; job: number };

export type ToolName = 'compile' | 'link' | 'gofmt';

export interface ToolPackages {
  goVersion: string;
  packages: Record<string, PackageEntry>;
}

/** Of one package: its archive for the linker, its export data for the compiler. */
export interface WantedFile {
  importPath: string;
  of: 'archive' | 'exportData';
}

export type BuiltProgram =
  | { faults?: undefined; sizeBytes: number; compileMs: number; linkMs: number }
  | { faults: GoFault[]; words: string };

export type FormattedProgram = { faults?: undefined; text: string } | { faults: GoFault[] };

/**
 * From the frame. What runs there is not trusted, and a program of Go reaches what its worker can: the
 * page takes numbers as numbers, and text as text.
 */
export type FromGoFrame =
  | { kind: 'ready' }
  | { kind: 'compiled'; program: string }
  | { kind: 'not-compiled'; program: string; message: string }
  | { kind: 'run'; run: number; said: FromRun }
  | { kind: 'tools-ready' }
  | { kind: 'tools-failed'; message: string }
  | ({ kind: 'want'; want: number } & WantedFile)
  | { kind: 'built'; job: number; built: BuiltProgram }
  | { kind: 'formatted'; job: number; formatted: FormattedProgram }
  | { kind: 'job-failed'; job: number; message: string };

/** To a worker: one program to run, or the tools and what they are to do. */
export type ToGoWorker =
  | ToRun
  | ({ kind: 'tools'; modules: Record<ToolName, WebAssembly.Module> } & ToolPackages)
  | { kind: 'file'; want: number; bytes: ArrayBuffer }
  | { kind: 'no-file'; want: number; message: string }
  | { kind: 'build'; job: number; text: string }
  | { kind: 'format'; job: number; text: string };

/** From a worker that has the tools. */
export type FromToolsWorker =
  | ({ kind: 'want'; want: number } & WantedFile)
  | { kind: 'wasm'; job: number; wasm: Uint8Array<ArrayBuffer>; compileMs: number; linkMs: number }
  | { kind: 'faults'; job: number; faults: GoFault[]; words: string }
  | { kind: 'formatted'; job: number; formatted: FormattedProgram }
  | { kind: 'job-failed'; job: number; message: string };
