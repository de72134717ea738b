import { CellError, type CellSource, type CompiledCell } from '#notebook/compile/cell.ts';
import { compileCells } from '#notebook/compile/compile-page.ts';
import { guardLoops } from '#notebook/compile/guard-loops.ts';
import type { FrameCell } from '#notebook/frame/messages.ts';
import { guardName } from '#notebook/frame/round-guard.ts';
import { builtinNames } from '#notebook/runtime/builtins.ts';

export type EditedCells =
  | { cells: FrameCell[]; fault?: undefined }
  | { cells?: undefined; fault: { cell: string; message: string; line: number; column: number } };

/**
 * A page's cells with the reader's texts in them, made ready for the frame: the edited ones, those
 * that read what they declare, and the inputs that these read are shown; what else they need runs
 * unseen.
 *
 * @param edits texts by name of the cell
 */
export function compileEdited(
  sources: readonly CellSource[],
  edits: Readonly<Record<string, string>>,
): EditedCells {
  let compiled: CompiledCell[];
  try {
    compiled = compileCells(
      sources.map((source) => ({ ...source, text: edits[source.name] ?? source.text })),
      builtinNames,
    );
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const { cell, message, line, column } = error;
    return { fault: { cell, message, line: Math.max(1, line), column } };
  }
  const edited = compiled.filter(({ name }) => Object.hasOwn(edits, name));
  const affected = reach(edited, (cell) => readersOf(cell, compiled));
  const needed = reach(affected, (cell) => readBy(cell, compiled));
  return {
    cells: compiled
      .filter((cell) => needed.has(cell))
      .map((cell) => ({
        name: cell.name,
        inputs: cell.inputs,
        outputs: cell.outputs,
        autodisplay: cell.autodisplay,
        body: guardLoops(cell.body, guardName),
        bodyLine: cell.bodyLine,
        shown: displays(cell) && (affected.has(cell) || cell.inputs.includes('view')),
      })),
  };
}

function displays(cell: CompiledCell): boolean {
  return cell.autodisplay || cell.inputs.includes('display') || cell.inputs.includes('view');
}

function readersOf(cell: CompiledCell, all: readonly CompiledCell[]): CompiledCell[] {
  return all.filter(({ inputs }) => inputs.some((input) => cell.outputs.includes(input)));
}

function readBy(cell: CompiledCell, all: readonly CompiledCell[]): CompiledCell[] {
  return all.filter(({ outputs }) => outputs.some((output) => cell.inputs.includes(output)));
}

function reach<T>(from: Iterable<T>, next: (one: T) => T[]): Set<T> {
  const reached = new Set(from);
  for (const one of reached) for (const other of next(one)) reached.add(other);
  return reached;
}
