/** What a cell is written in: ```` ```js cell ```` or ```` ```go cell ````. */
export type CellLanguage = 'js' | 'go';

/** What an author says about a cell on its fence: ```` ```js cell name=goal fold height=240 ````. */
export interface CellOptions {
  /** Letters, digits, `-` and `_`; unique on the page. */
  name?: string;
  /** The code is folded away under its output. */
  fold: boolean;
  /** The code is not shown on the page; its output is. */
  hidden: boolean;
  /** Pixels that the output takes at least, reserved before it is drawn. */
  height?: number;
  /** It may throw when the site is built: its error, or what it needs a browser for, is its point. */
  mayFail?: boolean;
  /** Of a Go cell: what its program finds in its environment, such as `{GODEBUG: 'gctrace=1'}`. */
  env?: Record<string, string>;
}

/** A cell as it stands in a page: its text, and where that begins. */
export interface CellSource {
  /** As written, or the first name that the cell declares, or `cell-3` by its place. What edits and links call it by. */
  name: string;
  language: CellLanguage;
  options: CellOptions;
  /** The text between the fences, without the fence's own indentation. */
  text: string;
  /** The line of the fence, from 1; the text begins on the next. */
  fenceLine: number;
  /** Characters of indentation before the fence. */
  indent: number;
}

/** A cell that can run: a function from its inputs to its value or, where it declares names, to those. */
export interface CompiledCell extends CellSource {
  /** A function expression in JavaScript, its parameters being `inputs`. */
  body: string;
  inputs: string[];
  outputs: string[];
  /** The cell is an expression whose value is displayed. */
  autodisplay: boolean;
  /** Line 1 of the text stands on this line of the body, from 1. */
  bodyLine: number;
}

/** What is wrong with a cell. Lines and columns are those of the cell's own text, from 1. */
export class CellError extends Error {
  override name = 'CellError';
  readonly cell: string;
  readonly line: number;
  readonly column: number;

  constructor(cell: string, message: string, line = 1, column = 1) {
    super(message);
    this.cell = cell;
    this.line = line;
    this.column = column;
  }
}
