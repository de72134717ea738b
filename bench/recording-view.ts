/**
 * What the recording view computes for a recording of the largest size that topid makes: 3600 samples
 * of about 350 processes that come and go. Run it with `node bench/recording-view.ts`; it prints a
 * line a step, the median of several runs in milliseconds.
 */
import { usageLines } from '#charts/usage-lines.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { toUsageView, toUsageWindow } from '#viewer/kinds/recording/usage-view.ts';
import { toHoverValues } from '#viewer/kinds/recording/chart-hover.ts';
import { recordingTexts } from '#texts/recording.ts';
import { summarizeUsage } from '#viewer/kinds/recording/summaries.ts';
import { toTableRows } from '#viewer/kinds/recording/table-rows.ts';
import { downsampleLine } from '#model/recording/downsample.ts';
import { axisLength } from '#model/recording/time-axis.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import { makeLargeRecording } from './inputs/large-recordings.ts';
import { toMeasure } from './measure.ts';
import { toMedian } from './spread.ts';

const RUNS = 9;
const measure = toMeasure(RUNS);

const recording = makeLargeRecording();
const texts = recordingTexts['en'];
console.log(
  `${recording.rows} rows, ${recording.series.length} processes, ${recording.times.length} samples`,
);

measure('select, rank, sum the others', () => toUsageView({ ...recording }, {}, texts));
const view = toUsageView(recording, {}, texts);
const window = [0, axisLength(view.axis)] as const;
const part = [window[1] * 0.4, window[1] * 0.6] as const;
console.log(`${view.drawn.length} lines drawn`);
measure('table of the whole', () => toTableRows(view, toUsageWindow(view, window), false));
measure('table with the hidden', () => toTableRows(view, toUsageWindow(view, window), true));
measure('sample all lines to 1400 columns', () => {
  for (const { series } of view.drawn) {
    downsampleLine(series, 'cpu', view.axis, { from: window[0], to: window[1], columns: 1400 });
  }
});
const spec = {
  width: 1400,
  height: 240,
  axis: view.axis,
  zone: 'UTC',
  xLabel: '',
  yLabel: '',
  ariaLabel: '',
  ariaDescription: '',
};
measure('lines of the whole, as options', () => usageLines(view.drawn, 'cpu', { ...spec, window }));
measure('lines of a fifth, as options', () => usageLines(view.drawn, 'cpu', { ...spec, window: part }));
measure('stack of the whole, as options', () => usageStack(view.drawn, 'cpu', { ...spec, window }));
measure('values under the cursor, 100 times', () => {
  for (let step = 0; step < 100; step++) toHoverValues(view.drawn, 'cpu', false, step * 36, view.axis);
});

// Charts of one window, their sentences and the table: each by itself, and with what they share.
for (const [name, at] of [
  ['the whole', window],
  ['a fifth', part],
] as const) {
  const alone = (): UsageWindow => toUsageWindow(view, at);
  const charts = (usageOf: () => UsageWindow) => {
    for (const metric of view.metrics) {
      const shared = usageOf();
      usageLines(view.drawn, metric, { ...spec, window: at, shared });
    }
  };
  const words = (usageOf: () => UsageWindow) => {
    for (const metric of view.metrics) summarizeUsage(view, metric, usageOf(), metric, texts);
    toTableRows(view, usageOf(), false);
  };
  for (const [what, run] of [
    ['two charts', charts],
    ['their sentences, and the table', words],
  ] as const) {
    compare(
      `${what} of ${name}`,
      () => run(alone),
      () => {
        const usage = alone();
        run(() => usage);
      },
    );
  }
}

/** Two ways in turn, so that both meet the same machine. */
function compare(name: string, before: () => unknown, after: () => unknown): void {
  const times: [number[], number[]] = [[], []];
  for (let index = 0; index < RUNS * 4; index++) {
    for (const [at, run] of [before, after].entries()) {
      const start = performance.now();
      run();
      times[at as 0 | 1].push(performance.now() - start);
    }
  }
  const [apart, together] = times.map(toMedian);
  console.log(
    `${apart!.toFixed(1).padStart(8)} ms  ${name}, each by itself; together ${together!.toFixed(1)} ms, ${(apart! / together!).toFixed(2)} times as fast`,
  );
}
