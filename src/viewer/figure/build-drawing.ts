import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { drawStill, isCanvas, type Drawable } from './figure.ts';

/**
 * Where a view is drawn at build: the document to draw with, and the widths, the first being about that of
 * the column. Undefined in the browser, where charts draw themselves once they are laid out.
 */
export interface BuildDrawing {
  document: Document;
  widths: readonly number[];
  /** A chart as the HTML that stands for it in the view. */
  write(chart: Element): string;
}

export const BuildDrawingContext = createContext<BuildDrawing | undefined>(undefined);

/** Width of a view that is drawn at build; 0 in the browser before it is laid out. */
export function useBuiltWidth(): number {
  return useContext(BuildDrawingContext)?.widths[0] ?? 0;
}

/**
 * Properties of a box that scrolls and is reached by what is in it: in a view that is drawn at build nothing there can be
 * focused, and the box is.
 */
export function useStillBox(label: string): { role?: 'group'; tabIndex?: 0; 'aria-label'?: string } {
  return useBuiltWidth() > 0 ? { role: 'group', tabIndex: 0, 'aria-label': label } : {};
}

/**
 * Puts a chart into the HTML of a view that is drawn at build, once for each width; a style sheet
 * shows the one that fits. Gives the property of the element that holds the chart, and in the
 * browser none. A canvas has no place in HTML: its still stands there, or else its words.
 *
 * @param words plain text
 * @param className of an element to be put around each chart, where the view has one
 */
export function useBuiltChart(
  drawable: Drawable,
  words = '',
  className = '',
): { dangerouslySetInnerHTML?: { __html: string } } {
  const build = useContext(BuildDrawingContext);
  // The bundler knows where it is: what is below is in no browser's script.
  if (!import.meta.env.SSR || !build) return {};
  const [wide] = build.widths;
  const charts = build.widths.map((width) => {
    const drawn = drawStill(drawable, width, build.document);
    const chart = isCanvas(drawn) ? toWords(words, build.document) : drawn;
    // What is around it has a name; Plot names parts that take none.
    chart.setAttribute('aria-hidden', 'true');
    fillColumn(chart);
    const size = width === wide ? 'wide' : 'narrow';
    return `<div class="${`cb-built ${className}`.trim()}" data-width="${size}">${build.write(chart)}</div>`;
  });
  return { dangerouslySetInnerHTML: { __html: charts.join('') } };
}

/**
 * A drawing that is nearly as wide as its column is stretched to it, and is as high before it lives as after; by itself it
 * would keep its shape, and leave a margin. Plot's own style, which says so in each of them, is in case/built.css once.
 */
export function fillColumn(chart: Element): void {
  if (chart.localName !== 'svg') return;
  chart.setAttribute('preserveAspectRatio', 'none');
  const [first] = chart.children;
  if (first?.localName === 'style') first.remove();
}

function toWords(words: string, document: Document): Element {
  const paragraph = document.createElement('p');
  paragraph.textContent = words;
  return paragraph;
}
