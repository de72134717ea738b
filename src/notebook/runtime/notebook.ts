import { type Module, Runtime, type Variable } from '@observablehq/runtime';
import { createCellConsole } from './cell-console.ts';
import type { CellDefinition } from './cell-definition.ts';
import { clear, displayError, Shown } from './display.ts';
import { explainError } from './explain-error.ts';
import { findGlobal } from './globals.ts';
import { observeInput } from './observe.ts';
import type { CellWords } from './words.ts';

/** What happened to a cell: told each time it has run. */
export interface CellResult {
  cell: string;
  error?: unknown;
  /** What may help with the error: the name that is meant, or what there is instead. */
  hint?: string | undefined;
  /** From the beginning of the run to what it gave. */
  durationMs: number;
}

export interface NotebookOptions {
  words: CellWords;
  onResult?(result: CellResult): void;
  /** Told each value of each variable that cells declare. */
  onValue?(name: string, value: unknown): void;
  /** Nothing will be pressed: at build. */
  isStill?: boolean;
  /** The cells run apart from a page, where every request is refused: in the frame. */
  isApart?: boolean;
  /** Names that edits took away, with the cells that declared them. */
  lost?: Readonly<Record<string, string>>;
}

/**
 * The dataflow of a page: cells that run when what they read changes, each displaying into an
 * element of its own. The same in the page, in the sandboxed frame and, on another document, at
 * build.
 */
export class Notebook {
  readonly #runtime: Runtime;
  readonly #module: Module;
  readonly #values = new Map<string, Variable>();
  readonly #options: NotebookOptions;
  /** Names that a cell may read. */
  readonly #known: Set<string>;
  readonly #builtins: ReadonlySet<string>;
  /** Those of the builtins with members, as cells have read them. */
  readonly #objects = new Map<string, object>();

  /** @param builtins what cells may read, each made when the first cell reads it */
  constructor(builtins: Record<string, () => unknown>, options: NotebookOptions) {
    this.#runtime = new Runtime(builtins, findGlobal);
    this.#module = this.#runtime.module();
    this.#options = options;
    this.#builtins = new Set(Object.keys(builtins));
    this.#known = new Set([...Object.keys(builtins), 'display', 'view', 'invalidation', 'visibility']);
  }

  /** Gives a builtin that changes (`capture`) its value; the cells that read it run again. */
  setValue(name: string, value: unknown): void {
    const variable = this.#values.get(name) ?? this.#module.variable();
    this.#values.set(name, variable);
    this.#known.add(name);
    variable.define(name, [], () => value);
  }

  /** Lets whatever reads a name fail, in these words, until it has a value. */
  setFailure(name: string, message: string): void {
    const variable = this.#values.get(name) ?? this.#module.variable();
    this.#values.set(name, variable);
    variable.define(name, [], () => {
      throw new Error(message);
    });
  }

  /** Tells each value that a variable of the page takes, the first one too; undefined where there is none. */
  watch(name: string, tell: (value: unknown) => void): void {
    const observer = { fulfilled: tell, rejected: () => tell(undefined) };
    this.#module.variable(observer).define(null, [name], (value: unknown) => value);
  }

  /**
   * Adds a cell, which displays into `root`. What is there stays until the cell has something to show.
   *
   * @param lines empty; takes what each run says to its console
   */
  define(cell: CellDefinition, root: Element, lines: HTMLElement): void {
    const { words, isStill = false, isApart = false, lost = {}, onResult, onValue } = this.#options;
    const run: Run = { version: 0, displayed: 0, startedAt: performance.now(), root };
    const toShown = () => new Shown({ document: root.ownerDocument, words, isStill });
    const console = createCellConsole(lines, { document: root.ownerDocument, words, isStill });
    const body = cell.toBody(console);
    const tell = (result: Omit<CellResult, 'cell' | 'durationMs'>) =>
      onResult?.({ cell: cell.name, durationMs: performance.now() - run.startedAt, ...result });
    const variable = this.#module.variable({
      _node: root,
      pending: () => root.setAttribute('aria-busy', 'true'),
      fulfilled: (value) => {
        root.removeAttribute('aria-busy');
        if (cell.autodisplay) {
          clear(root);
          toShown().display(root, value);
        } else if (run.displayed < run.version) clear(root);
        tell({});
      },
      rejected: (error) => {
        root.removeAttribute('aria-busy');
        clear(root);
        const hint = explainError(error, {
          known: this.#known,
          objects: this.#objects,
          lost,
          words,
          isApart,
        });
        displayError(root, error, hint);
        tell({ error, hint });
      },
    });
    const handed = cell.inputs.filter((name) => name !== 'display' && name !== 'view');
    const id = `cell ${cell.name}`;
    variable.define(id, handed, (...values: unknown[]) => {
      console.clear();
      const display = toDisplay(run, toShown());
      const view = (element: Element) => {
        display(element);
        return observeInput(element);
      };
      const byName = new Map<string, unknown>(handed.map((name, at) => [name, values[at]]));
      for (const [name, value] of byName) {
        if (this.#builtins.has(name) && typeof value === 'object' && value) this.#objects.set(name, value);
      }
      byName.set('display', display).set('view', view);
      return body(...cell.inputs.map((name) => byName.get(name)));
    });
    for (const output of cell.outputs) {
      this.#known.add(output);
      this.#module
        .variable({ fulfilled: (value) => onValue?.(output, value) })
        .define(output, [id], (given: Record<string, unknown>) => given[output]);
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
  startedAt: number;
  root: Element;
}

/** `display` for one run: the first value takes the place of what an earlier run showed. */
function toDisplay(run: Run, shown: Shown): <T>(value: T) => T {
  const version = ++run.version;
  run.startedAt = performance.now();
  return (value) => {
    if (version !== run.version) throw new Error('stale display: the cell runs again already');
    if (run.displayed !== version) clear(run.root);
    run.displayed = version;
    shown.display(run.root, value);
    return value;
  };
}
