import { renderChart } from '#charts/render.ts';
import type { TimeChartSpec } from '#charts/time-chart.ts';
import { withNumbers } from './figure-numbers.ts';
import { timeSpec, type FigureScene, type UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';

/** What is a figure's own among those over time. */
export interface TimeFigureSpec extends Omit<UsageFigure, 'kind' | 'height' | 'draw'> {
  /** Pixels; as high as the others where not said. */
  height?: number;
  yLabel: string;
  chart(spec: TimeChartSpec): Parameters<typeof renderChart>[0];
}

/** A chart over time, in the window and the words of its scene, with its numbers. */
export function toTimeFigure(
  view: UsageView,
  { chart, yLabel, height, ...own }: TimeFigureSpec,
  scene: FigureScene,
): UsageFigure {
  const size = { height: scene.heights?.[own.id] ?? height ?? scene.height };
  const names = { yLabel, ariaLabel: own.title, ariaDescription: own.summary };
  return withNumbers(
    view,
    {
      ...own,
      ...size,
      kind: 'time',
      draw: (width, document) =>
        renderChart(chart({ ...timeSpec(view, scene), ...size, ...names, width }), document),
    },
    scene,
  );
}
