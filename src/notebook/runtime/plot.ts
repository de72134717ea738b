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
          style: typeof style === 'string' ? style : { ...chartStyle, ...style },
        },
        document,
      );
    },
  };
}

const seriesColours = Array.from({ length: 10 }, (_, index) => `var(--cb-series-${index})`);

const chartStyle = { background: 'none', color: 'var(--cb-ink-2)', fontFamily: 'inherit', fontSize: '12px' };
