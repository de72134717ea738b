import * as Plot from '@observablehq/plot';

/**
 * Draws Plot options. The one place that calls Plot.plot: in the browser with the page's document,
 * in Node with one handed in (linkedom's, say).
 */
export function renderChart(options: Plot.PlotOptions, document?: Document): SVGSVGElement | HTMLElement {
  return Plot.plot(document ? { ...options, document } : options) as SVGSVGElement | HTMLElement;
}
