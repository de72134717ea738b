import * as Plot from '@observablehq/plot';
import type { Recording, Series } from '#model/recording/recording.ts';
import { axisBounds, type TimeAxis } from '#model/recording/time-axis.ts';
import { sumSeries } from '#model/recording/usage-sum.ts';
import { sidesOf } from './margins.ts';
import { chartStyle, type TimeMark } from './time-chart.ts';
import { bandMarks, toBandLayers } from './usage-stack.ts';

export interface OverviewSpec {
  width: number;
  height: number;
  axis: TimeAxis;
  ariaLabel: string;
  marks?: readonly TimeMark[];
}

const wholes = new WeakMap<Recording, Series>();

/** The CPU of all processes over the whole recording, small: where to look. */
export function overview(recording: Recording, spec: OverviewSpec): Plot.PlotOptions {
  const { axis, width } = spec;
  const bounds = axisBounds(axis);
  const sides = sidesOf(width);
  const drawn = [{ series: wholeOf(recording), label: spec.ariaLabel, colour: 'var(--cb-ink-2)' }];
  const { bands, greatest } = toBandLayers(drawn, 'cpu', { width, axis, window: bounds });
  return {
    width: spec.width,
    height: spec.height,
    marginLeft: sides.left,
    marginRight: sides.right,
    marginTop: 2,
    marginBottom: 2,
    className: 'cb-plot',
    style: chartStyle,
    ariaLabel: spec.ariaLabel,
    x: { type: 'linear', domain: [...bounds], axis: null },
    y: { type: 'linear', domain: [0, greatest > 0 ? greatest : 1], axis: null },
    marks: [
      ...(spec.marks ?? [])
        .filter((mark) => mark.kind === 'gap' && mark.to !== undefined)
        .map((mark) =>
          Plot.rect([mark], {
            x1: 'from',
            x2: 'to',
            fill: 'var(--cb-ink-2)',
            fillOpacity: 0.12,
            title: () => mark.label,
          }),
        ),
      ...bandMarks(bands),
      Plot.ruleX(
        (spec.marks ?? []).filter((mark) => mark.kind === 'step'),
        { x: 'from', stroke: 'var(--cb-warn)', strokeDasharray: '3 2' },
      ),
      Plot.ruleY([0], { stroke: 'var(--cb-line)' }),
    ],
  };
}

function wholeOf(recording: Recording): Series {
  let whole = wholes.get(recording);
  if (!whole) {
    whole = sumSeries(
      recording,
      recording.series.filter((series) => series.kind === 'process'),
    );
    wholes.set(recording, whole);
  }
  return whole;
}
