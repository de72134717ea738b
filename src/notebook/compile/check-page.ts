import { CellError, type CellSource, type CompiledCell } from './cell.ts';
import { checkFlow, type PageScope } from './check-flow.ts';
import { compileCell } from './compile-cell.ts';
import { compileBeside } from './compile-page.ts';
import { findCellsAndFaults } from './find-cells.ts';
import { findEmitted } from './go-names.ts';
import { findGoVariables } from './go-variables.ts';

/** What is wrong with a cell, and where in the page: lines and columns from 1. */
export interface CellFault {
  cell: string;
  line: number;
  column: number;
  message: string;
}

/**
 * All that can be said of a page's cells without running them: what does not compile, names that
 * nothing defines, circles, captures that the page does not declare. Empty where all is well.
 */
export function checkCells(mdx: string, scope: PageScope): CellFault[] {
  const { cells: sources, faults: ofFences } = findCellsAndFaults(mdx);
  const { cells, faults } = compileEach(sources, scope.builtins);
  for (const fault of ofFences) faults.push(place(fault, { fenceLine: fault.fenceLine, indent: 0 }));
  const goCells = sources.filter(({ language }) => language === 'go');
  const ofGo = findError(() => findGoVariables(goCells, cells));
  const faulty = ofGo && goCells.find(({ name }) => name === ofGo.cell);
  if (faulty) faults.push(place(ofGo, faulty));
  // A Go cell that emits is a variable by its own name.
  const emitting = goCells.filter(({ text }) => findEmitted(text).length > 0).map(({ name }) => name);
  const builtins = [...scope.builtins, ...emitting];
  // What a cell would declare that does not compile is not known: only where all do, a name can be missing.
  const flow = checkFlow(cells, { ...scope, builtins }, { whole: faults.length === 0 });
  return [...faults, ...flow.map(({ cell, error }) => place(error, cell))].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}

/** The cells that compile, beside each other too, and what is wrong with the others. */
function compileEach(
  sources: readonly CellSource[],
  builtins: readonly string[],
): { cells: CompiledCell[]; faults: CellFault[] } {
  const faults: CellFault[] = [];
  const compiled = new Map<CellSource, CompiledCell>();
  const left = sources.filter((source) => {
    // What Go itself says of those in Go, their build says.
    if (source.language === 'go') return true;
    const error = findError(() => compiled.set(source, compileCell(source)));
    if (error) faults.push(place(error, source));
    return !error;
  });
  const known = (source: CellSource) => compiled.get(source) ?? compileCell(source);
  const cells = compileBeside(left, builtins, known, (error, source) => faults.push(place(error, source)));
  return { cells, faults };
}

function findError(compile: () => unknown): CellError | undefined {
  try {
    compile();
    return undefined;
  } catch (error) {
    if (error instanceof CellError) return error;
    throw error;
  }
}

function place(error: CellError, { fenceLine, indent }: Pick<CellSource, 'fenceLine' | 'indent'>): CellFault {
  const { cell, message, line, column } = error;
  return { cell, message, line: fenceLine + line, column: column + indent };
}
