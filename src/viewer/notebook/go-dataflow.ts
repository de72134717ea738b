import type { CellValue } from '#notebook/go/program.ts';
import type { GoCellDefinition } from '#notebook/runtime/cell-definition.ts';
import { fromRecorded, type GoValues, toGoValues, toInput, toNotRun } from '#notebook/runtime/go-values.ts';
import type { Notebook } from '#notebook/runtime/notebook.ts';
import type { GoGiven, GoRun, GoRunEnd, GoRunListener } from './go-run-listener.ts';

/** So long after the last change of an input a cell that the reader has run runs again. */
const rerunMs = 300;

/** What a Go cell is to the cells that read it. */
export interface GoVariableState {
  /** Undefined where it has not run, and nothing is recorded. */
  values: GoValues | undefined;
  /** They came of a text of the reader's. */
  isEdited: boolean;
}

export interface GoDataflowOptions {
  /** The Go cells of the page. */
  definitions: readonly GoCellDefinition[];
  /**
   * Which variables of the page a text of the reader's reads.
   *
   * @throws CellError for one that is made of its own values
   */
  findInputs(cell: string, text: string): Promise<readonly string[]>;
  notebook: Pick<Notebook, 'setValue' | 'setFailure' | 'watch'>;
  /** Runs a cell again: what is published, or the reader's text. */
  rerun(cell: string, isEdited: boolean): void;
  /** An input has another value than that of what the cell shows; undefined where it has not any more. */
  showChanged(cell: string, changed: { name: string; value: unknown }[] | undefined): void;
  /** What a Go cell is to others has become something else. */
  showState(cell: string, state: GoVariableState): void;
  /** What a run printed or emitted that is a capture of its own. */
  showCaptures(run: GoRun, end: GoRunEnd): void;
  /** What the reader has run is put away. */
  hideCaptures(cell: string): void;
  /** Calls back before the page is drawn next: a program may emit more often than anybody sees. */
  beforeNextFrame(call: () => void): void;
}

interface CellState extends GoVariableState {
  definition: GoCellDefinition;
  /** What it reads of the page, as its text stands: that which is published, or the reader's that ran last. */
  reads: readonly string[];
  /** By name; those that have not come to a first value yet are missing. */
  inputs: Map<string, unknown>;
  watched: Set<string>;
  /** As JSON: what the values on the page were made with, and those that are recorded. */
  shownWith: string | undefined;
  recordedWith: string | undefined;
  run: GoRun | undefined;
  /** What ran last, or nothing where the reader has run nothing. */
  last: 'published' | 'edited' | undefined;
  newest: Map<string, unknown>;
  isPending: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Go cells among the variables of their page: what they emit is read by the cells in JavaScript, what
 * these declare is what the programs find. A Go cell runs when its reader asks for it, and from then on
 * when an input changes.
 */
export class GoDataflow implements GoRunListener {
  readonly #options: GoDataflowOptions;
  readonly #cells = new Map<string, CellState>();
  readonly #listeners = new Set<(cell: string) => void>();
  readonly #waiting = new Set<() => void>();

  constructor(options: GoDataflowOptions) {
    this.#options = options;
    for (const definition of options.definitions) {
      const values = definition.values && fromRecorded(definition.values);
      const state: CellState = {
        definition,
        reads: definition.inputs,
        values,
        isEdited: false,
        inputs: new Map(),
        watched: new Set(),
        shownWith: undefined,
        recordedWith: undefined,
        run: undefined,
        last: undefined,
        newest: new Map(),
        isPending: false,
        timer: undefined,
      };
      this.#cells.set(definition.name, state);
      if (definition.emits) this.#publish(state);
      for (const input of definition.inputs) this.#watch(state, input);
    }
  }

  /** What each Go cell is to the others now, of those that emit. */
  get states(): Record<string, GoVariableState> {
    return Object.fromEntries(
      [...this.#cells.values()]
        .filter(({ definition, newest }) => definition.emits || newest.size > 0)
        .map(({ definition, values, isEdited }) => [definition.name, { values, isEdited }]),
    );
  }

  /** Told of each cell that has become something else. */
  subscribe(listener: (cell: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits until each of the cell's inputs has come to something. */
  async giveTo(cell: string, text?: string): Promise<GoGiven> {
    const state = this.#cells.get(cell);
    if (!state) return { inputs: {}, env: {} };
    const { definition } = state;
    state.reads = text === undefined ? definition.inputs : await this.#options.findInputs(cell, text);
    for (const name of state.reads) this.#watch(state, name);
    await this.#until(() => hasInputs(state));
    // Changes that are on their way are in it.
    clearTimeout(state.timer);
    const inputs = Object.fromEntries(
      state.reads.map((name) => [name, state.inputs.get(name)]).filter(([, value]) => value !== undefined),
    ) as Record<string, unknown>;
    state.shownWith = toKey(state);
    this.#options.showChanged(cell, undefined);
    return { inputs, env: { ...definition.env } };
  }

  begun(run: GoRun): void {
    const state = this.#cells.get(run.cell);
    if (!state) return;
    state.run = run;
    state.last = run.isEdited ? 'edited' : 'published';
  }

  emitted(run: GoRun, name: string, value: CellValue): void {
    const state = this.#cells.get(run.cell);
    if (state?.run !== run) return;
    state.newest.set(name, 'json' in value ? value.json : value.bytes);
    if (state.isPending) return;
    state.isPending = true;
    this.#options.beforeNextFrame(() => {
      if (state.isPending) this.#takeNewest(state);
    });
  }

  ended(run: GoRun, end: GoRunEnd): void {
    const state = this.#cells.get(run.cell);
    if (state?.run !== run) return;
    // A program that came to its end has said all that it is; what an earlier one said is not its own.
    if (end.result.end.how === 'exit') {
      for (const name of state.newest.keys()) if (!end.values.has(name)) state.newest.delete(name);
      this.#takeNewest(state);
    } else if (state.isPending) this.#takeNewest(state);
    state.run = undefined;
    this.#options.showCaptures(run, end);
  }

  closed(cell: string): void {
    const state = this.#cells.get(cell);
    if (!state || state.last === undefined) return;
    clearTimeout(state.timer);
    this.#options.hideCaptures(cell);
    state.run = undefined;
    state.last = undefined;
    state.newest.clear();
    state.isPending = false;
    state.isEdited = false;
    state.values = state.definition.values && fromRecorded(state.definition.values);
    this.#publish(state);
    state.reads = state.definition.inputs;
    state.shownWith = state.recordedWith;
    this.#showChanged(state);
  }

  #takeNewest(state: CellState): void {
    state.isPending = false;
    state.isEdited = state.last === 'edited';
    state.values = toGoValues(state.newest);
    this.#publish(state);
  }

  #publish(state: CellState): void {
    const { definition, values, isEdited } = state;
    const { name, emits } = definition;
    // One that emits only since the reader has edited it may have the name of another cell's variable.
    if (emits && values) this.#options.notebook.setValue(name, values);
    else if (emits) this.#options.notebook.setFailure(name, toNotRun(name));
    this.#options.showState(name, { values, isEdited });
    for (const listener of this.#listeners) listener(name);
  }

  /** Once for each name, however often it is asked for. */
  #watch(state: CellState, name: string): void {
    if (state.watched.has(name)) return;
    state.watched.add(name);
    this.#options.notebook.watch(name, (value) => this.#takeInput(state, name, value));
  }

  #takeInput(state: CellState, name: string, value: unknown): void {
    state.inputs.set(name, toInput(value));
    for (const check of this.#waiting) check();
    const { definition, last } = state;
    if (!hasInputs(state) || !state.reads.includes(name)) return;
    // What is recorded stands for the inputs as the page sets them.
    state.recordedWith ??= toKey(state);
    state.shownWith ??= state.recordedWith;
    clearTimeout(state.timer);
    if (last === undefined) this.#showChanged(state);
    else if (toKey(state) !== state.shownWith) {
      state.timer = setTimeout(() => this.#options.rerun(definition.name, last === 'edited'), rerunMs);
    }
  }

  #showChanged(state: CellState): void {
    const { definition, reads, inputs, shownWith } = state;
    const changed = reads.map((name) => ({ name, value: inputs.get(name) }));
    const isSame = shownWith === undefined || toKey(state) === shownWith;
    this.#options.showChanged(definition.name, isSame ? undefined : changed);
  }

  #until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isSo()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      check();
    });
  }
}

function hasInputs({ reads, inputs }: CellState): boolean {
  return reads.every((name) => inputs.has(name));
}

function toKey({ reads, inputs }: CellState): string {
  return JSON.stringify(reads.map((name) => [name, inputs.get(name) ?? null]));
}
