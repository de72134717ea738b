import type { RecordedValue } from './go-values.ts';

/** A cell that can run, as the compiler makes it. */
export interface CellDefinition {
  /** What the page, edits and links call it by. */
  name: string;
  /** Parameters of its body: names of other cells' variables, of builtins, of globals. */
  inputs: readonly string[];
  /** Names that it declares; its body then gives an object of them. */
  outputs: readonly string[];
  /** Its value is displayed. */
  autodisplay: boolean;
  /** Its body, which speaks to this console. */
  toBody(console: Console): (...values: unknown[]) => unknown;
}

/** A Go cell as the cells around it know it. */
export interface GoCellDefinition {
  name: string;
  /** It hands values over: it is a variable of the page. */
  emits: boolean;
  /** Variables of the page that its program reads. */
  inputs: readonly string[];
  /** Names that it asks for and the page has nothing of: a reader's cells may declare them. */
  open: readonly string[];
  /** What its program finds in its environment. */
  env: Readonly<Record<string, string>>;
  /** What is recorded of its published text; undefined where nothing is. */
  values: readonly RecordedValue[] | undefined;
}
