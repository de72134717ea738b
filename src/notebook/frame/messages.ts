import type { Locale } from '#locale/locale.ts';
import type { CaptureValues } from '#notebook/runtime/captures.ts';
import type { GoValues } from '#notebook/runtime/go-values.ts';

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
  /** Names that edits took away, with the cells that declared them. */
  lost: Record<string, string>;
  goValues: GoCellGiven[];
  /** Variables that cells in Go read, of those that edits have to do with. */
  goInputs: string[];
  dark: boolean;
  /** What the runtime speaks. */
  locale: Locale;
}

/** What a cell in Go has emitted; undefined where it has not run. */
export interface GoCellGiven {
  cell: string;
  values: GoValues | undefined;
}

/** When a cell in Go of the page has emitted something else. */
export interface FrameGoValues extends GoCellGiven {
  kind: 'go-values';
}

/** When a cell in Go reads a variable that none has read before. */
export interface FrameGoInput {
  kind: 'go-input';
  name: string;
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
  /** From the page around, where there is one within: what runs there says more than the pages can take, and is gone. */
  | { kind: 'flood' }
  /** Every second while the frame is not held up. */
  | { kind: 'alive' }
  /** Pixels that its content is high. */
  | { kind: 'height'; height: number }
  /** What the browser says that the scripts of the frame hold, where it says so. */
  | { kind: 'memory'; bytes: number }
  /** The code holds more than it may, or has made buffers of so much where nothing is measured: it is to be ended. */
  | {
      kind: 'too-much-memory';
      bytes: number;
      isMeasured: boolean;
      cell: string | undefined;
      line: number | undefined;
    }
  | { kind: 'result'; cell: string; durationMs: number }
  /** A variable that a cell declares, and what it is, in a line. */
  | { kind: 'value'; name: string; text: string }
  /** Of a variable that cells in Go read: the JSON of what they get; undefined where JSON has nothing for it. */
  | { kind: 'input'; name: string; json: string | undefined }
  | { kind: 'error'; cell: string; message: string; line: number | undefined }
  /** Of a timer, a listener or a promise that nobody waits for; the cell as far as the stack tells it. */
  | { kind: 'uncaught'; cell: string | undefined; message: string; line: number | undefined };
