import type { Reader } from '#notebook/compile/go-variables.ts';
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
   * Which variables of the page a text of the reader's reads, and which names it asks for that the page has nothing of.
   *
   * @param edited cells in JavaScript as the reader's edits have them, that run
   * @throws CellError for one that is made of its own values
   */
  findInputs(
    cell: string,
    text: string,
    edited: readonly EditedCell[],
  ): Promise<Pick<GoCellDefinition, 'inputs' | 'open'>>;
  notebook: Pick<Notebook, 'setValue' | 'setFailure' | 'watch'>;
  /** Runs a cell again: what is published, or the reader's text. */
  rerun(cell: string, isEdited: boolean): void;
  /** An input has another value than that of what the cell shows; undefined where it has not any more. */
  showChanged(cell: string, changed: { name: string; value: unknown }[] | undefined): void;
  /** Which of a cell's inputs are what the reader's edits of other cells declare. */
  showEditedInputs(cell: string, names: readonly string[]): void;
  /** What a Go cell is to others has become something else. */
  showState(cell: string, state: GoVariableState): void;
  /** What a run printed or emitted that is a capture of its own. */
  showCaptures(run: GoRun, end: GoRunEnd): void;
  /** What the reader has run is put away. */
  hideCaptures(cell: string): void;
  /** Calls back before the page is drawn next: a program may emit more often than anybody sees. */
  beforeNextFrame(call: () => void): void;
}

/** A cell in JavaScript that is edited, the reader's own, or that reads what such a one declares. */
export interface EditedCell extends Reader {
  name: string;
}

interface CellState extends GoVariableState {
  definition: GoCellDefinition;
  /** What it reads of the page, as its text stands: that which is published, or the reader's that ran last. */
  reads: readonly string[];
  /** What it asks for besides, which edits may declare. */
  open: readonly string[];
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
  readonly #inputListeners = new Set<(name: string) => void>();
  /** Variables as the reader's edits declare them, by name: as long as those run they count, not the page's. */
  readonly #edited = new Map<string, unknown>();
  #editedCells: readonly EditedCell[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(options: GoDataflowOptions) {
    this.#options = options;
    for (const definition of options.definitions) {
      const values = definition.values && fromRecorded(definition.values);
      const state: CellState = {
        definition,
        reads: definition.inputs,
        open: definition.open,
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

  /** The variables that Go cells read, or have read, and those that they would read if edits declared them. */
  get inputNames(): string[] {
    return [...new Set([...this.#cells.values()].flatMap(({ watched, open }) => [...watched, ...open]))];
  }

  /** Told of each name that Go cells read from now on. */
  subscribeInputs(listener: (name: string) => void): () => void {
    this.#inputListeners.add(listener);
    return () => this.#inputListeners.delete(listener);
  }

  /** An edited cell has given a variable a value, as `toInput` has it. */
  setEditedInput(name: string, value: unknown): void {
    this.#edited.set(name, value);
    this.#changeInputs([name]);
  }

  /** These edits run now, and no others: what others had declared is the page's again, or nobody's. */
  setEditedCells(cells: readonly EditedCell[]): void {
    this.#editedCells = cells;
    const names = new Set(cells.flatMap(({ outputs }) => outputs));
    const gone = [...this.#edited.keys()].filter((name) => !names.has(name));
    for (const name of gone) this.#edited.delete(name);
    this.#changeInputs(gone);
  }

  /** Waits until each of the cell's inputs has come to something. */
  async giveTo(cell: string, text?: string): Promise<GoGiven> {
    const state = this.#cells.get(cell);
    if (!state) return { inputs: {}, env: {} };
    const { definition } = state;
    const { inputs: reads, open } =
      text === undefined ? definition : await this.#options.findInputs(cell, text, this.#editedCells);
    const added = open.filter((name) => !this.inputNames.includes(name));
    state.reads = reads;
    state.open = open;
    for (const name of reads) this.#watch(state, name);
    for (const name of added) for (const listener of this.#inputListeners) listener(name);
    this.#showEditedInputs(state);
    await this.#until(() => this.#hasInputs(state));
    // Changes that are on their way are in it.
    clearTimeout(state.timer);
    const inputs = Object.fromEntries(
      this.#readsOf(state)
        .map((name) => [name, this.#inputOf(state, name)])
        .filter(([, value]) => value !== undefined),
    ) as Record<string, unknown>;
    state.shownWith = this.#toKey(state);
    this.#options.showChanged(cell, undefined);
    return { inputs, env: { ...definition.env } };
  }

  begun(run: GoRun): void {
    const state = this.#cells.get(run.cell);
    if (!state) return;
    state.run = run;
    state.last = run.isEdited ? 'edited' : 'published';
    // An input may have changed since the program was given its own.
    this.#rerunIfChanged(state);
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
    state.open = state.definition.open;
    this.#showEditedInputs(state);
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
    this.#options.notebook.watch(name, (value) => {
      state.inputs.set(name, toInput(value));
      this.#takeInput(state, name);
    });
    for (const listener of this.#inputListeners) listener(name);
  }

  #changeInputs(names: readonly string[]): void {
    for (const state of this.#cells.values()) {
      const own = names.filter((name) => state.watched.has(name) || state.open.includes(name));
      if (own.length > 0) this.#showEditedInputs(state);
      for (const name of own) this.#takeInput(state, name);
    }
  }

  #takeInput(state: CellState, name: string): void {
    for (const check of this.#waiting) check();
    const { inputs, last, reads, open } = state;
    if (!this.#hasInputs(state) || !(reads.includes(name) || open.includes(name))) return;
    // What is recorded stands for the inputs as the page sets them.
    if (reads.every((one) => inputs.has(one))) {
      state.recordedWith ??= toKey(reads.map((one) => [one, inputs.get(one)]));
      state.shownWith ??= state.recordedWith;
    }
    if (last === undefined) this.#showChanged(state);
    else this.#rerunIfChanged(state);
  }

  #rerunIfChanged(state: CellState): void {
    clearTimeout(state.timer);
    const { definition, last } = state;
    if (this.#toKey(state) === state.shownWith) return;
    state.timer = setTimeout(() => this.#options.rerun(definition.name, last === 'edited'), rerunMs);
  }

  #showChanged(state: CellState): void {
    const { definition, shownWith } = state;
    const changed = this.#readsOf(state).map((name) => ({ name, value: this.#inputOf(state, name) }));
    const isSame = shownWith === undefined || this.#toKey(state) === shownWith;
    this.#options.showChanged(definition.name, isSame ? undefined : changed);
  }

  #showEditedInputs(state: CellState): void {
    const edited = this.#readsOf(state).filter((name) => this.#edited.has(name));
    this.#options.showEditedInputs(state.definition.name, edited);
  }

  /** Of what its text asks for, what there is. */
  #readsOf({ reads, open }: CellState): string[] {
    return [...reads, ...open.filter((name) => this.#edited.has(name))];
  }

  #inputOf({ inputs }: CellState, name: string): unknown {
    return this.#edited.has(name) ? this.#edited.get(name) : inputs.get(name);
  }

  #hasInputs({ reads, inputs }: CellState): boolean {
    return reads.every((name) => this.#edited.has(name) || inputs.has(name));
  }

  #toKey(state: CellState): string {
    return toKey(this.#readsOf(state).map((name) => [name, this.#inputOf(state, name)]));
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

function toKey(inputs: readonly (readonly [name: string, value: unknown])[]): string {
  return JSON.stringify(inputs.map(([name, value]) => [name, value ?? null]));
}
