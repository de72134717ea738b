import { renderChart } from '#charts/render.ts';

/** The charts of the site's own viewer, on captures. */
export function createCharts(document: Document) {
  return {
    /** Draws Plot options as they are, without the notebook's defaults. */
    render: (options: Parameters<typeof renderChart>[0]) => renderChart(options, document),
  };
}
