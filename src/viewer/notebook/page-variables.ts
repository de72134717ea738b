import type { CellWords } from '#notebook/runtime/words.ts';
import { toInspected } from '#notebook/runtime/inspected-text.ts';

/** A variable that a cell of the page declares. */
export interface PageVariable {
  name: string;
  /** The cell that declares it. */
  cell: string;
  /** In a line; undefined while it has no value yet. */
  text: string | undefined;
  /** `edited`: of the frame, with the reader's edits; `lost`: an edit that runs does not declare it any more. */
  state: 'published' | 'edited' | 'lost';
}

/** Listeners hear of changes this often: some variables change ten times a second. */
const pauseMs = 250;

/** What the cells of a page declare, and what it is now: in the page, and in the frame where that runs it. */
export class PageVariables {
  readonly #words: CellWords;
  readonly #cells = new Map<string, string>();
  readonly #values = new Map<string, unknown>();
  readonly #edited = new Map<string, { text: string; cell: string }>();
  #lost = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #waiting = false;

  constructor(words: CellWords) {
    this.#words = words;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param cells those of the page, with the names that they declare */
  declare(cells: readonly { name: string; outputs: readonly string[] }[]): void {
    for (const { name, outputs } of cells) for (const output of outputs) this.#cells.set(output, name);
    this.#tell();
  }

  set(name: string, value: unknown): void {
    this.#values.set(name, value);
    this.#tell();
  }

  /** @param cell that declares it in the frame: the reader's own, or one that did not before */
  setEdited(name: string, text: string, cell: string): void {
    this.#edited.set(name, { text, cell });
    this.#tell();
  }

  /** Names that the edits which run have taken away. */
  setLost(names: readonly string[]): void {
    this.#lost = new Set(names);
    this.#tell();
  }

  /** The frame is gone, and what ran in it. */
  clearEdited(): void {
    this.#edited.clear();
    this.#lost.clear();
    this.#tell();
  }

  /** In the order of the page; what only an edit declares comes last. */
  get list(): PageVariable[] {
    const names = new Set([...this.#cells.keys(), ...this.#edited.keys()]);
    return [...names].map((name) => {
      const edited = this.#edited.get(name);
      const text = this.#values.has(name) ? toInspected(this.#values.get(name), 1, this.#words) : undefined;
      return {
        name,
        cell: edited?.cell ?? this.#cells.get(name) ?? '',
        text: edited?.text ?? text,
        state: edited !== undefined ? 'edited' : this.#lost.has(name) ? 'lost' : 'published',
      };
    });
  }

  #tell(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    setTimeout(() => {
      this.#waiting = false;
      for (const listener of this.#listeners) listener();
    }, pauseMs);
  }
}
