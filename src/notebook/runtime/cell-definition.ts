/** A cell that can run, as the compiler makes it. */
export interface CellDefinition {
  /** What the page, edits and links call it by. */
  name: string;
  /** Parameters of `body`: names of other cells' variables, of builtins, of globals. */
  inputs: readonly string[];
  /** Names that it declares; `body` then gives an object of them. */
  outputs: readonly string[];
  /** Its value is displayed. */
  autodisplay: boolean;
  body(...values: unknown[]): unknown;
}
