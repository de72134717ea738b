import * as Plot from '@observablehq/plot';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Zone } from '#model/zone.ts';
import type { TimeWindow } from '#model/recording/time-window.ts';
import { hasNotes, noteMarks, noteRoom } from './note-marks.ts';
import { toTimeTicks, type TimeTick } from './time-ticks.ts';

/** What a chart is before it is drawn. */
export type ChartOptions = Plot.PlotOptions;

/** What all charts over time are told: their size, their part of the axis, and their texts. */
export interface TimeChartSpec {
  /** Pixels. */
  width: number;
  height: number;
  axis: TimeAxis;
  /** Positions on the axis. */
  window: readonly [from: number, to: number];
  zone: Zone;
  /** With their units: `CPU (% of one core)`. */
  xLabel: string;
  yLabel: string;
  /** Name and summary for those who do not see the chart. */
  ariaLabel: string;
  ariaDescription: string;
  marks?: readonly TimeMark[];
  /** What the charts of one window have in common, where there are several: each computes alone without. */
  shared?: TimeWindow | undefined;
  /** Drawn for a moment, while a window is moved: fewer points. */
  draft?: boolean;
}

/** Something that happened to the time of a recording, or that a reader or the author noted on it. */
export interface TimeMark {
  kind: 'step' | 'gap' | 'pin' | 'snapshot' | 'note';
  from: number;
  /** Of a range. */
  to?: number | undefined;
  label: string;
  /** Of a list beside the chart: drawn with it. */
  number?: number;
}

/** Room for the axes; every chart has the same left and right, so that they stand under one another. */
export const chartMargins = { left: 52, right: 22, top: 20, bottom: 38 };

/** Of the drawing as a whole: on whatever is behind it, in the page's own letters. An object, since Node's documents take no style as text. */
export const chartStyle = {
  background: 'none',
  color: 'var(--cb-ink-2)',
  fontFamily: 'inherit',
  fontSize: '11px',
  overflow: 'visible',
};

const markColour: Record<TimeMark['kind'], string> = {
  step: 'var(--cb-warn)',
  gap: 'var(--cb-ink-2)',
  pin: 'var(--cb-accent)',
  snapshot: 'var(--cb-ink-2)',
  note: 'var(--cb-accent)',
};

const markDash: Partial<Record<TimeMark['kind'], string>> = { step: '4 3', snapshot: '1 3', note: '2 2' };

/** How many points one chart may have, and how many while it is being moved. */
const POINTS = 100_000;
const DRAFT_POINTS = 24_000;

/**
 * Into how many columns a chart is sampled: one a pixel, or fewer where many series would come to
 * more points than can be drawn without a wait.
 *
 * @param perColumn points that one series has at most in a column
 */
export function columnsOf(
  spec: Pick<TimeChartSpec, 'width' | 'draft'>,
  series: number,
  perColumn: number,
): number {
  const inner = Math.round(spec.width - chartMargins.left - chartMargins.right);
  const most = Math.floor((spec.draft ? DRAFT_POINTS : POINTS) / (perColumn * Math.max(1, series)));
  return Math.max(1, Math.min(inner, Math.max(most, 100)));
}

/** The frame of a chart over time: axes, grid, marks of time, around the marks given. */
export function timeChart(spec: TimeChartSpec, marks: Plot.Markish[], greatest: number): Plot.PlotOptions {
  return {
    ...timeFrame(spec),
    y: {
      type: 'linear',
      domain: [0, greatest > 0 ? greatest * headroom(spec) : 1],
      label: null,
      nice: false,
    },
    marks: [
      ...rangeMarks(spec),
      Plot.gridY({ stroke: 'var(--cb-line)', strokeOpacity: 0.7, ticks: yTicks(spec.height) }),
      timeAxisMark(spec),
      Plot.axisY({
        label: spec.yLabel,
        labelAnchor: 'top',
        labelArrow: 'none',
        ticks: yTicks(spec.height),
        tickSize: 0,
        fill: 'var(--cb-ink-2)',
        tickFormat: (value: number) => formatTick(value),
      }),
      ...marks,
      ...lineMarks(spec),
      ...noteMarks({ ...spec, inner: innerWidth(spec.width), right: chartMargins.right }),
      Plot.ruleY([0], { stroke: 'var(--cb-line)' }),
    ],
  };
}

function innerWidth(width: number): number {
  return width - chartMargins.left - chartMargins.right;
}

/** How much higher a chart is than its greatest value: numbers of notes stand above that. */
function headroom(spec: TimeChartSpec): number {
  if (!hasNotes(spec)) return 1.04;
  const inner = spec.height - chartMargins.top - chartMargins.bottom;
  return inner / Math.max(inner / 2, inner - noteRoom);
}

/** What a chart is told of the paper that it is drawn on, and of its names for those who do not see it. */
export type FrameSpec = Pick<TimeChartSpec, 'width' | 'height' | 'ariaLabel' | 'ariaDescription'>;

/** Size, margins, letters and names: what charts with two axes share. */
export function chartFrame(spec: FrameSpec): Plot.PlotOptions {
  return {
    width: spec.width,
    height: spec.height,
    marginLeft: chartMargins.left,
    marginRight: chartMargins.right,
    marginTop: chartMargins.top,
    marginBottom: chartMargins.bottom,
    className: 'cb-plot',
    style: chartStyle,
    ariaLabel: spec.ariaLabel,
    ariaDescription: spec.ariaDescription,
  };
}

/** The same with the time scale: what charts over time share, whatever stands in them. */
export function timeFrame(spec: TimeChartSpec): Plot.PlotOptions {
  const [from, to] = spec.window;
  return { ...chartFrame(spec), x: { type: 'linear', domain: [from, to], label: null } };
}

/** Round times below a chart, the date where it begins and changes, and what they are told in. */
export function timeAxisMark(spec: TimeChartSpec): Plot.Markish {
  const ticks = ticksOf(spec);
  const labels = new Map(ticks.map((tick) => [tick.position, tick.label]));
  return Plot.axisX(
    ticks.map((tick) => tick.position),
    {
      label: spec.xLabel,
      labelAnchor: 'right',
      labelArrow: 'none',
      labelOffset: 36,
      tickFormat: (position: number) => labels.get(position) ?? '',
      tickSize: 4,
      stroke: 'var(--cb-line)',
      fill: 'var(--cb-ink-2)',
      lineHeight: 1.15,
    },
  );
}

/** As many round times as stand beside one another at a width. */
function ticksOf({ axis, window, width, zone, shared }: TimeChartSpec): TimeTick[] {
  const [from, to] = window;
  const inner = innerWidth(width);
  // A date is twice as wide as an elapsed time.
  const most = Math.max(2, Math.floor(inner / (axis.mode === 'wall' ? 84 : 62)));
  const compute = (): TimeTick[] => toTimeTicks(axis, from, to, most, zone);
  return shared ? shared.keep(ticksOf, `${zone} ${most}`, compute) : compute();
}

/** `0`, `0.5`, `12`, `1,200`: plain for people of any language. */
export function formatTick(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

function yTicks(height: number): number {
  return Math.max(2, Math.round((height - chartMargins.top - chartMargins.bottom) / 34));
}

function rangeMarks(spec: TimeChartSpec): Plot.Markish[] {
  const [from, to] = spec.window;
  return (spec.marks ?? []).flatMap((mark) => {
    if (mark.to === undefined || mark.to < from || mark.from > to) return [];
    return [
      Plot.rect([mark], {
        x1: Math.max(from, mark.from),
        x2: Math.min(to, mark.to),
        fill: markColour[mark.kind],
        fillOpacity: mark.kind === 'gap' ? 0.1 : 0.14,
        className: `cb-mark-${mark.kind}`,
        title: () => mark.label,
      }),
    ];
  });
}

function lineMarks(spec: TimeChartSpec): Plot.Markish[] {
  const [from, to] = spec.window;
  return (spec.marks ?? []).flatMap((mark) => {
    if (mark.kind === 'gap' || mark.to !== undefined || mark.from < from || mark.from > to) return [];
    return [
      Plot.ruleX([mark.from], {
        stroke: markColour[mark.kind],
        strokeDasharray: markDash[mark.kind] ?? 'none',
        strokeOpacity: mark.kind === 'snapshot' ? 0.6 : 0.9,
        className: `cb-mark-${mark.kind}`,
        title: () => mark.label,
      }),
    ];
  });
}
