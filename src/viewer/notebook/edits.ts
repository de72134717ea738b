import { hashText } from '#bytes/text-hash.ts';
import { parseKeptEdits, toEditsKey } from '#viewer/page/kept-edits.ts';

/** An edit of a cell, and what of it was published when it was made. */
export interface CellEdit {
  text: string;
  /** `hashText` of the author's text then. */
  of: string;
  /** Of a cell that is the reader's own: the cell of the page that it stands behind, empty at its end. */
  after?: string;
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
    this.#key = toEditsKey(path);
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

  /** Cells of the reader's own, in their order; those behind one cell of the page stand in this order there. */
  get own(): string[] {
    return this.names.filter((name) => this.isOwn(name));
  }

  isOwn(cell: string): boolean {
    return this.find(cell)?.after !== undefined;
  }

  /**
   * Puts a cell of the reader's own behind a cell of the page, empty at the end.
   *
   * @param taken names that cells of the page have
   * @param name that it would have, where nobody has it
   * @returns the name that it has
   */
  addOwn(after: string, taken: readonly string[], text = '', name = 'own-1'): string {
    const isFree = (one: string) => !taken.includes(one) && this.find(one) === undefined;
    let free = name;
    for (let n = 1; !isFree(free); n++) free = `own-${n}`;
    this.#change({ ...this.#edits, [free]: { text, of: hashText(''), after } });
    return free;
  }

  setOwn(cell: string, text: string): void {
    const own = this.find(cell);
    if (own?.after !== undefined && own.text !== text)
      this.#change({ ...this.#edits, [cell]: { ...own, text } });
  }

  /**
   * Moves an own cell by one place: past another that stands behind the same cell of the page, or
   * past that.
   *
   * @param anchors the cells of the page in their order
   * @returns whether there was a place to go to
   */
  moveOwn(cell: string, by: 1 | -1, anchors: readonly string[]): boolean {
    const own = this.find(cell);
    if (own?.after === undefined) return false;
    // '' is the end of the page, and what stands behind a cell that is gone stands there too.
    const order = [...anchors, ''];
    const placeOf = (name: string) => {
      const at = anchors.indexOf(this.find(name)?.after ?? '');
      return at < 0 ? anchors.length : at;
    };
    const here = placeOf(cell);
    const beside = this.own.filter((name) => placeOf(name) === here);
    const neighbour = beside[beside.indexOf(cell) + by];
    const target = here + by;
    if (neighbour === undefined && (target < 0 || target >= order.length)) return false;
    const after = neighbour === undefined ? (order[target] as string) : (order[here] as string);
    const rest = Object.entries(this.#edits).filter(([name]) => name !== cell);
    const moved = [cell, { ...own, after }] as const;
    const names = rest.map(([name]) => name);
    // Before or behind the neighbour; in another place as the last there going up, as the first going down.
    const at =
      neighbour !== undefined ? names.indexOf(neighbour) + (by === 1 ? 1 : 0) : by === -1 ? rest.length : 0;
    this.#change(Object.fromEntries([...rest.slice(0, at), moved, ...rest.slice(at)]));
    return true;
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
      return parseKeptEdits(this.#storage?.getItem(this.#key) ?? null);
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
