import { isRest, toGreatest, type DrawnSeries } from '#charts/usage-lines.ts';
import { totalsOf } from '#model/recording/stack.ts';
import { toMemoryUnit, type MemoryUnit } from '#model/recording/usage-metric.ts';
import { samplesWithin, type TimeAxis } from '#model/recording/time-axis.ts';
import { usageStatistics } from '#model/recording/statistics.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';

/** The unit of an axis that lines of memory stand on, over a window: by what is on it, the rest being cut off where it is far higher. */
export function unitOfLines(drawn: readonly DrawnSeries[], usage: UsageWindow): MemoryUnit {
  const greatestOf = ({ series, axis }: DrawnSeries): number => {
    if (!axis) return usage.statistics(series).memKb.max ?? 0;
    const [first, end] = samplesWithin(axis, usage.from, usage.to);
    return usageStatistics({ cpuSplit: false }, series, { first, last: end - 1 }).memKb.max ?? 0;
  };
  const lines = drawn.map((one) => ({ ground: isRest(one), greatest: greatestOf(one) }));
  return toMemoryUnit(toGreatest(lines) / 1024);
}

/** The same where they stand on each other. */
export function unitOfStack(
  drawn: readonly DrawnSeries[],
  axis: TimeAxis,
  { samples: [first, end] }: UsageWindow,
): MemoryUnit {
  const series = drawn.map((one) => one.series);
  const totals = totalsOf(series, 'memory', axis.positions.length).subarray(first, end);
  return toMemoryUnit(totals.reduce((most, total) => Math.max(most, total), 0) / 1024);
}
