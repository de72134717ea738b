import { type Kind, kinds } from '#model/kind.ts';
import type { CaptureValues } from '#notebook/runtime/captures.ts';
import type { CatalogEntry } from '#viewer/captures/catalog.ts';
import { findNamesWithin } from '#viewer/captures/names-within.ts';
import { OpenCaptures } from '#viewer/captures/open-captures.ts';
import type { OpenItem } from '#viewer/captures/source.ts';
import { ownCapturesOf, takeOwnFiles } from '#viewer/captures/own-captures.ts';

/** What an item is to cells: what was read, or why it was not. */
export function toCaptureValue({ name, sources, value }: OpenItem): CaptureValues[string] {
  const failure = sources.find((source) => source.failure)?.failure?.message;
  return value ?? { failure: failure ?? `${name} is not here: drop it` };
}

/** `cpu.pb.gz`, `heap.pprof`, `board.folded`, and what browsers and tools call a profile without more. */
const isProfileName = (name: string) =>
  /\.(?:pb|pprof|prof|folded|collapsed|stacks|perf)(?:\.gz)?$|^(?:profile|heap|allocs|block|mutex)(?:\.gz)?$/i.test(
    name,
  );

const isLogName = (name: string) => /\.(?:log|txt|out|trace)(?:\.gz)?$/i.test(name);

/** What files are by their names alone, before any of them is read. */
const looksLike: Record<Kind, (names: readonly string[]) => boolean> = {
  recording: (names) => !names.every(isLogName) && !names.every(isProfileName),
  'crash-log': (names) => names.every(isLogName),
  profile: (names) => names.every(isProfileName),
};

/** What cells run on, wherever it comes from. */
export interface CellCaptures {
  /** What cells call it, and what it is. */
  readonly entries: readonly { name: string; kind: Kind }[];
  subscribe(listener: () => void): () => void;
  /** Reads what is not read yet. */
  load(): void;
  /** Names of the processes and rows of a recording, as far as it has been read; of anything else none. */
  seriesOf(name: string): string[];
  /** What is being read, as cells call it. */
  readonly unread: readonly string[];
  /** Resolves once all that is open has been read. */
  whenRead(): Promise<CaptureValues>;
}

/** What a page's cells run on: the case's own captures, each of which the reader may replace. */
export class NotebookCaptures implements CellCaptures {
  readonly entries: readonly CatalogEntry[];
  readonly #published: OpenCaptures;
  readonly #listeners = new Set<() => void>();
  #loading = false;

  constructor(entries: readonly CatalogEntry[]) {
    this.entries = entries;
    this.#published = new OpenCaptures(entries);
    for (const { name } of entries) ownCapturesOf(name).subscribe(() => this.#tell());
    this.#published.subscribe(() => this.#tell());
  }

  /** Reads what the case publishes, once. */
  load(): void {
    if (this.#loading) return;
    this.#loading = true;
    for (const { name } of this.entries) void this.#published.addRef({ from: 'site', name }, name);
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The reader's in the place of an entry; undefined where it is the case's own. */
  ownItem(name: string): OpenItem | undefined {
    return ownCapturesOf(name).items[0];
  }

  item(name: string): OpenItem | undefined {
    return this.ownItem(name) ?? this.#published.items.find(({ slot }) => slot === name);
  }

  /** Files dropped on the notebook as a whole go where their name or, failing that, their kind belongs. */
  takeDropped(files: File[]): void {
    const byName = this.entries.find((entry) =>
      entry.files.some(({ name }) => files.some((file) => file.name === name)),
    );
    const names = files.map(({ name }) => name);
    const kind = kinds.find((one) => looksLike[one](names));
    const target = byName ?? this.entries.find((entry) => entry.kind === kind) ?? this.entries[0];
    if (target) takeOwnFiles(target.name, files);
  }

  take(name: string, files: File[]): void {
    takeOwnFiles(name, files);
  }

  goBack(name: string): void {
    ownCapturesOf(name).clear();
  }

  /** Names of the processes and rows of a recording, as far as it has been read; of anything else none. */
  seriesOf(name: string): string[] {
    return findNamesWithin(this.item(name));
  }

  /** By name, once nothing is being read any more; undefined until then. */
  get values(): CaptureValues | undefined {
    const values: CaptureValues = {};
    for (const { name } of this.entries) {
      const item = this.item(name);
      if (!item || item.status === 'reading') return undefined;
      values[name] = toCaptureValue(item);
    }
    return values;
  }

  /** Tells one set of values from another: which sources stand where, and how far they are. */
  get key(): string {
    return this.entries
      .map(({ name }) => {
        const item = this.item(name);
        const sources = item?.sources.map(({ id, status }) => `${id} ${status}`).join();
        return `${this.ownItem(name) ? 'own' : 'site'} ${sources ?? ''}`;
      })
      .join(';');
  }

  get unread(): string[] {
    return this.entries
      .map(({ name }) => name)
      .filter((name) => {
        const item = this.item(name);
        return !item || item.status === 'reading';
      });
  }

  /** Resolves once all that is open has been read. */
  whenRead(): Promise<CaptureValues> {
    this.load();
    return new Promise((resolve) => {
      const check = () => {
        const { values } = this;
        if (!values) return;
        end();
        resolve(values);
      };
      const end = this.subscribe(check);
      check();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
