import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CellError, type CellSource } from '#notebook/compile/cell.ts';
import { cellFence } from '#notebook/compile/cell-options.ts';
import { type CompiledPage, compilePage } from '#notebook/compile/compile-page.ts';
import { findCellsAndFaults } from '#notebook/compile/find-cells.ts';
import { builtinNames } from '#notebook/runtime/builtins.ts';

/** Compiles the cells of .mdx files, each text once. */
export class PageCells {
  readonly #root: string;
  readonly #compiled = new Map<string, { mdx: string; page: CompiledPage | undefined }>();

  /** @param root the project's folder */
  constructor(root: string) {
    this.#root = root;
  }

  /** What a page is called: its path under src/, without the ending. `content/docs/cases/madv-free` */
  toPage(file: string): string {
    return this.toProjectPath(file)
      .replace(/^src\//, '')
      .replace(/\.mdx$/, '');
  }

  toFile(page: string): string {
    return join(this.#root, 'src', `${page}.mdx`);
  }

  /** The cells of a page; none where one does not compile, which src/integrations/faults/ finds and says. */
  compile(file: string): CompiledPage {
    return this.#compile(file) ?? { cells: [], goCells: [], goVariables: [] };
  }

  /** Whether a cell of the page does not compile, so that the page has none. */
  isWrong(file: string): boolean {
    return this.#compile(file) === undefined;
  }

  /** Those in Go, whatever is wrong with the page besides: what Go says of them is said in the same build. */
  findGoCells(file: string): CellSource[] {
    const { cells } = findCellsAndFaults(readFileSync(file, 'utf8'));
    return cells.filter(({ language }) => language === 'go');
  }

  #compile(file: string): CompiledPage | undefined {
    const mdx = readFileSync(file, 'utf8');
    const known = this.#compiled.get(file);
    if (known?.mdx === mdx) return known.page;
    const page = compileOrNone(() => compilePage(mdx, this.toProjectPath(file), builtinNames));
    this.#compiled.set(file, { mdx, page });
    return page;
  }

  /** Pages that have cells. A page whose cells do not compile is one too, with none. */
  async findPages(): Promise<string[]> {
    const entries = await readdir(join(this.#root, 'src'), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.mdx'))
      .map((entry) => join(entry.parentPath, entry.name));
    return files
      .filter((file) => cellFence.test(readFileSync(file, 'utf8')))
      .map((file) => this.toPage(file))
      .sort();
  }

  /** How errors name a file: `src/content/docs/cases/madv-free.mdx` */
  toProjectPath(file: string): string {
    return relative(this.#root, file).split(sep).join('/');
  }
}

function compileOrNone(compile: () => CompiledPage): CompiledPage | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof Error && error.cause instanceof CellError) return undefined;
    throw error;
  }
}
