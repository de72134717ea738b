import * as Plot from '@observablehq/plot';
import type { Recording } from '#model/recording/recording.ts';
import {
  busyOfCore,
  CPU_MODES,
  sumMode,
  type CpuMode,
  type SystemRows,
} from '#model/recording/system-rows.ts';
import { labelMark } from './line-labels.ts';
import type { TimeLayers } from './time-layers.ts';
import { timeChart, timeAxisMark, timeFrame, type TimeChartSpec } from './time-chart.ts';
import type { DrawnSeries } from './usage-lines.ts';
import { bandMarks, toBandLayers } from './usage-stack.ts';

/** A mode has its colour in every recording. */
const modeColour: Record<CpuMode, string> = {
  user: 'var(--cb-series-0)',
  nice: 'var(--cb-series-7)',
  system: 'var(--cb-series-1)',
  irq: 'var(--cb-series-3)',
  softirq: 'var(--cb-series-5)',
  steal: 'var(--cb-series-6)',
  iowait: 'var(--cb-series-4)',
  idle: 'var(--cb-line)',
};

/** The modes that a recording has, summed over its cores. Idle time is left out: it is the room above. */
export function drawnModes(
  recording: Recording,
  rows: SystemRows,
  labelOf: (mode: CpuMode) => string,
): DrawnSeries[] {
  return CPU_MODES.flatMap((mode) => {
    const series = mode === 'idle' ? undefined : sumMode(recording, rows, mode);
    return series ? [{ series, label: labelOf(mode), colour: modeColour[mode] }] : [];
  });
}

/** CPU modes of the machine, stacked up to all of its cores. Never with processes: they are the same time. */
export function systemCpu(
  drawn: readonly DrawnSeries[],
  cores: number,
  spec: TimeChartSpec,
): Plot.PlotOptions {
  const { bands, ends, greatest, limit = 0 } = toModeLayers(drawn, cores, spec);
  const full = Plot.ruleY([limit], { stroke: 'var(--cb-ink-2)', strokeDasharray: '2 3' });
  return timeChart(spec, [...bandMarks(bands), full, labelMark(ends, spec)], greatest);
}

/** The bands of the modes, in a chart that is as high as all cores. */
export function toModeLayers(
  drawn: readonly DrawnSeries[],
  cores: number,
  spec: Pick<TimeChartSpec, 'width' | 'axis' | 'window' | 'draft'>,
): TimeLayers {
  const layers = toBandLayers(drawn, 'cpu', spec);
  const limit = Math.max(1, cores) * 100;
  return { ...layers, limit, greatest: Math.max(limit, layers.greatest) };
}

/** The busy time of each core. */
export function drawnCores(recording: Recording, rows: SystemRows): DrawnSeries[] {
  return rows.cores.flatMap((core) => {
    const series = busyOfCore(recording, rows, core);
    return series ? [{ series, label: `CPU${core}`, colour: 'var(--cb-series-0)' }] : [];
  });
}

/** How busy each core was, a strip a core, each up to 100 %. */
export function systemCores(drawn: readonly DrawnSeries[], spec: TimeChartSpec): Plot.PlotOptions {
  return {
    ...timeFrame(spec),
    fy: { domain: drawn.map(({ label }) => label), label: null, padding: 0.15 },
    y: { type: 'linear', domain: [0, 100], label: null, axis: null },
    marks: [
      Plot.gridY([0, 100], { stroke: 'var(--cb-line)', strokeOpacity: 0.7 }),
      ...drawn.flatMap((one) => bandMarks(toBandLayers([one], 'cpu', spec).bands, one.label)),
      Plot.axisFy({
        label: spec.yLabel,
        labelAnchor: 'top',
        labelArrow: 'none',
        anchor: 'left',
        tickSize: 0,
        fill: 'var(--cb-ink-2)',
      }),
      timeAxisMark(spec),
    ],
  };
}
