import { Sha256 } from '#bytes/sha256.ts';

/** An edit of a cell, and what of it was published when it was made. */
export interface CellEdit {
  text: string;
  /** `hashText` of the author's text then. */
  of: string;
}

/** Sixteen hexadecimal digits of a text's SHA-256: enough to tell versions of a cell apart. */
export function hashText(text: string): string {
  return new Sha256().update(new TextEncoder().encode(text)).hex().slice(0, 16);
}

/**
 * A reader's edits of one page's cells, kept in this browser. Where it keeps nothing they live as
 * long as the page.
 */
export class Edits {
  readonly #key: string;
  #edits: Record<string, CellEdit>;
  #taken: Record<string, CellEdit> = {};
  readonly #listeners = new Set<() => void>();

  /** @param path the page's, without language or fragment: `/cases/madv-free/` */
  constructor(
    path: string,
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined = findStorage(),
  ) {
    this.#key = `casebook:cells:${path}`;
    this.#storage = storage;
    this.#edits = this.#read();
  }

  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get names(): string[] {
    return Object.keys(this.#edits);
  }

  find(cell: string): CellEdit | undefined {
    return Object.hasOwn(this.#edits, cell) ? this.#edits[cell] : undefined;
  }

  /** An edit that is the author's text again is none. */
  set(cell: string, text: string, authorText: string): void {
    if (text === authorText) return this.remove(cell);
    this.#change({ ...this.#edits, [cell]: { text, of: hashText(authorText) } });
  }

  remove(cell: string): void {
    const { [cell]: _, ...rest } = this.#edits;
    this.#change(rest);
  }

  /** Takes the edits of these cells away, to be put back by `undoReset`. */
  reset(cells: readonly string[]): void {
    this.#taken = Object.fromEntries(
      cells.flatMap((cell) => {
        const edit = this.find(cell);
        return edit ? [[cell, edit] as const] : [];
      }),
    );
    this.#change(
      Object.fromEntries(Object.entries(this.#edits).filter(([cell]) => !Object.hasOwn(this.#taken, cell))),
    );
  }

  /** Cells whose edits were taken away last, and which have not been edited anew. */
  get taken(): string[] {
    return Object.keys(this.#taken).filter((cell) => this.find(cell) === undefined);
  }

  /** Puts back what `reset` took away last. Gives the cells. */
  undoReset(): string[] {
    const { taken } = this;
    const back = Object.fromEntries(taken.map((cell) => [cell, this.#taken[cell] as CellEdit]));
    this.#taken = {};
    this.#change({ ...this.#edits, ...back });
    return taken;
  }

  #change(edits: Record<string, CellEdit>): void {
    this.#edits = edits;
    try {
      if (Object.keys(edits).length === 0) this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, JSON.stringify(edits));
    } catch {
      // A full or forbidden storage: the edit lives as long as the page.
    }
    for (const listener of this.#listeners) listener();
  }

  #read(): Record<string, CellEdit> {
    try {
      const kept: unknown = JSON.parse(this.#storage?.getItem(this.#key) ?? '{}');
      if (!kept || typeof kept !== 'object') return {};
      return Object.fromEntries(
        Object.entries(kept).filter(
          ([, edit]) => typeof edit?.text === 'string' && typeof edit?.of === 'string',
        ),
      ) as Record<string, CellEdit>;
    } catch {
      return {};
    }
  }
}

function findStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
