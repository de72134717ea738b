import type { ViewState } from '#view/view-state.ts';
import type { OpenCaptures } from '#viewer/captures/open-captures.ts';

/** Captures that a run of a Go cell has left. */
export interface RunCaptures {
  captures: OpenCaptures;
  /** What each is called on the page, by its file's name. */
  titles: ReadonlyMap<string, string>;
  /** Whose bytes only may be a capture: of others nothing is said. */
  maybe: ReadonlySet<string>;
}

/** How the reader looks at one of them: kept from run to run. */
export interface Look {
  isOpen: boolean;
  state: ViewState;
}

/** What runs have left, by cell, for what shows it. */
class CapturesOfRuns {
  readonly #shown = new Map<string, RunCaptures>();
  readonly #looks = new Map<string, Look>();
  readonly #listeners = new Set<() => void>();

  find(cell: string): RunCaptures | undefined {
    return this.#shown.get(cell);
  }

  /** In the place of what an earlier run has left. */
  set(cell: string, shown: RunCaptures | undefined): void {
    this.#shown.get(cell)?.captures.clear();
    if (shown) this.#shown.set(cell, shown);
    else this.#shown.delete(cell);
    for (const listener of this.#listeners) listener();
  }

  /** @param file its name, which has that of its cell */
  lookAt(file: string): Look {
    return this.#looks.get(file) ?? { isOpen: true, state: {} };
  }

  keepLook(file: string, look: Look): void {
    this.#looks.set(file, look);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const capturesOfRuns = new CapturesOfRuns();
