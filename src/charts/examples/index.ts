import type { PlotOptions } from '@observablehq/plot';
import { shiftAxis } from '#model/recording/compare.ts';
import { toSystemRows } from '#model/recording/system-rows.ts';
import { toTimeAxis } from '#model/recording/time-axis.ts';
import { compareLines, drawnPairs } from '#charts/compare-lines.ts';
import { heapCollections } from '#charts/heap-collections.ts';
import { type FlameColours, toFlamePaint } from '#charts/flame-colour.ts';
import { flameGraph, type FlameDirection } from '#charts/flame-graph.ts';
import { layOutFlame } from '#charts/flame-layout.ts';
import { FlameTree } from '#charts/flame-tree.ts';
import { lifetimes } from '#charts/lifetimes.ts';
import { overview } from '#charts/overview.ts';
import { renderChart } from '#charts/render.ts';
import { sparkline } from '#charts/sparkline.ts';
import { stackFrames, type StackRow } from '#charts/stack-frames.ts';
import { drawnCores, drawnModes, systemCores, systemCpu } from '#charts/system-cpu.ts';
import { drawnMemory, systemMemory } from '#charts/system-memory.ts';
import type { TimeChartSpec, TimeMark } from '#charts/time-chart.ts';
import { usageLines } from '#charts/usage-lines.ts';
import { usageShare } from '#charts/usage-share.ts';
import { usageStack } from '#charts/usage-stack.ts';
import { waitTimes } from '#charts/wait-times.ts';
import { collections, stackRows, waits } from './crashes.ts';
import { type StackExample, stacks, toExampleTree } from './profiles.ts';
import { lived, otherRecording, otherValues, recording, samples, shares } from './recordings.ts';
import { toDrawn, toSpec } from './specs.ts';

/** The words of a drawing, in the language of who looks at it. */
export interface ExampleTexts {
  /** What the drawing is called for those who do not see it. */
  name: string;
  time: string;
  elapsed: string;
  cpu: string;
  memory: string;
  meanCpu: string;
  /** Beside a bar: `30.0 % · 75.0 % of all`. */
  part(percent: string, ofAll: string): string;
  bytes: string;
  unknownSize: string;
  minutes: string;
  started: string;
  heap: string;
  step: string;
  gap: string;
  pin: string;
  /** The row of the root of a flame graph. */
  whole: string;
}

/** What an example is drawn on. */
interface ExamplePaper {
  document: Document;
  /** Pixels. */
  width: number;
  texts: ExampleTexts;
}

/** A chart with data that it is tested with, and shown with in the gallery. */
export interface ChartExample {
  /** The function of the charts that draws it. */
  chart: string;
  /** What it is given, a line each. */
  data: readonly unknown[];
  draw(paper: ExamplePaper): Element;
}

/** Every chart at least once: a test holds that none of the folder's is missing. */
export const chartExamples = {
  'usage-lines': overTime('usageLines', (spec) => usageLines(toDrawn(recording), 'cpu', spec)),
  'usage-stack': overTime('usageStack', (spec, { memory }) =>
    usageStack(toDrawn(recording), 'memory', { ...spec, yLabel: memory }),
  ),
  'usage-share': {
    chart: 'usageShare',
    data: shares,
    draw: (paper) => {
      const { width, texts } = paper;
      const toText = (mean: number, share: number) => texts.part(mean.toFixed(1), (share * 100).toFixed(1));
      const bars = shares.map((bar) => ({ ...bar, key: bar.label, text: toText(bar.mean, bar.share) }));
      return plot(
        paper,
        usageShare(bars, {
          width,
          xLabel: texts.meanCpu,
          ariaLabel: texts.name,
          ariaDescription: texts.name,
        }),
      );
    },
  },
  lifetimes: {
    chart: 'lifetimes',
    data: lived,
    draw: (paper) => plot(paper, lifetimes(lived, { ...toSpecOf(paper), height: 148 })),
  },
  'time-marks': {
    chart: 'usageLines',
    data: toMarks({ step: 'step', gap: 'gap', pin: 'pin' }),
    draw: (paper) => {
      const spec = toSpecOf(paper, { marks: toMarks(paper.texts) });
      return plot(paper, usageLines(toDrawn(recording), 'cpu', spec));
    },
  },
  'compare-lines': {
    chart: 'compareLines',
    data: [{ a: samples.map(({ rows }) => rows[0]?.[2]) }, { b: otherValues }],
    draw: (paper) => {
      const axis = toTimeAxis(recording, 'elapsed');
      const [a, b] = [recording, otherRecording].map(({ series }) =>
        series.find(({ name }) => name === 'app')!,
      );
      const pair = { rank: 0, a: { series: a!, label: 'app (A)' }, b: { series: b!, label: 'app (B)' } };
      const drawn = drawnPairs([pair], shiftAxis(axis, toTimeAxis(otherRecording, 'elapsed'), 10));
      const spec = toSpecOf(paper, { axis, xLabel: paper.texts.elapsed });
      return plot(paper, compareLines(drawn, 'cpu', spec));
    },
  },
  overview: {
    chart: 'overview',
    data: samples,
    draw: (paper) => {
      const { width, texts } = paper;
      const spec = { width, height: 44, axis: toTimeAxis(recording), ariaLabel: texts.name };
      return plot(paper, overview(recording, spec));
    },
  },
  sparkline: { chart: 'sparkline', data: samples, draw: drawSparkline },
  'system-cpu': overTime('systemCpu', (spec) => {
    const rows = toSystemRows(recording);
    return systemCpu(
      drawnModes(recording, rows, (mode) => mode),
      rows.cores.length,
      spec,
    );
  }),
  'system-cores': overTime('systemCores', (spec) =>
    systemCores(drawnCores(recording, toSystemRows(recording)), spec),
  ),
  'system-memory': overTime('systemMemory', (spec, { memory }) =>
    systemMemory(
      drawnMemory(toSystemRows(recording), (kind) => kind),
      { ...spec, yLabel: memory },
    ),
  ),
  'stack-frames': stack(stackRows),
  'stack-names': stack(stackRows.map((row) => ({ ...row, sizeBytes: undefined }))),
  'wait-times': {
    chart: 'waitTimes',
    data: waits,
    draw: (paper) => {
      const { width, texts } = paper;
      return plot(paper, {
        ...waitTimes(waits, { width, texts: { axis: texts.minutes, count: String } }),
        ariaLabel: texts.name,
      });
    },
  },
  'heap-collections': {
    chart: 'heapCollections',
    data: collections,
    draw: (paper) => {
      const { width, texts } = paper;
      const spec = { width, height: 160, xLabel: texts.started, yLabel: texts.heap };
      return plot(
        paper,
        heapCollections(collections, { ...spec, ariaLabel: texts.name, ariaDescription: texts.name }),
      );
    },
  },
  'flame-graph': flame('flame', 'package', ({ samples: before }) => before),
  'flame-icicle': flame('icicle', 'owner', ({ samples: before }) => before),
  'flame-change': flame('flame', 'change', ({ samples: before, later }) => later - before),
} as const satisfies Record<string, ChartExample>;

export type ChartExampleId = keyof typeof chartExamples;

function overTime(
  chart: string,
  toOptions: (spec: TimeChartSpec, texts: ExampleTexts) => PlotOptions,
): ChartExample {
  return {
    chart,
    data: samples,
    draw: (paper) => plot(paper, toOptions(toSpecOf(paper), paper.texts)),
  };
}

function stack(rows: readonly StackRow[]): ChartExample {
  return {
    chart: 'stackFrames',
    data: rows,
    draw: (paper) => {
      const { width, texts } = paper;
      const greatestBytes = Math.max(0, ...rows.map(({ sizeBytes = 0 }) => sizeBytes));
      const words = { axis: texts.bytes, unknown: texts.unknownSize, size: (bytes: number) => `${bytes} B` };
      const options = stackFrames(rows, { width, greatestBytes, texts: words });
      return plot(paper, { ...options, ariaLabel: texts.name });
    },
  };
}

function flame(
  direction: FlameDirection,
  colours: FlameColours,
  weigh: (stack: StackExample) => number,
): ChartExample {
  return {
    chart: 'flameGraph',
    data: stacks,
    draw: ({ document, width, texts }) => {
      const change = {
        before: toExampleTree(({ samples: before }) => before).total,
        after: toExampleTree(({ later }) => later).total,
      };
      const tree = new FlameTree(toExampleTree(weigh), colours === 'change' ? change : undefined);
      const look = {
        direction,
        paint: toFlamePaint(tree, colours),
        // None is left out of so low a graph.
        texts: { whole: texts.whole, callers: String },
      };
      return flameGraph(tree, layOutFlame(tree, { width }), look, document, texts.name);
    },
  };
}

/** What a clock, a pause and a reader leave on the time of a recording. */
function toMarks({ step, gap, pin }: Pick<ExampleTexts, 'step' | 'gap' | 'pin'>): TimeMark[] {
  return [
    { kind: 'step', from: 10, label: step },
    { kind: 'gap', from: 15, to: 20, label: gap },
    { kind: 'pin', from: 5, label: pin, number: 1, text: pin },
    { kind: 'pin', from: 25, to: 99, label: pin, number: 2, text: pin },
  ];
}

function toSpecOf({ width, texts }: ExamplePaper, parts: Partial<TimeChartSpec> = {}): TimeChartSpec {
  return toSpec(recording, {
    width,
    xLabel: texts.time,
    yLabel: texts.cpu,
    ariaLabel: texts.name,
    ariaDescription: texts.name,
    ...parts,
  });
}

function plot({ document }: ExamplePaper, options: PlotOptions): Element {
  return renderChart(options, document);
}

/** As a row of the process table has it, four times as large. */
function drawSparkline({ document, texts }: ExamplePaper): Element {
  const [width, height] = [288, 64];
  const svg = create(document, 'svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    'aria-label': texts.name,
  });
  for (const { series, colour } of toDrawn(recording)) {
    const { path, dots } = sparkline(series, 'cpu', toTimeAxis(recording), width, height);
    svg.append(create(document, 'path', { d: path, fill: 'none', stroke: colour }));
    for (const { x, y } of dots)
      svg.append(create(document, 'circle', { cx: x, cy: y, r: 1.2, fill: colour }));
  }
  return svg;
}

function create(document: Document, name: string, attributes: Record<string, string | number>): Element {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
