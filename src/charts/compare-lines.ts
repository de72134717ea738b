import type { PlotOptions } from '@observablehq/plot';
import { PALETTE_SIZE } from '#model/recording/rank.ts';
import type { Series } from '#model/recording/recording.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import type { TimeChartSpec } from './time-chart.ts';
import { usageLines, type DrawnSeries } from './usage-lines.ts';

/** One name in two recordings; either may not have it. */
export interface ComparedName {
  /** Place in an order that does not depend on what is shown: gives the colour. */
  rank: number;
  a: { series: Series; label: string } | undefined;
  b: { series: Series; label: string } | undefined;
}

/** Both lines of each name in one colour, A solid and B dashed on its own samples. */
export function drawnPairs(names: readonly ComparedName[], axisOfB: TimeAxis): DrawnSeries[] {
  return names.flatMap(({ rank, a, b }) => {
    const colour = `var(--cb-series-${rank % PALETTE_SIZE})`;
    return [...(a ? [{ ...a, colour }] : []), ...(b ? [{ ...b, colour, dash: '5 3', axis: axisOfB }] : [])];
  });
}

/** Two recordings over each other. */
export function compareLines(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  spec: TimeChartSpec,
): PlotOptions {
  return usageLines(drawn, metric, spec);
}
