import { type ChartExampleId, chartExamples, type ExampleTexts } from '#charts/examples/index.ts';
import type { Locale } from '#locale/locale.ts';
import { galleryTexts } from '#texts/gallery.ts';
import { fillColumn } from '#viewer/figure/build-drawing.ts';
import { createDocument } from './document.ts';
import { drawnBefore } from './drawn-before.ts';
import { shortenSvg } from './shorten-svg.ts';

/** What a page can name. */
export const exampleIds = Object.keys(chartExamples) as [ChartExampleId, ...ChartExampleId[]];

/** An example of a chart, as a page has it. */
export interface DrawnExample {
  /** The function that draws it. */
  chart: string;
  /** The drawing for each width; a style sheet shows the one that fits. */
  html: string;
  /** What it was drawn from: JSON, a line each. */
  data: string;
}

/** Pixels: in the column of text of a desktop, and on a phone of 390 less its margins. */
const widths = { wide: 736, narrow: 358 };

/** @param name what the drawing is called for those who do not see it */
export async function drawExample(id: ChartExampleId, name: string, locale: Locale): Promise<DrawnExample> {
  const make = async () => JSON.stringify(draw(id, name, locale));
  return JSON.parse(await drawnBefore(['chart example', id, name, locale], make)) as DrawnExample;
}

function draw(id: ChartExampleId, name: string, locale: Locale): DrawnExample {
  const { chart, data, draw: drawChart } = chartExamples[id];
  const texts: ExampleTexts = { ...galleryTexts[locale].chart, name };
  const drawings = Object.entries(widths).map(([size, width]) => {
    const drawing = drawChart({ document: createDocument(), width, texts });
    // What is around it is the picture and has its name, once for both.
    for (const name of ['role', 'aria-label', 'aria-description']) drawing.removeAttribute(name);
    fillColumn(drawing);
    return `<div class="cb-built" data-width="${size}">${shortenSvg(drawing.outerHTML)}</div>`;
  });
  return { chart, html: drawings.join(''), data: data.map((line) => JSON.stringify(line)).join('\n') };
}
