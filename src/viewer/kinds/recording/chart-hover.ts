import { sidesOf } from '#charts/margins.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import { findSample, type TimeAxis } from '#model/recording/time-axis.ts';
import { metricColumn, metricScale, type Metric } from '#model/recording/usage-metric.ts';
import { rowAt } from '#model/recording/usage-sum.ts';
import type { CursorPlace } from '#viewer/figure/cursor.ts';
import { lookIn } from '#viewer/figure/swatch.ts';
import type { TooltipContent } from '#viewer/figure/tooltip.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import { formatMetric } from './numbers.ts';
import type { UsageFigure } from './usage-figure.ts';
import type { UsageView } from './usage-view.ts';

/** One series at the cursor's sample. */
export interface HoverValue {
  one: DrawnSeries;
  /** In the shown unit; may be no finite number. */
  value: number;
  /** Where it is drawn: the value itself, or the top of its band. */
  top: number;
  bottom: number;
  /** The first sample that it was seen in. */
  first: boolean;
}

/** The pause of the recorder that a position is in, and nearer to no sample than samples are to one another. */
export function findPause(
  { axis, marks }: Pick<UsageView, 'axis' | 'marks'>,
  position: number,
): CursorPlace['pause'] {
  const near = axis.interval / 2;
  const pause = marks.find(
    ({ kind, from, to = from }) => kind === 'gap' && position > from + near && position < to - near,
  );
  return pause && { position, label: pause.label };
}

/** The series that are there at a sample, in the order drawn. A binary search each: no index to keep. */
export function toHoverValues(
  drawn: readonly DrawnSeries[],
  metric: Metric,
  stacked: boolean,
  sample: number,
  axis: TimeAxis,
): HoverValue[] {
  const scale = metricScale(metric);
  const values: HoverValue[] = [];
  let base = 0;
  for (const one of drawn) {
    const own = one.axis ? findOwnSample(one.axis, axis.positions[sample] ?? 0) : sample;
    const row = own === undefined ? undefined : rowAt(one.series, own);
    if (row === undefined) continue;
    const value = (metricColumn(one.series, metric)[row] ?? NaN) * scale;
    const bottom = stacked ? base : 0;
    if (stacked && Number.isFinite(value)) base += value;
    values.push({ one, value, top: stacked ? base : value, bottom, first: row === 0 });
  }
  return values;
}

/** The sample of another recording that stands at a position; undefined where it has none near. */
function findOwnSample(axis: TimeAxis, position: number): number | undefined {
  const sample = findSample(axis, position);
  if (sample === undefined) return undefined;
  return Math.abs((axis.positions[sample] ?? NaN) - position) <= axis.interval ? sample : undefined;
}

/** The one nearest to a height: of lines by distance, of bands the one that holds it. */
export function findNearest(
  values: readonly HoverValue[],
  stacked: boolean,
  height: number,
): HoverValue | undefined {
  let best: HoverValue | undefined;
  let least = Infinity;
  for (const one of values) {
    if (!Number.isFinite(one.value)) continue;
    const inside = stacked && height >= one.bottom && height <= one.top;
    const distance = inside
      ? 0
      : Math.min(Math.abs(one.top - height), stacked ? Math.abs(one.bottom - height) : Infinity);
    if (distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** What of a figure is where, for a tooltip to keep off; of one that no canvas can have that is not known. */
export function toKeepOff(
  { painting, edges, height }: Pick<UsageFigure, 'painting' | 'edges' | 'height'>,
  width: number,
): TooltipContent['keepOff'] {
  const occupancy = painting?.occupancy(width);
  if (!occupancy || !edges) return undefined;
  const { left, right } = sidesOf(width);
  return { height, edges: edges(width), sides: [left, width - right], count: occupancy.count };
}

/** What a tooltip says of the values at the cursor: the greatest first, the sum where there is one. */
export function toTooltip(
  values: readonly HoverValue[],
  nearest: HoverValue | undefined,
  {
    metric,
    memoryUnit,
    additive,
    stacked,
  }: Pick<UsageFigure, 'metric' | 'memoryUnit' | 'additive' | 'stacked'>,
  firstIsZero: boolean,
  /** At most so many. */
  most: number,
  texts: RecordingTexts,
): Pick<TooltipContent, 'rows' | 'rest'> {
  const sorted = values.toSorted((a, b) => order(b.value) - order(a.value));
  let listed = sorted.slice(0, most);
  // What is pointed at is always among them.
  if (nearest && !listed.includes(nearest)) listed = [...listed.slice(0, most - 1), nearest];
  const rows = listed.map((entry) => {
    // The recorder's first sample of a process says nothing of its CPU.
    const first = entry.first && firstIsZero && metric !== 'memory' && entry.value === 0;
    return {
      ...lookIn(entry.one, stacked),
      label: entry.one.label,
      value: formatMetric(entry.value, metric, memoryUnit) + (first ? ` (${texts.firstSample})` : ''),
      near: entry === nearest,
    };
  });
  const more = values.length - listed.length;
  const sum = values.reduce((total, { value }) => total + (Number.isFinite(value) ? value : 0), 0);
  const parts = [
    more > 0 ? texts.more(more) : '',
    additive ? `${texts.total} ${formatMetric(sum, metric, memoryUnit)}` : '',
  ];
  return { rows, rest: texts.clauses(parts.filter(Boolean)) };
}

function order(value: number): number {
  return Number.isNaN(value) ? -Infinity : value;
}
