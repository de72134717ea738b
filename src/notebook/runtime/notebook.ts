import { type Module, Runtime, type Variable } from '@observablehq/runtime';
import type { CellDefinition } from './cell-definition.ts';
import { clear, displayError, displayValue } from './display.ts';
import { observeInput } from './observe.ts';

/** What happened to a cell: told each time it has run. */
export type CellResult = { cell: string; error?: unknown };

/**
 * The dataflow of a page: cells that run when what they read changes, each displaying into an
 * element of its own. The same in the page, in the sandboxed frame and, on another document, at
 * build.
 */
export class Notebook {
  readonly #runtime: Runtime;
  readonly #module: Module;
  readonly #values = new Map<string, Variable>();
  readonly #tell: (result: CellResult) => void;

  /**
   * @param builtins what cells may read, each made when the first cell reads it
   * @param onResult told of every run of every cell
   */
  constructor(builtins: Record<string, () => unknown>, onResult: (result: CellResult) => void = () => {}) {
    this.#runtime = new Runtime(builtins);
    this.#module = this.#runtime.module();
    this.#tell = onResult;
  }

  /** Gives a builtin that changes (`capture`) its value; the cells that read it run again. */
  setValue(name: string, value: unknown): void {
    const variable = this.#values.get(name) ?? this.#module.variable();
    this.#values.set(name, variable);
    variable.define(name, [], () => value);
  }

  /** Adds a cell, which displays into `root`. What is there stays until the cell has something to show. */
  define(cell: CellDefinition, root: Element): void {
    const run: Run = { version: 0, displayed: 0, root };
    const variable = this.#module.variable({
      _node: root,
      pending: () => root.setAttribute('aria-busy', 'true'),
      fulfilled: (value) => {
        root.removeAttribute('aria-busy');
        if (cell.autodisplay) {
          clear(root);
          displayValue(root, value);
        } else if (run.displayed < run.version) clear(root);
        this.#tell({ cell: cell.name });
      },
      rejected: (error) => {
        root.removeAttribute('aria-busy');
        clear(root);
        displayError(root, error);
        this.#tell({ cell: cell.name, error });
      },
    });
    const handed = cell.inputs.filter((name) => name !== 'display' && name !== 'view');
    const id = `cell ${cell.name}`;
    variable.define(id, handed, (...values: unknown[]) => {
      const display = toDisplay(run);
      const view = (element: Element) => {
        display(element);
        return observeInput(element);
      };
      const byName = new Map<string, unknown>(handed.map((name, at) => [name, values[at]]));
      byName.set('display', display).set('view', view);
      return cell.body(...cell.inputs.map((name) => byName.get(name)));
    });
    for (const output of cell.outputs) {
      this.#module.variable(true).define(output, [id], (given: Record<string, unknown>) => given[output]);
    }
  }

  dispose(): void {
    this.#runtime.dispose();
  }
}

/** The runs of one cell: which is the newest, and the last one that displayed something. */
interface Run {
  version: number;
  displayed: number;
  root: Element;
}

/** `display` for one run: the first value takes the place of what an earlier run showed. */
function toDisplay(run: Run): <T>(value: T) => T {
  const version = ++run.version;
  return (value) => {
    if (version !== run.version) throw new Error('stale display: the cell runs again already');
    if (run.displayed !== version) clear(run.root);
    run.displayed = version;
    displayValue(run.root, value);
    return value;
  };
}
