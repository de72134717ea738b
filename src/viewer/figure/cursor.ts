/** Where the reader points: one sample, in all figures at once. */
export interface CursorPlace {
  sample: number;
  /** The figure pointed at, by its id, and the height in it in pixels; none when it is moved by keys. */
  figure: string;
  y: number | undefined;
  /** It is in a pause of the recorder, of which there are no values: where, and what is said of it. */
  pause?: { position: number; label: string } | undefined;
}

/**
 * The cursor that all figures of a view share. Its listeners hear of it at most once a frame, and it
 * never goes through a render: hovering must not rebuild anything.
 */
export class Cursor {
  place: CursorPlace | undefined;
  /** Key of what is nearest to the pointer, in the figure pointed at. */
  nearest: string | undefined;
  /** Key of what is pointed at in a table. */
  emphasis: string | undefined;
  /** Stays where it is, after a click, until the next. */
  locked = false;
  /** The stretch of the axis that is being drawn, before it is the selection. */
  stretch: readonly [from: number, to: number] | undefined;
  private readonly listeners = new Set<() => void>();
  private frame = 0;

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The pointer's way: does nothing while the cursor is locked. */
  hover(place: CursorPlace | undefined): void {
    if (!this.locked) this.set(place);
  }

  /** A click: stays here, or goes on following. */
  toggleLock(place: CursorPlace): void {
    this.locked = !this.locked;
    this.set(place);
  }

  /** It was left there: by a link, or by a click before. */
  keep(place: CursorPlace): void {
    this.locked = true;
    this.set(place);
  }

  set(place: CursorPlace | undefined): void {
    this.place = place;
    if (!place) {
      this.locked = false;
      this.nearest = undefined;
    }
    this.report();
  }

  setNearest(key: string | undefined): void {
    this.nearest = key;
  }

  setEmphasis(key: string | undefined): void {
    this.emphasis = key;
    this.report();
  }

  setStretch(stretch: readonly [from: number, to: number] | undefined): void {
    if (stretch === undefined && this.stretch === undefined) return;
    this.stretch = stretch;
    this.report();
  }

  private report(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      for (const listener of this.listeners) listener();
    });
  }
}
