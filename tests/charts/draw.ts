import type { PlotOptions } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { renderChart } from '#charts/render.ts';
import type { Drawable } from '#viewer/figure/figure.ts';

/** Draws a chart in Node, as the build does. */
export function draw(options: PlotOptions): SVGSVGElement {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return renderChart(options, document as unknown as Document) as SVGSVGElement;
}

/** Draws a figure in Node, as the build does. */
export function drawFigure(figure: Drawable, width: number): Element {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return figure.draw(width, document as unknown as Document);
}

/** A drawing as text to compare: ids numbered from 1, numbers to one decimal, an element a line. */
export function toSnapshot(svg: Element): string {
  const ids = new Map<string, string>();
  return svg.outerHTML
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(
      /plot-clip-\d+/g,
      (id) => ids.get(id) ?? (ids.set(id, `clip-${ids.size + 1}`), ids.get(id) as string),
    )
    .replace(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number) * 10) / 10))
    .replaceAll('><', '>\n<');
}

/** The points of a drawing's paths: the pairs of numbers in them. */
export function countPoints(svg: Element): number {
  return [...svg.querySelectorAll('path')].reduce(
    (sum, path) => sum + (path.getAttribute('d')?.match(/-?\d+(\.\d+)?,-?\d+(\.\d+)?/g)?.length ?? 0),
    0,
  );
}
