import type { Occupancy } from '#charts/occupancy.ts';
import type { PagePaint, PaintedScale } from '#charts/paint-time-chart.ts';
import type { PlotDrawing } from '#charts/render.ts';
import type { TimeChartSpec, TimeMark } from '#charts/time-chart.ts';
import type { DrawnSeries } from '#charts/usage-lines.ts';
import type { MemoryUnit, Metric } from '#model/recording/usage-metric.ts';
import { hasHours, timeAt } from '#model/recording/time-axis.ts';
import type { UsageWindow } from '#model/recording/usage-window.ts';
import { zoneLabel } from '#model/zone.ts';
import type { Figure } from '#viewer/figure/figure.ts';
import type { RecordingTexts } from '#texts/recording.ts';
import type { UsageView } from './usage-view.ts';

/** One chart of the view, with what the cursor needs to read it. */
export interface UsageFigure extends Figure {
  draw(width: number, document: Document): PlotDrawing;
  /** The same where a canvas has no place: for a file, for paper. */
  drawStill?(width: number, document: Document): PlotDrawing;
  /** The same on a canvas. A figure without it is seen as it was until the hand rests. */
  painting?: FigurePainting | undefined;
  kind: 'time' | 'bars';
  /** From where to where its plot goes, in pixels from above. */
  edges?(width: number): readonly [top: number, bottom: number];
  metric: Metric;
  /** What its memory is told in. */
  memoryUnit?: MemoryUnit | undefined;
  /** Stacked values are told apart by band, lines by distance. */
  stacked: boolean;
  /** Its values are parts of one whole. */
  additive: boolean;
  /** A strip each: values are told, but there is no one height to point at. */
  faceted?: boolean;
  drawn: DrawnSeries[];
  /** What stands in its place, where the recording has none of its values. */
  nothing?: string | undefined;
}

/** A figure on a canvas: a drawing of tens of thousands of points would hold the page up. */
export interface FigurePainting {
  /** It has more points than a drawing takes: at rest too it is painted. */
  isDense(width: number): boolean;
  /** @param window the one that is being moved; as the figure rests where none is given */
  paint(
    context: CanvasRenderingContext2D,
    width: number,
    page: PagePaint,
    window?: readonly [number, number],
  ): PaintedScale;
  /** A series' own line or band at rest, once more, on a canvas above. */
  paintOutline(context: CanvasRenderingContext2D, index: number, width: number, page: PagePaint): void;
  /** At rest a band goes up and down so often that edges would fill what it runs through. */
  isNoise(index: number, width: number): boolean;
  /** What of it is where, at rest. */
  occupancy(width: number): Occupancy;
}

/** What charts are drawn for, besides what is in them. */
export interface FigureScene {
  /** The window, with what its charts, their sentences and the tables of it have in common. */
  usage: UsageWindow;
  texts: RecordingTexts;
  /** Pixels of one chart. */
  height: number;
  /** Of those that have another, by their ids. */
  heights?: Readonly<Record<string, number>>;
  pins: readonly TimeMark[];
}

/** What all charts over time of a view are told. */
export function timeSpec(
  view: Pick<UsageView, 'axis' | 'zone' | 'marks'>,
  { usage, texts, pins }: Pick<FigureScene, 'usage' | 'texts' | 'pins'>,
): Pick<TimeChartSpec, 'axis' | 'zone' | 'window' | 'shared' | 'xLabel' | 'marks'> {
  const { axis, zone } = view;
  const window = [usage.from, usage.to] as const;
  const ends = window.map((position) => timeAt(axis, position)) as [number, number];
  const isLong = hasHours(axis, ...window);
  const clock = axis.mode === 'wall' ? texts.axisWall(zoneLabel(zone, ...ends)) : texts.axisElapsed(isLong);
  const xLabel = axis.clock === 'none' ? texts.axisNoClock(isLong) : clock;
  return { axis, zone, window, shared: usage, xLabel, marks: [...view.marks, ...pins] };
}
