import * as Plot from '@observablehq/plot';

/** A chart as Plot draws it: an element that knows its scales. */
export type PlotDrawing = ReturnType<typeof Plot.plot>;

/**
 * Draws Plot options. The one place that calls Plot.plot: in the browser with the page's document,
 * in Node with one handed in (linkedom's, say).
 */
export function renderChart(options: Plot.PlotOptions, document?: Document): PlotDrawing {
  const drawing = Plot.plot(document ? { ...options, document } : options);
  // A chart is heard by its name, its summary and its table. Plot's names of its marks (`line`) stand
  // where ARIA allows none, and say nothing of the data.
  for (const mark of drawing.querySelectorAll('g[aria-label]')) mark.setAttribute('aria-hidden', 'true');
  return drawing;
}
