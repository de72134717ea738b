import * as ObservablePlot from '@observablehq/plot';
import { renderChart } from '#charts/render.ts';

/** Plot as its documentation has it, drawing on a given document and in the site's type and colours. */
export function createPlot(document: Document) {
  return {
    ...ObservablePlot,
    plot(options: ObservablePlot.PlotOptions = {}) {
      const { style, color, ...rest } = options;
      return renderChart(
        {
          ...rest,
          color: { range: seriesColours, ...color },
          style: typeof style === 'string' ? `${chartStyle};${style}` : toStyleText(style),
        },
        document,
      );
    },
  };
}

const seriesColours = Array.from({ length: 10 }, (_, index) => `var(--cb-series-${index})`);

/** Plot's own tips are drawn on a variable of its own, which it sets to white. */
const chartStyle =
  'background:none;--plot-background:var(--cb-surface-2);color:var(--cb-ink-2);font-family:inherit;font-size:12px';

/** @param style by CSS property in camelCase, as Plot takes it */
function toStyleText(style: object | null | undefined): string {
  const own = Object.entries(style ?? {}).map(
    ([name, value]) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${String(value)}`,
  );
  return [chartStyle, ...own].join(';');
}
