import type { CellValue, ProgramResult } from '#notebook/go/program.ts';
import type { Piece } from './go-output.ts';

/** One run of a Go cell; another run of the same cell is another object. */
export interface GoRun {
  cell: string;
  /** What runs is a text of the reader's. */
  isEdited: boolean;
  /** Where on the page the run is shown: more can be put below it. */
  element: HTMLElement;
}

/** What a program finds when it begins. */
export interface GoGiven {
  inputs: Record<string, unknown>;
  env: Record<string, string>;
}

/** What came of a run. */
export interface GoRunEnd {
  result: ProgramResult;
  /** All that it printed and that was kept, in order. */
  output: readonly Piece[];
  /** The newest of each name that it emitted. */
  values: ReadonlyMap<string, CellValue>;
}

/** Who gives a page's Go cells their inputs, and hears what they do. After an end nothing comes of that run. */
export interface GoRunListener {
  /**
   * Asked for before each run.
   *
   * @param text of the reader's; undefined where what is published runs
   * @throws CellError where the text reads what is made of its own values
   */
  giveTo(cell: string, text: string | undefined): Promise<GoGiven>;
  begun(run: GoRun): void;
  emitted(run: GoRun, name: string, value: CellValue): void;
  ended(run: GoRun, end: GoRunEnd): void;
  /** What the reader has run is put away: the cell shows what is published again. */
  closed(cell: string): void;
}
