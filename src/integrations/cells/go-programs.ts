import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { compileCell } from '#go-toolchain/compile-cell.ts';
import { findGo, type FoundGo } from '#go-toolchain/find-go.ts';
import { inParallel } from '#go-toolchain/in-parallel.ts';
import { locales } from '#locale/locale.ts';
import type { CellSource } from '#notebook/compile/cell.ts';
import { toFaultLines, toPlace } from '#notebook/compile/compile-page.ts';
import { type CellRecord, hashSource, parseRecord, recordPaths } from '#notebook/go/cell-record.ts';
import type { PublishedGoCell, PublishedProgram } from '#notebook/go/cell-record.ts';
import type { PageCells } from './page-cells.ts';

/** Where records of cells lie, below the project's folder. */
const recordFolder = 'src/content/records';

/** What compiles: the toolchain, or what stands in for it in tests. */
export interface Toolchain {
  findGo: typeof findGo;
  compileCell: typeof compileCell;
}

/** The Go cells of all pages as they are published: each compiled once by the toolchain, with its record. */
export class GoPrograms {
  readonly #root: string;
  readonly #pages: PageCells;
  readonly #toolchain: Toolchain;
  readonly #compiled = new Map<string, Promise<Compiled>>();
  /** By path below the site: what goes out with it. */
  readonly #assets = new Map<string, Uint8Array>();
  #go: Promise<FoundGo | { missing: string }> | undefined;

  /** @param root the project's folder */
  constructor(root: string, pages: PageCells, toolchain: Toolchain = { findGo, compileCell }) {
    this.#root = root;
    this.#pages = pages;
    this.#toolchain = toolchain;
  }

  /** Why cells are not compiled; undefined where there is a Go. */
  async missing(): Promise<string | undefined> {
    const go = await this.#findGo();
    return 'missing' in go ? go.missing : undefined;
  }

  /**
   * Compiles the cells of all pages, as many at once as there are cores.
   *
   * @returns how many there are, and which records are of another text or missing, by place
   * @throws Error with every fault of every cell: `a.mdx:12:5: cell hello: undefined: x`
   */
  async prepare(): Promise<{ cells: number; stale: string[] }> {
    const all: { page: string; cell: CellSource }[] = [];
    for (const page of await this.#pages.findPages()) {
      for (const cell of this.#pages.findGoCells(this.#pages.toFile(page))) all.push({ page, cell });
    }
    /** By the place of the cell in `all`: they are said in the order of the pages. */
    const faults: string[] = [];
    const stale: string[] = [];
    const work = async ([place, { page, cell }]: [number, (typeof all)[number]]) => {
      const compiled = await this.#compile(cell.text);
      if ('faults' in compiled) faults[place] = this.#toFaultText(page, cell, compiled);
      const record = await this.findRecord(page, cell);
      const file = this.#pages.toProjectPath(this.#pages.toFile(page));
      const where = toPlace(file, cell, { line: 0, column: 1 });
      if (!record) stale[place] = `${where}: no output is recorded`;
      else if (isOld(record, cell)) {
        stale[place] = `${where}: the recorded output is of an earlier text or another environment`;
      }
    };
    const queue = all.entries();
    // The first brings the standard library along, which the others would compile beside it.
    const first = queue.next();
    if (!first.done) await work(first.value);
    await inParallel(queue, availableParallelism(), work);
    if (faults.length > 0) {
      const error = new Error(faults.filter(Boolean).join('\n'));
      // The places are those in the pages; where they were found says nothing.
      error.stack = '';
      throw error;
    }
    return { cells: all.length, stale: stale.filter(Boolean) };
  }

  /** @throws Error with every fault of the page's cells */
  async ofPage(page: string): Promise<PublishedGoCell[]> {
    const cells = this.#pages.compile(this.#pages.toFile(page)).goCells;
    return Promise.all(
      cells.map(async (cell) => {
        const compiled = await this.#compile(cell.text);
        const record = await this.findRecord(page, cell);
        if ('faults' in compiled) throw new Error(this.#toFaultText(page, cell, compiled));
        return {
          name: cell.name,
          text: cell.text,
          program: 'missing' in compiled ? undefined : this.#publish(cell, compiled),
          record,
          isRecordOld: record !== undefined && isOld(record, cell),
        };
      }),
    );
  }

  /** @throws Error naming the file, where it is no record */
  async findRecord(page: string, cell: CellSource): Promise<CellRecord | undefined> {
    let found: CellRecord | undefined;
    for (const path of this.recordFiles(page, cell.name)) {
      const text = await readFile(join(this.#root, path), 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      try {
        const record = parseRecord(text);
        if (!isOld(record, cell)) return record;
        found ??= record;
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
      }
    }
    return found;
  }

  /** Where the record of a cell may stand, below the project's folder. */
  recordFiles(page: string, cell: string): string[] {
    return recordPaths(
      page,
      cell,
      locales.filter((locale) => locale !== 'en'),
    ).map((path) => `${recordFolder}/${path}`);
  }

  /** What pages that were asked for need: by path below the site. */
  get assets(): ReadonlyMap<string, Uint8Array> {
    return this.#assets;
  }

  #findGo(): Promise<FoundGo | { missing: string }> {
    return (this.#go ??= this.#toolchain.findGo());
  }

  #compile(text: string): Promise<Compiled> {
    const known = this.#compiled.get(text) ?? this.#compileAnew(text);
    this.#compiled.set(text, known);
    return known;
  }

  async #compileAnew(text: string): Promise<Compiled> {
    const go = await this.#findGo();
    if ('missing' in go) return go;
    const compiled = await this.#toolchain.compileCell(go, text);
    if (compiled.faults) return { faults: compiled.faults, words: compiled.words };
    const runtime = await readFile(go.wasmExecPath);
    return { wasm: compiled.wasm, runtime, goVersion: go.version };
  }

  #publish(
    { name }: CellSource,
    { wasm, runtime, goVersion }: Extract<Compiled, { wasm: unknown }>,
  ): PublishedProgram {
    const path = `_astro/${name}.${toContentHash(wasm)}.wasm`;
    const runtimePath = `_astro/wasm_exec.${toContentHash(runtime)}.js`;
    this.#assets.set(path, wasm);
    this.#assets.set(runtimePath, runtime);
    return { path, sizeBytes: wasm.length, runtimePath, goVersion };
  }

  #toFaultText(page: string, cell: CellSource, compiled: Extract<Compiled, { faults: unknown }>): string {
    return toFaultLines(this.#pages.toProjectPath(this.#pages.toFile(page)), cell, compiled);
  }
}

type Compiled =
  | { wasm: Uint8Array; runtime: Uint8Array; goVersion: string }
  | { missing: string }
  | { faults: { line: number; column: number; message: string }[]; words: string };

/** Of another text, or recorded in another environment. */
function isOld({ sourceHash }: CellRecord, { text, options }: CellSource): boolean {
  return sourceHash !== hashSource(text, options.env ?? {});
}

function toContentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 8);
}
