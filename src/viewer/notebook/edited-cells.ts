import { CellError, type CellSource, type CompiledCell } from '#notebook/compile/cell.ts';
import { compileCell } from '#notebook/compile/compile-cell.ts';
import { compileCells } from '#notebook/compile/compile-page.ts';
import { findGoVariables } from '#notebook/compile/go-variables.ts';
import { guardCode } from '#notebook/compile/guard-code.ts';
import type { FrameCell } from '#notebook/frame/messages.ts';
import { guardNames } from '#notebook/frame/round-guard.ts';
import { builtinNames } from '#notebook/runtime/builtins.ts';

export type EditedCells =
  | { readers: EditReaders; cells: FrameCell[]; fault?: undefined }
  | { cells?: undefined; fault: { cell: string; message: string; line: number; column: number } };

/** Who on the page has to do with the edited cells, and shows something else than they do in the frame. */
export interface EditReaders {
  /** Cells that read what edited ones declare, or declared, by name: with the edited cells that they read. */
  affected: Map<string, string[]>;
  /** Cells with inputs that the edited ones read: the frame has them a second time. */
  inputs: Set<string>;
  /** Names that edits took away, with the cells that declared them. */
  lost: Record<string, string>;
  /** Which of them a cell reads itself, by cell. */
  lostTo: Map<string, string[]>;
}

/**
 * A page's cells with the reader's texts in them, made ready for the frame: the edited ones, those
 * that read what they declare, and the inputs that these read are shown; what else they need runs
 * unseen.
 *
 * @param edits texts by name of the cell
 * @param goEdits the same of cells in Go, which run by themselves: what they read is not to be made of what they give
 */
export function compileEdited(
  sources: readonly CellSource[],
  edits: Readonly<Record<string, string>>,
  goEdits: Readonly<Record<string, string>> = {},
): EditedCells {
  let compiled: CompiledCell[];
  try {
    compiled = compileCells(
      sources.map((source) => ({ ...source, text: edits[source.name] ?? source.text })),
      builtinNames,
    );
    const goCells = sources.filter(({ language }) => language === 'go');
    findGoVariables(
      goCells.map((source) => ({ ...source, text: goEdits[source.name] ?? source.text })),
      compiled,
    );
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    const { cell, message, line, column } = error;
    return { fault: { cell, message, line: Math.max(1, line), column } };
  }
  const own = sources.filter(({ language }) => language !== 'go');
  const { affected, needed, readers } = relate(own, compiled, edits);
  return {
    readers,
    cells: compiled
      .filter((cell) => needed.has(cell))
      .map((cell) => ({
        name: cell.name,
        inputs: cell.inputs,
        outputs: cell.outputs,
        autodisplay: cell.autodisplay,
        body: guardCode(cell.body, guardNames),
        bodyLine: cell.bodyLine,
        shown: displays(cell) && (affected.has(cell) || cell.inputs.includes('view')),
      })),
  };
}

/**
 * The same without making anything ready, for texts that are being typed: a cell that cannot be
 * compiled counts as it is published.
 */
export function findEditReaders(
  sources: readonly CellSource[],
  edits: Readonly<Record<string, string>>,
): EditReaders {
  const own = sources.filter(({ language }) => language !== 'go');
  const compiled = own.map(
    (source) => tryToCompile({ ...source, text: edits[source.name] ?? source.text }) ?? compileCell(source),
  );
  return relate(own, compiled, edits).readers;
}

function tryToCompile(source: CellSource): CompiledCell | undefined {
  try {
    return compileCell(source);
  } catch (error) {
    if (error instanceof CellError) return undefined;
    throw error;
  }
}

/** @param compiled the sources with the edits in them, one for one */
function relate(
  sources: readonly CellSource[],
  compiled: readonly CompiledCell[],
  edits: Readonly<Record<string, string>>,
): { affected: Set<CompiledCell>; needed: Set<CompiledCell>; readers: EditReaders } {
  const declared = new Set(compiled.flatMap(({ outputs }) => outputs));
  const lost: Record<string, string> = {};
  const edited = compiled.filter(({ name }) => Object.hasOwn(edits, name));
  /** What a cell declares, and what it declared before it was edited. */
  const declares = new Map(compiled.map((cell) => [cell, cell.outputs]));
  for (const cell of edited) {
    const source = sources.find(({ name }) => name === cell.name);
    const before = (source && tryToCompile(source)?.outputs) ?? [];
    declares.set(cell, [...cell.outputs, ...before.filter((name) => !declared.has(name))]);
    for (const name of before) if (!declared.has(name)) lost[name] = cell.name;
  }
  const readersOf = (cell: CompiledCell) =>
    compiled.filter(({ inputs }) => inputs.some((input) => declares.get(cell)?.includes(input)));
  const affected = reach(edited, readersOf);
  const needed = reach(affected, (cell) =>
    compiled.filter(({ outputs }) => outputs.some((output) => cell.inputs.includes(output))),
  );
  const byEdit = edited.map((cell) => [cell.name, reach([cell], readersOf)] as const);
  return {
    affected,
    needed,
    readers: {
      lost,
      lostTo: new Map(
        compiled.map(({ name, inputs }) => [name, inputs.filter((input) => Object.hasOwn(lost, input))]),
      ),
      affected: new Map(
        [...affected]
          .filter((cell) => !edited.includes(cell))
          .map((cell) => [
            cell.name,
            byEdit.filter(([, reached]) => reached.has(cell)).map(([name]) => name),
          ]),
      ),
      inputs: new Set(
        [...needed]
          .filter((cell) => !affected.has(cell) && cell.inputs.includes('view'))
          .map(({ name }) => name),
      ),
    },
  };
}

function displays(cell: CompiledCell): boolean {
  return cell.autodisplay || cell.inputs.includes('display') || cell.inputs.includes('view');
}

function reach<T>(from: Iterable<T>, next: (one: T) => T[]): Set<T> {
  const reached = new Set(from);
  for (const one of reached) for (const other of next(one)) reached.add(other);
  return reached;
}
