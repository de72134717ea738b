/**
 * What the runtime says of itself in a cell's output, in the reader's language. Errors are thrown in
 * English, as the engine's own are; what follows them here is added to what is shown.
 */
export interface CellWords {
  /** After a list that is cut short: `1,204 more`. */
  more(count: number): string;
  /** On a button that opens more of a value: `Show 100 more of 1,204`. */
  showMore(next: number, left: number): string;
  /** On what computes a property of a value when it is asked for. */
  compute(name: string): string;
  /** Before the methods of an object. */
  methods: string;
  /** Of a value whose property cannot be read. */
  unreadable(reason: string): string;
  /** Under a text that was cut. */
  charactersMore(count: number): string;
  /** In the place of a drawing that is too large. */
  tooManyNodes(count: number, most: number): string;
  /** In the place of a text or drawing with too much text. */
  tooMuchText(count: number, most: number): string;
  /** Under a cell that displays too often. */
  displaysLeftOut(count: number, most: number): string;
  /** Under a table: what of it is there. */
  tableRows(count: number): string;
  /** Likewise, where some rows are chosen. */
  tableChosen(chosen: number, count: number): string;
  /** Of a table longer than browsers can scroll. */
  tableCut(most: number, count: number): string;
  /** Names the box of a row. */
  chooseRow(row: number): string;
  /** Names the box over the rows. */
  chooseAll: string;
  table: string;
  /** Of a table or a list without anything in it. */
  noRows: string;
  /** Beside a search: how much it finds. */
  found(count: number, all: number): string;
  /** Before an error of a timer, a listener or a promise that nobody waits for. */
  uncaught: string;
  /** After `x is not defined`. */
  didYouMean(name: string): string;
  /** Likewise, where an edit of a cell took the name away. */
  noLongerDeclared(cell: string): string;
  /** After `Inputs.x is not a function`: what there is. */
  thereAre(members: string): string;
  /** After the error of a request that was refused, as all are in the frame. */
  noNetwork: string;
  /** After `x is not defined`, where the name is another notebook's: what there is instead. By what was looked for. */
  instead: Readonly<Record<string, string>>;
  /** After `d3.x`: what there is instead of a part of d3 that is not here. By part. */
  insteadOfD3(name: string, hint: string): string;
  insteadOfD3Parts: Readonly<Record<D3Part, string>>;
}

/** Parts of d3 that are not among what cells get of it, by what takes their place. */
export type D3Part =
  | 'axis'
  | 'colour'
  | 'dom'
  | 'fetch'
  | 'format'
  | 'layout'
  | 'motion'
  | 'random'
  | 'scale'
  | 'shape'
  | 'time';
