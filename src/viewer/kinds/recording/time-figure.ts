import { paintTimeChart } from '#charts/paint-time-chart.ts';
import { renderChart } from '#charts/render.ts';
import type { TimeChartSpec } from '#charts/time-chart.ts';
import { mibOf } from '#model/recording/usage-metric.ts';
import type { TimeLayers } from '#charts/time-layers.ts';
import { withNumbers } from './figure-numbers.ts';
import { timeSpec, type FigureScene, type UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';

/** What is a figure's own among those over time. */
export interface TimeFigureSpec extends Omit<UsageFigure, 'kind' | 'height' | 'draw' | 'paint'> {
  /** Pixels; as high as the others where not said. */
  height?: number;
  yLabel: string;
  chart(spec: TimeChartSpec): Parameters<typeof renderChart>[0];
  /** What is in it, where a canvas can have it. */
  layers?: ((spec: TimeChartSpec) => TimeLayers) | undefined;
}

/** A chart over time, in the window and the words of its scene, with its numbers. */
export function toTimeFigure(
  view: UsageView,
  { chart, layers, yLabel, height, ...own }: TimeFigureSpec,
  scene: FigureScene,
): UsageFigure {
  const size = { height: scene.heights?.[own.id] ?? height ?? scene.height };
  const yUnit = own.metric === 'memory' ? mibOf(own.memoryUnit ?? 'MiB') : 1;
  const names = { yLabel, yUnit, ariaLabel: own.title, ariaDescription: own.summary };
  const toSpec = (width: number): TimeChartSpec => ({ ...timeSpec(view, scene), ...size, ...names, width });
  return withNumbers(
    view,
    {
      ...own,
      ...size,
      kind: 'time',
      draw: (width, document) => renderChart(chart(toSpec(width)), document),
      ...(layers && {
        paint(context, width, window, page) {
          const spec = { ...toSpec(width), window, shared: undefined, draft: true };
          return paintTimeChart(context, layers(spec), spec, page);
        },
      }),
    },
    scene,
  );
}
