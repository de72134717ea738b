import * as Plot from '@observablehq/plot';
import type { WaitCount } from '#model/crash/wait-times.ts';

export interface WaitSpec {
  /** Pixels. */
  width: number;
  texts: {
    /** Label of the axis with its unit. */
    axis: string;
    count(goroutines: number): string;
  };
}

const rowHeight = 34;
const margins = { top: 44, right: 44, bottom: 8 };

/**
 * How long goroutines have waited: a row a state, a circle as large as there are goroutines that have
 * waited so many minutes. The states in which the longest have waited come first.
 */
export function waitTimes(waits: readonly WaitCount[], spec: WaitSpec): Plot.PlotOptions {
  const states = toWaitStates(waits);
  const longest = waits.reduce((most, { minutes }) => Math.max(most, minutes), 1);
  const most = waits.reduce((all, { count }) => Math.max(all, count), 1);
  const names = states.reduce((width, state) => Math.max(width, state.length), 0) * 7.3 + 16;
  const ticks = toWholeTicks(longest, Math.max(2, Math.floor(spec.width / 100)));
  return {
    width: spec.width,
    height: toWaitHeight(states.length),
    marginTop: margins.top,
    marginRight: margins.right,
    marginBottom: margins.bottom,
    marginLeft: Math.min(names, spec.width * 0.5),
    style: {
      fontSize: '12px',
      fontFamily: 'var(--cb-mono)',
      color: 'var(--cb-ink-2)',
      background: 'none',
      overflow: 'visible',
    },
    x: {
      domain: [0, longest],
      label: spec.texts.axis,
      labelAnchor: 'left',
      axis: 'top',
      ticks,
      tickFormat: ',d',
      inset: 14,
    },
    y: { domain: states, axis: null, padding: 0.5 },
    r: { domain: [0, most], range: [0, rowHeight / 2 - 3] },
    marks: [
      Plot.gridX({ stroke: 'var(--cb-line)', strokeOpacity: 1, ticks }),
      Plot.axisY({ label: null, tickSize: 0, fill: 'var(--cb-ink)', textStroke: 'none' }),
      Plot.dot(waits, {
        x: 'minutes',
        y: 'state',
        r: 'count',
        fill: 'var(--cb-series-0)',
        fillOpacity: 0.45,
        stroke: 'var(--cb-series-0)',
        className: 'cb-wait-dots',
      }),
      Plot.text(waits, {
        x: 'minutes',
        y: 'state',
        text: ({ count }: WaitCount) => spec.texts.count(count),
        textAnchor: 'start',
        dx: rowHeight / 2 - 1,
        fill: 'var(--cb-ink-2)',
        stroke: 'var(--cb-paper)',
        fontSize: 11,
        className: 'cb-wait-counts',
      }),
    ],
  };
}

/** Pixels of a chart of so many states. */
export function toWaitHeight(states: number): number {
  return margins.top + states * rowHeight + margins.bottom;
}

/** States, longest wait first. */
export function toWaitStates(waits: readonly WaitCount[]): string[] {
  const longest = new Map<string, number>();
  for (const { state, minutes } of waits) longest.set(state, Math.max(longest.get(state) ?? 0, minutes));
  return [...longest]
    .toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en'))
    .map(([state]) => state);
}

/** Whole numbers from 0, at most so many, 1, 2 or 5 times a power of ten apart. */
function toWholeTicks(longest: number, most: number): number[] {
  let step = 1;
  for (const factor of [2, 2.5, 2]) if (longest / step > most) step *= factor;
  while (longest / step > most) step *= 2;
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, at) => at * step);
}
