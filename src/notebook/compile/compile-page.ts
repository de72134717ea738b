import { CellError, type CellSource, type CompiledCell } from './cell.ts';
import { compileCell } from './compile-cell.ts';
import { FenceError, findCells } from './find-cells.ts';
import { findEmitted } from './go-names.ts';
import { findGoVariables, type GoVariable } from './go-variables.ts';

/** Names that a cell may not declare besides Notebook Kit's own globals: they belong to the runtime. */
const reserved = ['display', 'view', 'invalidation', 'visibility'];

/**
 * Compiles the JavaScript cells of a page. Those in Go are looked at for their names alone: one that
 * emits values is a variable of the page by its own name.
 *
 * @param builtins names that the runtime hands in, which no cell may declare
 * @throws CellError for the first cell that is wrong, or whose name or variable another cell has
 */
export function compileCells(sources: readonly CellSource[], builtins: readonly string[]): CompiledCell[] {
  return compileBeside(sources, builtins, compileCell, (error) => {
    throw error;
  });
}

/**
 * The same, where a cell that is wrong beside the others may be left out: `onFault` is told of it, and what
 * it would declare is free for those behind it.
 */
export function compileBeside(
  sources: readonly CellSource[],
  builtins: readonly string[],
  compile: (source: CellSource) => CompiledCell,
  onFault: (error: CellError, source: CellSource) => void,
): CompiledCell[] {
  const named = leaveOut(sources, onFault, checkNames());
  const taken = new Set([...builtins, ...reserved]);
  const owners = new Map<string, CellSource>();
  const left = leaveOut(named, onFault, (source) => {
    if (source.language !== 'go' || findEmitted(source.text).length === 0) return;
    checkVariable(source, taken);
    owners.set(source.name, source);
  });
  const cells: CompiledCell[] = [];
  leaveOut(left, onFault, (source) => {
    if (source.language === 'go') return;
    const cell = compile(source);
    for (const output of cell.outputs) checkOutput(cell, output, owners.get(output), taken);
    for (const output of cell.outputs) owners.set(output, cell);
    cells.push(cell);
  });
  return cells;
}

/** Those that pass a check, which throws a CellError where one does not. */
function leaveOut(
  sources: readonly CellSource[],
  onFault: (error: CellError, source: CellSource) => void,
  check: (source: CellSource) => void,
): CellSource[] {
  return sources.filter((source) => {
    try {
      check(source);
      return true;
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      onFault(error, source);
      return false;
    }
  });
}

/** Of two cells of one name, the later is at fault. */
function checkNames(): (source: CellSource) => void {
  const names = new Map<string, CellSource>();
  return (source) => {
    const other = names.get(source.name);
    if (other)
      throw new CellError(
        source.name,
        `two cells are named ${source.name}, the other at line ${other.fenceLine}`,
        0,
      );
    names.set(source.name, source);
  };
}

function checkOutput(
  { name, text }: CompiledCell,
  output: string,
  owner: CellSource | undefined,
  taken: ReadonlySet<string>,
): void {
  if (!owner && !taken.has(output)) return;
  const { line, column } = findName(text, output);
  const why = owner ? `declared by cell ${owner.name} already` : 'built in';
  throw new CellError(name, `${output} is ${why}`, line, column);
}

/** What a Go cell emits is read by its name, which so has to be one of JavaScript's. */
function checkVariable({ name, text }: CellSource, taken: ReadonlySet<string>): void {
  const at = text.slice(0, Math.max(0, text.search(/\bcell\s*\.\s*Emit\b/))).split('\n');
  const [line, column] = [at.length, (at.at(-1) ?? '').length + 1];
  if (taken.has(name)) throw new CellError(name, `${name} is built in`, line, column);
  if (!/^[A-Za-z]\w*$/.test(name)) {
    throw new CellError(
      name,
      'a cell that emits values is a variable of the page: give it a name= of letters, digits and _',
      line,
      column,
    );
  }
}

/** The cells of a page: those in JavaScript compiled, those in Go as they stand. */
export interface CompiledPage {
  cells: CompiledCell[];
  goCells: CellSource[];
  /** What each of these gives to the page and reads of it, in the same order. */
  goVariables: GoVariable[];
}

/**
 * Compiles the cells of an .mdx file.
 *
 * @param file how errors name it: `src/content/docs/cases/madv-free.mdx`
 * @throws Error naming file, line, column and cell: `a.mdx:12:5: cell goal: Unexpected token`
 */
export function compilePage(mdx: string, file: string, builtins: readonly string[]): CompiledPage {
  let sources: CellSource[] = [];
  try {
    sources = findCells(mdx);
    const cells = compileCells(sources, builtins);
    const goCells = sources.filter(({ language }) => language === 'go');
    return { cells, goCells, goVariables: findGoVariables(goCells, cells) };
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const source = findFaulty(sources, error);
    if (!source) {
      const line = (error instanceof FenceError ? error.fenceLine : 0) + error.line;
      throw new Error(`${file}:${line}:${error.column}: cell ${error.cell}: ${error.message}`, {
        cause: error,
      });
    }
    throw new Error(`${toPlace(file, source, error)}: ${error.message}`, { cause: error });
  }
}

/**
 * How an author finds a place of a cell: `src/content/docs/a.mdx:12:5: cell goal`.
 *
 * @param at line and column of the cell's own text, from 1
 */
export function toPlace(file: string, source: CellSource, at: { line: number; column: number }): string {
  return `${file}:${source.fenceLine + at.line}:${at.column + source.indent}: cell ${source.name}`;
}

/** What a compiler has to say of a cell, a line each; words without a place are of its fence. */
export function toFaultLines(
  file: string,
  source: CellSource,
  { faults, words }: { faults: readonly { line: number; column: number; message: string }[]; words: string },
): string {
  const said = faults.length > 0 ? faults : [{ line: 0, column: 1, message: words.trim() }];
  return said.map((fault) => `${toPlace(file, source, fault)}: ${fault.message}`).join('\n');
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
