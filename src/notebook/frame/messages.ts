import type { CaptureValues } from '#notebook/runtime/captures.ts';

/** A cell as the page hands it to the frame: code as text. */
export interface FrameCell {
  name: string;
  inputs: string[];
  outputs: string[];
  autodisplay: boolean;
  /** A guarded function expression. */
  body: string;
  /** The line of `body` on which line 1 of the cell's text stands. */
  bodyLine: number;
  /** Its output is shown; others only run because a shown one reads them. */
  shown: boolean;
}

/** To the frame: once, when it has said that it is ready. */
export interface FrameRun {
  kind: 'run';
  cells: FrameCell[];
  captures: CaptureValues;
  dark: boolean;
}

/** And when the page's theme changes. */
export interface FrameTheme {
  kind: 'theme';
  dark: boolean;
}

/**
 * From the frame. What runs there is not trusted: the page takes numbers as numbers within bounds,
 * and text as text.
 */
export type FrameReport =
  | { kind: 'ready' }
  /** Pixels that its content is high. */
  | { kind: 'height'; height: number }
  | { kind: 'result'; cell: string }
  | { kind: 'error'; cell: string; message: string; line: number | undefined };
