import * as Plot from '@observablehq/plot';
import { withMinus } from '#locale/minus.ts';
import { guessWidth } from '#model/text-width.ts';
import type { TimeAxis } from '#model/recording/time-axis.ts';
import type { Zone } from '#model/zone.ts';
import type { TimeWindow } from '#model/recording/time-window.ts';
import { bottomOf, chartMargins, footOf, innerWidth, LETTERS, NO_NAMES, sideOf, topOf } from './margins.ts';
import { marksAbove, marksBelow, type TimeMark } from './time-marks.ts';
import { beginDate, toTimeTicks, type TimeTick } from './time-ticks.ts';
import { toValueTicks } from './value-ticks.ts';

export type { TimeMark } from './time-marks.ts';

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
  /** How many of the chart's own units a unit of its axis is: 1024 for GiB over MiB. */
  yUnit?: number | undefined;
  /** Name and summary for those who do not see the chart. */
  ariaLabel: string;
  ariaDescription: string;
  marks?: readonly TimeMark[];
  /** It stands in a frame that says its unit, and from which date to which it goes: neither stands in it again. */
  isFramed?: boolean;
  /** What the charts of one window have in common, where there are several: each computes alone without. */
  shared?: TimeWindow | undefined;
  /** Drawn for a moment, while a window is moved: fewer points. */
  draft?: boolean;
}

/** Of the drawing as a whole: on whatever is behind it, in the page's own letters. An object, since Node's documents take no style as text. */
export const chartStyle = {
  background: 'none',
  color: 'var(--cb-ink-2)',
  fontFamily: 'inherit',
  fontSize: `${LETTERS}px`,
  overflow: 'visible',
};

/** How many points one chart may have, and how many while it is being moved. */
const POINTS = 60_000;
const DRAFT_POINTS = 10_000;

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
  const inner = Math.round(innerWidth(spec.width));
  const most = Math.floor((spec.draft ? DRAFT_POINTS : POINTS) / (perColumn * Math.max(1, series)));
  return Math.max(1, Math.min(inner, Math.max(most, 100)));
}

/** The frame of a chart over time: axes, grid, marks of time, around the marks given. */
export function timeChart(
  spec: TimeChartSpec,
  marks: Plot.Markish[],
  greatest: number,
  least = 0,
): Plot.PlotOptions {
  const [bottom, top] = edgesOf({ greatest, least });
  const ticks = valueTicks(spec, top, bottom);
  return {
    ...timeFrame(spec),
    y: { type: 'linear', domain: [bottom, top], label: null, nice: false },
    marks: [
      ...marksBelow(spec),
      Plot.gridY(ticks, { stroke: 'var(--cb-line)', strokeOpacity: 0.7 }),
      timeAxisMark(spec),
      Plot.axisY(ticks, {
        label: spec.yLabel || null,
        labelAnchor: 'top',
        labelArrow: 'none',
        tickSize: 0,
        fill: 'var(--cb-ink-2)',
        tickFormat: (value: number) => formatTick(value / (spec.yUnit ?? 1)),
      }),
      ...marks,
      ...marksAbove(spec),
      Plot.ruleY([0], { stroke: 'var(--cb-line)' }),
    ],
  };
}

/** The values at the lower and the upper edge of a chart. Differences go below 0. */
export function edgesOf({
  greatest,
  least = 0,
}: {
  greatest: number;
  least?: number | undefined;
}): [bottom: number, top: number] {
  const bottom = Math.min(0, least) * 1.04;
  return [bottom, greatest > 0 ? greatest * 1.04 : bottom < 0 ? 0 : 1];
}

/** Round values of a chart from its lower edge to its upper one. */
export function valueTicks(spec: TimeChartSpec, top: number, bottom = 0): number[] {
  const { height, yUnit } = spec;
  const lines = Math.max(2, Math.round((height - topOf(spec) - bottomOf(spec)) / 34));
  const most = Math.max(top, -bottom);
  // The same steps on both sides of 0.
  const ticks = toValueTicks(most, lines * (most / (top - bottom)), yUnit);
  return [
    ...ticks
      .slice(1)
      .map((tick) => -tick)
      .reverse(),
    ...ticks,
  ].filter((tick) => tick >= bottom && tick <= top);
}

/** What a chart is told of the paper that it is drawn on, and of its names for those who do not see it. */
export type FrameSpec = Pick<TimeChartSpec, 'width' | 'height' | 'ariaLabel' | 'ariaDescription'>;

/** Size, margins, letters and names: what charts with two axes share. */
export function chartFrame(spec: FrameSpec): Plot.PlotOptions {
  return {
    width: spec.width,
    height: spec.height,
    marginLeft: chartMargins.left,
    marginRight: NO_NAMES,
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
  return {
    ...chartFrame(spec),
    marginTop: topOf(spec),
    marginRight: sideOf(spec.width),
    marginBottom: bottomOf(spec),
    x: { type: 'linear', domain: [from, to], label: null },
  };
}

/** How days look on a time axis, drawn and painted: a rule where one begins, lighter than what happened. */
export const dayRule = { stroke: 'var(--cb-ink-2)', opacity: 0.35 };

/** Round times below a chart, a rule where a day turns, the date that it begins on, and what they are told in. */
export function timeAxisMark(spec: TimeChartSpec): Plot.Markish {
  const ticks = ticksOf(spec);
  const labels = new Map(ticks.map((tick) => [tick.position, tick.label]));
  const turns = ticks.filter((tick) => tick.turns).map((tick) => tick.position);
  const begin = toBegin(spec);
  return [
    Plot.ruleX(turns, { stroke: dayRule.stroke, strokeOpacity: dayRule.opacity, className: 'cb-day' }),
    Plot.axisX(
      ticks.map((tick) => tick.position),
      {
        label: spec.xLabel,
        labelAnchor: 'right',
        labelArrow: 'none',
        labelOffset: footOf(spec),
        tickFormat: (position: number) => labels.get(position) ?? '',
        tickSize: 4,
        stroke: 'var(--cb-line)',
        fill: 'var(--cb-ink-2)',
        lineHeight: 1.15,
      },
    ),
    ...(begin === '' ? [] : [Plot.text([begin], { ...beginPlace, dy: footOf(spec) })]),
  ];
}

const beginPlace: Plot.TextOptions = {
  frameAnchor: 'bottom-left',
  facetAnchor: 'bottom',
  lineAnchor: 'bottom',
  fill: 'var(--cb-ink-2)',
  className: 'cb-begin',
};

/** The date that a chart begins on, where an axis has dates, no other stands just there, and there is room. */
export function toBegin(spec: TimeChartSpec): string {
  if (spec.isFramed) return '';
  const date = beginDate(spec.axis, spec.window[0], spec.zone);
  // What the axis is told in stands at the right of the same rows.
  const room = spec.width - chartMargins.left - guessWidth(spec.xLabel, LETTERS);
  const length = guessWidth(date, LETTERS);
  const [first] = ticksOf(spec);
  const [from, to] = spec.window;
  const isNear = first && ((first.position - from) / (to - from)) * innerWidth(spec.width) < length * 1.6;
  const isDated = first?.label.includes('-');
  return (isNear && isDated) || length > room ? '' : date;
}

/** As many round times as stand beside one another at a width. */
export function ticksOf({ axis, window, width, zone, shared }: TimeChartSpec): TimeTick[] {
  const [from, to] = window;
  const inner = innerWidth(width);
  // A date is as wide as two times of day.
  const most = Math.max(2, Math.floor(inner / (axis.mode === 'wall' ? 90 : 66)));
  const compute = (): TimeTick[] => toTimeTicks(axis, from, to, most, zone);
  return shared ? shared.keep(ticksOf, `${zone} ${most}`, compute) : compute();
}

/** `0`, `0.5`, `12`, `1,200`: plain for people of any language. */
export function formatTick(value: number): string {
  return withMinus(tickNumbers.format(value));
}

// Made once: one of its own for each tick takes a frame of a movement as long as a third of its lines.
const tickNumbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 });
