/** How a reader has cut up the screen: theirs, of this browser, and no part of a link. */
export interface DeskSizes {
  /** Pixels of the part with the charts; by the window where not said. */
  split?: number;
  /** Pixels of charts, by their ids; what is left where not said. */
  heights: Readonly<Record<string, number>>;
}

const KEY = 'casebook-desk';
const none: DeskSizes = { heights: {} };

/** One for a page: all recordings on it are cut up alike. */
class KeptDeskSizes {
  private kept: DeskSizes | undefined;
  private readonly listeners = new Set<() => void>();

  get sizes(): DeskSizes {
    return (this.kept ??= read());
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  setSplit(split: number | undefined): void {
    const { split: _, ...rest } = this.sizes;
    this.set(split === undefined ? rest : { ...rest, split });
  }

  setHeight(figure: string, height: number | undefined): void {
    const others = Object.entries(this.sizes.heights).filter(([id]) => id !== figure);
    const heights = Object.fromEntries(height === undefined ? others : [...others, [figure, height]]);
    this.set({ ...this.sizes, heights });
  }

  private set(next: DeskSizes): void {
    this.kept = next;
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Kept as long as the page: a file from disk, say, may store nothing.
    }
    for (const listener of this.listeners) listener();
  }
}

export const deskSizes = new KeptDeskSizes();

function read(): DeskSizes {
  try {
    return toDeskSizes(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return none;
  }
}

/** What was kept, by whichever version: what is no size is left out. */
export function toDeskSizes(kept: unknown): DeskSizes {
  if (typeof kept !== 'object' || kept === null) return none;
  const { split, heights } = kept as Record<string, unknown>;
  const isSize = (value: unknown): value is number =>
    typeof value === 'number' && value >= 40 && value <= 4000;
  const known = typeof heights === 'object' && heights !== null ? Object.entries(heights) : [];
  return {
    ...(isSize(split) ? { split } : {}),
    heights: Object.fromEntries(known.filter((entry): entry is [string, number] => isSize(entry[1]))),
  };
}
