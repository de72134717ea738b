import type { Locale } from '#locale/locale.ts';
import type { Look } from './swatch.ts';

/**
 * What draws itself for a width in pixels, on the document that it is handed: that of the page, or at
 * build one that lays nothing out and has no canvas.
 */
export interface Drawable {
  /**
   * An SVG, Plot's say, or a canvas. A canvas has its size on the page as `style.width` and
   * `style.height` in pixels, and as many dots of its own as the screen wants.
   */
  draw(width: number, document: Document): Element;
  /**
   * The same as an SVG, where `draw` gives a canvas: for the HTML that is built, for paper, for a file
   * that scales. Without it these have the figure's words, or the canvas as a picture.
   */
  drawStill?(width: number, document: Document): Element;
  /** Where an SVG may be cut between two sheets of paper, in pixels from its top; without it it is on one. */
  cuts?: readonly number[];
}

/** One figure of a view: what it is called, what is in it as numbers, and how it is drawn. */
export interface Figure extends Drawable {
  /** Its own within the view; names of files end with it. */
  id: string;
  title: string;
  /** What a number means. */
  unit?: string | undefined;
  /** For those who do not see it: what there is, and the most notable of it. */
  summary: string;
  /** Pixels, kept free before it is drawn. */
  height: number;
  /** A sentence below, where the numbers need one. */
  note?: string | undefined;
  /** What stands below the drawing in a file; on the page colours are explained by what is around it. */
  legend?: readonly LegendEntry[];
  /** Nothing around it explains its colours: its legend stands below it on the page too. */
  keyed?: boolean;
  /** Its numbers. A function is asked when they are opened; what is given as it is stands in the page. */
  table?: FigureTable | (() => FigureTable) | undefined;
  /** All of its numbers, as a file. */
  csv?: (() => string) | undefined;
  /** A few of its numbers, for a text about it; the first of its table where it has none. */
  brief?(): FigureTable;
}

export interface LegendEntry extends Look {
  label: string;
}

export interface FigureTable {
  /** The first is that of the rows' labels. */
  columns: readonly string[];
  rows: readonly FigureRow[];
  /** How many rows there are, where not all are given. */
  all?: number;
  /** What stands with its title. */
  note?: string | undefined;
}

export interface FigureRow {
  key: string;
  label: string;
  /** What else is to be said of the row, in brackets. */
  mark?: string | undefined;
  cells: readonly string[];
}

/** Where a figure stands. */
export interface FigurePlace {
  /** What it is of: the file, or the capture. */
  name: string;
  /** What that is called in what is taken away, where it has a title. */
  title?: string | undefined;
  /** Which part of it, as text: from when to when. */
  extent?: string | undefined;
  /** The address that shows it. */
  linkOf(): string;
  locale: Locale;
}

/** The table of a figure, computed now where it is not there yet. */
export function toTable({ table }: Pick<Figure, 'table'>): FigureTable | undefined {
  return typeof table === 'function' ? table() : table;
}

/** The figure as it stands where no canvas can: its still, or what it draws. */
export function drawStill(drawable: Drawable, width: number, document: Document): Element {
  return drawable.drawStill ? drawable.drawStill(width, document) : drawable.draw(width, document);
}

export function isCanvas(drawn: Element): drawn is HTMLCanvasElement {
  return drawn.localName === 'canvas';
}
