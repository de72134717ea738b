import * as Plot from '@observablehq/plot';
import { chartStyle, formatTick } from './time-chart.ts';
import { toValueTicks } from './value-ticks.ts';

/** One bar: a process's part of the whole over the window. */
export interface ShareBar {
  key: string;
  label: string;
  colour: string;
  /** `fill-opacity` */
  opacity?: number;
  /** In the unit of `xLabel`. */
  mean: number;
  /** 0 to 1. */
  share: number;
  /** The numbers, as they stand beside the bar: `34.2 % · 12.1 % of all`. */
  text: string;
}

export interface ShareSpec {
  width: number;
  xLabel: string;
  /** One unit of the axis, in that of the bars. */
  xUnit?: number;
  ariaLabel: string;
  ariaDescription: string;
}

const ROW = 20;

/** Parts of the whole as bars from one line, longest first: lengths can be read, angles cannot. */
export function usageShare(bars: readonly ShareBar[], spec: ShareSpec): Plot.PlotOptions {
  const unit = spec.xUnit ?? 1;
  const greatest = bars.reduce((most, bar) => Math.max(most, bar.mean), 0);
  const left = Math.min(210, Math.round(spec.width * 0.34));
  const ticks = toValueTicks(greatest, Math.max(2, Math.floor((spec.width - left - 136) / 90)), unit);
  const characters = Math.max(6, Math.floor((left - 14) / 6.2));
  const labels = new Map(bars.map((bar) => [bar.key, shorten(bar.label, characters)]));
  return {
    width: spec.width,
    height: bars.length * ROW + 44,
    marginLeft: left,
    marginRight: 136,
    marginTop: 4,
    marginBottom: 40,
    className: 'cb-plot',
    style: chartStyle,
    ariaLabel: spec.ariaLabel,
    ariaDescription: spec.ariaDescription,
    x: { domain: [0, greatest > 0 ? greatest : 1], label: null },
    y: { type: 'band', domain: bars.map((bar) => bar.key), label: null, padding: 0.22 },
    marks: [
      Plot.gridX(ticks, { stroke: 'var(--cb-line)', strokeOpacity: 0.7 }),
      Plot.axisX(ticks, {
        label: spec.xLabel,
        labelAnchor: 'left',
        labelArrow: 'none',
        labelOffset: 36,
        tickSize: 0,
        tickFormat: (value: number) => formatTick(value / unit),
        fill: 'var(--cb-ink-2)',
      }),
      Plot.axisY({
        label: null,
        tickSize: 0,
        tickPadding: 8,
        tickFormat: (key: string) => labels.get(key) ?? '',
        fill: 'var(--cb-ink)',
      }),
      Plot.barX(bars, {
        x: 'mean',
        y: 'key',
        fill: 'colour',
        fillOpacity: (bar: ShareBar) => bar.opacity ?? 1,
        insetLeft: 0,
        title: (bar: ShareBar) => `${bar.label}\n${bar.text}`,
      }),
      Plot.text(bars, {
        x: 'mean',
        y: 'key',
        text: 'text',
        textAnchor: 'start',
        dx: 6,
        fill: 'var(--cb-ink)',
        fontVariant: 'tabular-nums',
      }),
      Plot.ruleX([0], { stroke: 'var(--cb-line)' }),
    ],
    // Colours and opacities are said, not scaled.
    color: { type: 'identity' },
    opacity: { type: 'identity' },
  };
}

/** From its middle: both ends of a path tell. */
function shorten(text: string, longest: number): string {
  const characters = Array.from(text);
  if (characters.length <= longest) return text;
  const tail = Math.floor((longest - 1) / 2);
  return `${characters.slice(0, longest - 1 - tail).join('')}…${characters.slice(-tail).join('')}`;
}
