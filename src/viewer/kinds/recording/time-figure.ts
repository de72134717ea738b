import { toOccupancy, type Occupancy } from '#charts/occupancy.ts';
import { isBandNoise, paintOutline, paintTimeChart } from '#charts/paint-time-chart.ts';
import { plotEdges } from '#charts/margins.ts';
import { renderChart } from '#charts/render.ts';
import type { TimeChartSpec } from '#charts/time-chart.ts';
import { mibOf } from '#model/recording/usage-metric.ts';
import { countPoints, type TimeLayers } from '#charts/time-layers.ts';
import { withNumbers } from './figure-numbers.ts';
import { timeSpec, type FigurePainting, type FigureScene, type UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';

/** What is a figure's own among those over time. */
export interface TimeFigureSpec extends Omit<
  UsageFigure,
  'kind' | 'height' | 'draw' | 'drawStill' | 'painting' | 'edges'
> {
  /** Pixels; as high as the others where not said. */
  height?: number;
  /** What its colours stand for, where its drawing has a key of its own: it says of marks no more than their numbers. */
  keyLabel?: string;
  chart(spec: TimeChartSpec): Parameters<typeof renderChart>[0];
  /** What is in it, where a canvas can have it. */
  layers?: ((spec: TimeChartSpec) => TimeLayers) | undefined;
}

/** A chart over time, in the window and the words of its scene, with its numbers. */
export function toTimeFigure(
  view: UsageView,
  { chart, layers, keyLabel, height, ...own }: TimeFigureSpec,
  scene: FigureScene,
): UsageFigure {
  const size = { height: scene.heights?.[own.id] ?? height ?? scene.height };
  const yUnit = own.metric === 'memory' ? mibOf(own.memoryUnit ?? 'MiB') : 1;
  const frame = { isFramed: keyLabel === undefined, yLabel: keyLabel ?? '', yUnit };
  const names = { ariaLabel: own.title, ariaDescription: own.summary };
  const toSpec = (width: number): TimeChartSpec => {
    const spec = { ...timeSpec(view, scene), ...size, ...frame, ...names, width };
    return keyLabel === undefined
      ? spec
      : { ...spec, marks: (spec.marks ?? []).map((mark) => ({ ...mark, text: undefined })) };
  };
  const draw = (width: number, document: Document) => renderChart(chart(toSpec(width)), document);
  return withNumbers(
    view,
    {
      ...own,
      ...size,
      kind: 'time',
      draw,
      drawStill: draw,
      edges: (width) => plotEdges(toSpec(width)),
      painting: layers && toPainting(layers, toSpec),
    },
    scene,
  );
}

/** Points from which on a chart is painted: so many take a drawing some 100 ms, and the page's layout as long again. */
const DENSE = 20_000;

function toPainting(
  layersOf: (spec: TimeChartSpec) => TimeLayers,
  toSpec: (width: number) => TimeChartSpec,
): FigurePainting {
  let kept: { width: number; spec: TimeChartSpec; layers: TimeLayers; occupancy?: Occupancy } | undefined;
  const atRest = (width: number) => {
    if (kept?.width !== width) {
      const spec = toSpec(width);
      kept = { width, spec, layers: layersOf(spec) };
    }
    return kept;
  };
  return {
    isDense: (width) => countPoints(atRest(width).layers) > DENSE,
    paint(context, width, page, window) {
      if (!window) {
        const { layers, spec } = atRest(width);
        return paintTimeChart(context, layers, spec, page);
      }
      const spec = { ...toSpec(width), window, shared: undefined, draft: true };
      return paintTimeChart(context, layersOf(spec), spec, page);
    },
    paintOutline(context, index, width, page) {
      const { layers, spec } = atRest(width);
      paintOutline(context, layers, spec, index, page);
    },
    isNoise(index, width) {
      const { layers, spec } = atRest(width);
      return isBandNoise(layers, spec, index);
    },
    occupancy(width) {
      const rest = atRest(width);
      return (rest.occupancy ??= toOccupancy(rest.layers, rest.spec));
    },
  };
}
