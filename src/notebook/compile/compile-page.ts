import { CellError, type CellSource, type CompiledCell } from './cell.ts';
import { compileCell } from './compile-cell.ts';
import { findCells } from './find-cells.ts';

/** Names that a cell may not declare besides Notebook Kit's own globals: they belong to the runtime. */
const reserved = ['display', 'view', 'invalidation', 'visibility'];

/**
 * Compiles every cell of a page.
 *
 * @param builtins names that the runtime hands in, which no cell may declare
 * @throws CellError for the first cell that is wrong, or whose name or variable another cell has
 */
export function compileCells(sources: readonly CellSource[], builtins: readonly string[]): CompiledCell[] {
  const names = new Map<string, CellSource>();
  for (const source of sources) {
    const other = names.get(source.name);
    if (other)
      throw new CellError(
        source.name,
        `two cells are named ${source.name}, the other at line ${other.fenceLine}`,
        0,
      );
    names.set(source.name, source);
  }
  const taken = new Set([...builtins, ...reserved]);
  const owners = new Map<string, CompiledCell>();
  return sources.map((source) => {
    const cell = compileCell(source);
    for (const output of cell.outputs) {
      const { line, column } = findName(cell.text, output);
      const owner = owners.get(output);
      if (owner) {
        throw new CellError(cell.name, `${output} is declared by cell ${owner.name} already`, line, column);
      }
      if (taken.has(output)) throw new CellError(cell.name, `${output} is built in`, line, column);
      owners.set(output, cell);
    }
    return cell;
  });
}

/**
 * Compiles the cells of an .mdx file.
 *
 * @param file how errors name it: `src/content/docs/cases/madv-free.mdx`
 * @throws Error naming file, line, column and cell: `a.mdx:12:5: cell goal: Unexpected token`
 */
export function compilePage(mdx: string, file: string, builtins: readonly string[]): CompiledCell[] {
  let sources: CellSource[] = [];
  try {
    sources = findCells(mdx);
    return compileCells(sources, builtins);
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const at = error as CellError & { fenceLine?: number };
    const source = findFaulty(sources, error);
    const line = (at.fenceLine ?? source?.fenceLine ?? 0) + error.line;
    const column = error.column + (source?.indent ?? 0);
    throw new Error(`${file}:${line}:${column}: cell ${error.cell}: ${error.message}`, { cause: error });
  }
}

/** Of two cells of one name, the later is at fault. */
function findFaulty(sources: readonly CellSource[], error: CellError): CellSource | undefined {
  return sources.findLast(({ name }) => name === error.cell);
}

function findName(text: string, name: string): { line: number; column: number } {
  const lines = text.split('\n');
  const word = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`);
  const index = lines.findIndex((line) => word.test(line));
  return index < 0
    ? { line: 1, column: 1 }
    : { line: index + 1, column: (lines[index]?.search(word) ?? 0) + 1 };
}
