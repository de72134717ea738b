import type { PackageEntry } from './tools-manifest.ts';

/** Something wrong in a program: lines and columns of the author's text, from 1. */
export interface GoFault {
  line: number;
  column: number;
  /** gc's own words, or ours where gc's name what the author cannot know. */
  message: string;
}

/** A program that was built, or what is wrong with it; `words` is what the compiler or linker printed. */
export type Built =
  | { wasm: Uint8Array; faults?: undefined; compileMs: number; linkMs: number }
  | { faults: GoFault[]; words: string };

/** Go's own tools as WebAssembly, and the packages that programs may import. */
export interface GoTools {
  compile: WebAssembly.Module;
  link: WebAssembly.Module;
  gofmt?: WebAssembly.Module;
  /** `go1.26.8` */
  goVersion: string;
  /** Of one package, for the linker. */
  archive(importPath: string): Promise<Uint8Array>;
  /** Of one package, for the compiler. */
  exportData(importPath: string): Promise<Uint8Array>;
  packages: Record<string, PackageEntry>;
}
