import * as Plot from '@observablehq/plot';
import type { Collection } from '#model/crash/gc-trace.ts';
import { chartMargins } from './margins.ts';
import { chartFrame, formatTick, type FrameSpec } from './time-chart.ts';

export interface HeapSpec extends FrameSpec {
  /** Labels of the axes, with their units. */
  xLabel: string;
  yLabel: string;
}

/** The heap of one run of a program at one moment, in MiB. */
interface HeapPoint {
  atSeconds: number;
  mib: number;
}

/**
 * The heap of one run over time: up to what it was when marking was done, down to what was alive, at
 * each collection; dashed, the size at which the collection was to be done. Between two collections
 * nothing is known but both ends.
 *
 * @param collections of one run, in their order
 */
export function heapCollections(collections: readonly Collection[], spec: HeapSpec): Plot.PlotOptions {
  const last = collections.at(-1)?.atSeconds ?? 0;
  const columns = thin(collections, Math.max(50, spec.width - chartMargins.left), last);
  const heap: HeapPoint[] = columns.flatMap(({ atSeconds, end, live }) => [
    { atSeconds, mib: end },
    { atSeconds, mib: live },
  ]);
  const goals: HeapPoint[] = columns.map(({ atSeconds, goal }) => ({ atSeconds, mib: goal }));
  const most = columns.reduce((greatest, { end, goal }) => Math.max(greatest, end, goal), 0);
  return {
    ...chartFrame(spec),
    x: { type: 'linear', domain: [0, last > 0 ? last : 1], label: null },
    y: { type: 'linear', domain: [0, most > 0 ? most * 1.04 : 1], label: null },
    marks: [
      Plot.gridY({ stroke: 'var(--cb-line)', strokeOpacity: 0.7, ticks: 4 }),
      Plot.axisX({
        label: spec.xLabel,
        labelAnchor: 'right',
        labelArrow: 'none',
        labelOffset: 36,
        ticks: Math.max(2, Math.floor(spec.width / 90)),
        tickSize: 4,
        stroke: 'var(--cb-line)',
        fill: 'var(--cb-ink-2)',
        tickFormat: formatTick,
      }),
      Plot.axisY({
        label: spec.yLabel,
        labelAnchor: 'top',
        labelArrow: 'none',
        ticks: 4,
        tickSize: 0,
        fill: 'var(--cb-ink-2)',
        tickFormat: formatTick,
      }),
      // Not `y` alone: two at one moment would stand on each other.
      Plot.areaY(heap, {
        x: 'atSeconds',
        y1: 0,
        y2: 'mib',
        fill: 'var(--cb-series-0)',
        fillOpacity: 0.15,
      }),
      Plot.lineY(heap, { x: 'atSeconds', y: 'mib', stroke: 'var(--cb-series-0)', strokeWidth: 1.5 }),
      Plot.lineY(goals, {
        x: 'atSeconds',
        y: 'mib',
        stroke: 'var(--cb-ink-2)',
        strokeDasharray: '4 3',
        strokeWidth: 1.2,
      }),
      // A single collection is no line.
      ...(columns.length === 1
        ? [Plot.dot(heap, { x: 'atSeconds', y: 'mib', r: 3, fill: 'var(--cb-series-0)' })]
        : []),
      Plot.ruleY([0], { stroke: 'var(--cb-line)' }),
    ],
  };
}

interface HeapColumn {
  atSeconds: number;
  end: number;
  live: number;
  goal: number;
}

/** One column a pixel: of several collections in it the largest heap and goal, and the least that was alive. */
function thin(collections: readonly Collection[], pixels: number, last: number): HeapColumn[] {
  const columns: HeapColumn[] = [];
  let place = -1;
  for (const { atSeconds, heapMib, goalMib } of collections) {
    const next = last > 0 ? Math.floor((atSeconds / last) * pixels) : 0;
    const column = columns.at(-1);
    if (column && next === place) {
      column.end = Math.max(column.end, heapMib.end);
      column.live = Math.min(column.live, heapMib.live);
      column.goal = Math.max(column.goal, goalMib);
    } else {
      columns.push({ atSeconds, end: heapMib.end, live: heapMib.live, goal: goalMib });
      place = next;
    }
  }
  return columns;
}
