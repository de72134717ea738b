import { renderChart } from '#charts/render.ts';
import { toDrawn } from '#charts/series-colour.ts';
import { stackFrames } from '#charts/stack-frames.ts';
import type { ChartOptions } from '#charts/time-chart.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { axisBounds, positionAt, toTimeAxis } from '#model/recording/time-axis.ts';
import type { Metric } from '#model/recording/usage-metric.ts';
import type { CrashData } from './crash-data.ts';
import type { RecordingData } from './recording-data.ts';

export interface UsageChartOptions {
  /** Names or keys of processes; all of them if none is named. */
  names?: readonly string[];
  /** What is drawn: `cpu`, `userCpu`, `systemCpu` (percent of one core) or `memory` (MiB). Default `cpu`. */
  metric?: Metric;
  /** Overlaid lines or stacked bands. Default `lines`. */
  chart?: 'lines' | 'stack';
  /** Pixels. Default 640. */
  width?: number;
  /** Pixels. Default 200. */
  height?: number;
  /** Label of the time axis. */
  xLabel?: string;
  /** Label of the value axis, with its unit. */
  yLabel?: string;
  /** What a screen reader says of it. */
  ariaLabel?: string;
}

export interface StackChartOptions {
  /** Pixels. Default 640. */
  width?: number;
  /** Label of the size axis. Default `bytes`. */
  xLabel?: string;
  /** Maximum number of frames, innermost first. Default 30. */
  most?: number;
  /** What a screen reader says of it. */
  ariaLabel?: string;
}

/** The charts of the site's own viewer, on captures: the same colours, axes and gaps. */
export function createCharts(document: Document) {
  const draw = (options: ChartOptions) => renderChart(options, document);
  return {
    /** CPU or memory over time, within the window of the recording. */
    usage(data: RecordingData, options: UsageChartOptions = {}) {
      const { names = [], metric = 'cpu', chart = 'lines', width = 640, height = 200 } = options;
      const { recording } = data;
      const axis = toTimeAxis(recording, 'elapsed');
      const keys = new Set(data.all(...names).map(({ key }) => key));
      const drawn = toDrawn(
        recording,
        recording.series.filter(({ key }) => keys.has(key)),
      );
      const times = data.times;
      const [first, last] = [times[0], times.at(-1)];
      const window =
        first === undefined || last === undefined || first === last
          ? axisBounds(axis)
          : ([positionAt(axis, first), positionAt(axis, last)] as const);
      const label = options.ariaLabel ?? `${metric} of ${drawn.map((one) => one.label).join(', ')}`;
      return draw(
        (chart === 'stack' ? usageStack : usageLines)(drawn, metric, {
          width,
          height,
          axis,
          window,
          zone: 'UTC',
          xLabel: options.xLabel ?? 'time since the first sample',
          yLabel: options.yLabel ?? (metric === 'memory' ? 'memory (MiB)' : 'CPU (% of one core)'),
          ariaLabel: label,
          ariaDescription: label,
        }),
      );
    },

    /** The stack of the goroutine that crashed, a row a frame, as wide as the frame is large. */
    stack(data: CrashData, { width = 640, xLabel = 'bytes', most = 30, ariaLabel }: StackChartOptions = {}) {
      const frames = (data.goroutine?.frames ?? []).slice(0, most);
      const rows = frames.map(({ function: label, owner, sizeBytes }) => ({
        label,
        owner,
        sizeBytes,
        shared: false,
      }));
      const chart = stackFrames(rows, {
        width,
        greatestBytes: Math.max(0, ...frames.map(({ sizeBytes = 0 }) => sizeBytes)),
        texts: { axis: xLabel, unknown: '?', size: (bytes) => `${bytes} B` },
      });
      return draw({
        ...chart,
        ariaLabel: ariaLabel ?? `${data.name}: ${rows.map(({ label }) => label).join(', ')}`,
      });
    },
  };
}
