/** A point of a chart, or a stretch, that a note is to be of. */
export interface PinPoint {
  /** Where on the axis. */
  from: number;
  to?: number | undefined;
  /** The chart, by its id, and how high in it; pixels. */
  figure: string;
  y?: number | undefined;
}

/** A pin being written: a new one, or one of the list. */
export type PinDraft =
  /** Of the list. */
  | { index: number }
  /** A new one. */
  | ({ index: undefined } & PinPoint);
