/** A file of the tools. Beside it stand `<path>.gz` and, where there is a size for it, `<path>.br`. */
export interface FileEntry {
  /** Below the folder of the manifest. */
  path: string;
  sizeBytes: number;
  gzipBytes: number;
  brotliBytes?: number;
}

/** A package that programs of the page may import, or that one of those needs. */
export interface PackageEntry {
  /** What it imports itself, by path: what the linker needs too. */
  imports: string[];
  /** For the linker. */
  archive: FileEntry;
  /** For the compiler. */
  exportData: FileEntry;
  /** Only other packages import it; a program may not. */
  internal?: boolean;
}

/** The compiler for the page: `<base>go-tools/<id>/manifest.json`. */
export interface GoToolsManifest {
  /** As `runtime.Version()` says it: `go1.26.8`. */
  goVersion: string;
  /** Tools of the same id have the same files. */
  id: string;
  /** Of the `.br` beside the files, 1 to 11, where there are any. */
  brotliQuality?: number;
  wasmExec: FileEntry;
  /** The three may be one file, which is then fetched and compiled once: `argv[0]` says which it is to be. */
  compile: FileEntry;
  link: FileEntry;
  gofmt: FileEntry;
  packages: Record<string, PackageEntry>;
}

/** How far the tools are: `<base>go-tools/status.json`. */
export type GoToolsStatus =
  | { state: 'none'; reason: 'no-go' | 'not-asked' }
  | { state: 'building'; step: string; done: number; of: number }
  | { state: 'failed'; message: string }
  | { state: 'ready'; id: string };
