import { placeNames, nameLetters } from './line-labels.ts';
import { chartMargins, footOf, innerWidth, plotEdges } from './margins.ts';
import { haloed, type Plane } from './pixel-mark.ts';
import {
  dayRule,
  edgesOf,
  formatTick,
  ticksOf,
  toBegin,
  valueTicks,
  type TimeChartSpec,
} from './time-chart.ts';
import {
  isNoise,
  paintBand,
  paintBandOutline,
  paintLine,
  paintLineOutline,
  type ColourOf,
} from './paint-layers.ts';
import { countPoints, type TimeLayers } from './time-layers.ts';
import { flagSize, markColour, markDash, momentsOf, placeFlags, stretchesOf } from './time-marks.ts';

/** The page as a canvas needs it: its letters, and the values of the colours that it names. */
export interface PagePaint {
  fontFamily: string;
  colourOf: ColourOf;
}

/**
 * Points from which on lines are solid while they are moved: without a graphics card dashes take a canvas three times
 * as long.
 */
const DASHED = 3000;

/** Where values stand in what was painted. */
export interface PaintedScale {
  apply(value: number): number;
  invert(y: number): number;
}

/**
 * Paints a chart over time as Plot draws it, in a small part of the time: for the frames in which a
 * window is being moved, and for more points than a drawing takes. The context is scaled to pixels of the
 * page, and empty.
 */
export function paintTimeChart(
  context: CanvasRenderingContext2D,
  layers: TimeLayers,
  spec: TimeChartSpec,
  page: PagePaint,
): PaintedScale {
  const [least, most] = edgesOf(layers);
  const plane = toPlane(spec, least, most);
  const { left, right, bottom } = plane;
  const { colourOf } = page;
  context.lineJoin = 'bevel';
  context.lineCap = 'butt';
  const letters = (size: number, weight = 400): void => {
    context.font = `${weight} ${size}px ${page.fontFamily}`;
  };
  paintStretches(context, plane, spec, colourOf);
  letters(12);
  paintValues(context, plane, spec, valueTicks(spec, most, least), colourOf);
  paintTimes(context, plane, spec, colourOf);

  context.save();
  clipToPlot(context, plane);
  for (const band of layers.bands.toReversed()) paintBand(context, plane, band, colourOf);
  const isSolid = spec.draft && countPoints(layers) >= DASHED;
  for (const line of layers.lines.toReversed()) paintLine(context, plane, line, colourOf, isSolid);
  context.restore();
  if (layers.limit !== undefined) {
    context.setLineDash([2, 3]);
    stroke(context, colourOf('var(--cb-ink-2)'), [
      left,
      plane.toY(layers.limit),
      right,
      plane.toY(layers.limit),
    ]);
    context.setLineDash([]);
  }
  letters(nameLetters, 600);
  context.textAlign = 'left';
  for (const { text, colour, x, y, leader } of placeNames(plane, layers.ends, spec)) {
    if (leader) stroke(context, colourOf(colour), leader);
    else paintRim(context, text, x, y + nameLetters * 0.34, colourOf);
    context.fillStyle = colourOf(colour);
    context.fillText(text, x, y + nameLetters * 0.34);
  }
  paintMoments(context, plane, spec, colourOf);
  letters(flagSize.letters, 600);
  paintFlags(context, plane, spec, colourOf);
  const zero = plane.toY(0);
  stroke(context, colourOf('var(--cb-line)'), [left, zero, right, zero]);
  const height = bottom - plane.top;
  return { apply: plane.toY, invert: (y) => least + ((bottom - y) / height) * (most - least) };
}

function clipToPlot(context: CanvasRenderingContext2D, { left, right, top, bottom }: Plane): void {
  context.beginPath();
  context.rect(left, top - 2, right - left + 1, bottom - top + 3);
  context.clip();
}

/** What is behind text over a drawing, so that lines do not strike it through. */
function paintRim(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colourOf: ColourOf,
): void {
  context.strokeStyle = colourOf(haloed.stroke);
  context.lineWidth = haloed['stroke-width'];
  context.lineJoin = haloed['stroke-linejoin'];
  context.strokeText(text, x, y);
}

/**
 * Points out one series of what was painted, on a canvas of its own above it: a line wider, a band by its edges.
 *
 * @param index its place among the lines or bands; where there is none nothing is painted
 */
export function paintOutline(
  context: CanvasRenderingContext2D,
  layers: TimeLayers,
  spec: TimeChartSpec,
  index: number,
  { colourOf }: Pick<PagePaint, 'colourOf'>,
): void {
  const plane = toPlane(spec, ...edgesOf(layers));
  const line = layers.lines[index];
  const band = layers.bands[index];
  context.save();
  clipToPlot(context, plane);
  context.lineJoin = 'bevel';
  if (line) paintLineOutline(context, plane, line, colourOf);
  else if (band) paintBandOutline(context, plane, band, colourOf);
  context.restore();
}

/** Whether a band goes up and down too often for edges that point it out. */
export function isBandNoise(layers: TimeLayers, spec: TimeChartSpec, index: number): boolean {
  const band = layers.bands[index];
  return band !== undefined && isNoise(toPlane(spec, ...edgesOf(layers)), band);
}

/** Where a chart over time has its plot, and in it its values. */
export function toPlane(spec: TimeChartSpec, least: number, most: number): Plane {
  const { width } = spec;
  const [from, to] = spec.window;
  const { left } = chartMargins;
  const [above, bottom] = plotEdges(spec);
  const inner = innerWidth(width);
  const perPosition = inner / (to - from || 1);
  const perValue = (bottom - above) / (most - least);
  return {
    toX: (position) => left + (position - from) * perPosition,
    toY: (value) => bottom - (value - least) * perValue,
    left,
    right: left + inner,
    top: above,
    bottom,
    width,
  };
}

function paintStretches(
  context: CanvasRenderingContext2D,
  { toX, top, bottom }: Plane,
  spec: TimeChartSpec,
  colourOf: ColourOf,
): void {
  for (const { mark, from, to, opacity } of stretchesOf(spec)) {
    context.globalAlpha = opacity;
    context.fillStyle = colourOf(markColour[mark.kind]);
    context.fillRect(toX(from), top, toX(to) - toX(from), bottom - top);
  }
  context.globalAlpha = 1;
}

function paintMoments(
  context: CanvasRenderingContext2D,
  { toX, top, bottom }: Plane,
  spec: TimeChartSpec,
  colourOf: ColourOf,
): void {
  for (const { mark, opacity } of momentsOf(spec)) {
    const x = toX(mark.from);
    context.globalAlpha = opacity;
    context.setLineDash([...(markDash[mark.kind] ?? [])]);
    stroke(context, colourOf(markColour[mark.kind]), [x, top, x, bottom]);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintFlags(
  context: CanvasRenderingContext2D,
  plane: Plane,
  spec: TimeChartSpec,
  colourOf: ColourOf,
): void {
  const { height, letters } = flagSize;
  for (const { x, y, box, number, text, textX, textAnchor, colour } of placeFlags(plane, spec)) {
    const baseline = y + height / 2 + letters * 0.34;
    context.fillStyle = colourOf(colour);
    context.textAlign = textAnchor;
    if (text !== '') context.fillText(text, textX, baseline);
    if (number === '') continue;
    context.fillRect(x, y, box, height);
    context.textAlign = 'center';
    context.fillStyle = colourOf('var(--cb-surface)');
    context.fillText(number, x + box / 2, baseline);
  }
}

function paintValues(
  context: CanvasRenderingContext2D,
  { toY, left, right }: Plane,
  { yUnit = 1, yLabel }: TimeChartSpec,
  ticks: readonly number[],
  colourOf: ColourOf,
): void {
  context.textAlign = 'right';
  context.fillStyle = colourOf('var(--cb-ink-2)');
  for (const tick of ticks) {
    context.globalAlpha = 0.7;
    stroke(context, colourOf('var(--cb-line)'), [left, toY(tick), right, toY(tick)]);
    context.globalAlpha = 1;
    context.fillText(formatTick(tick / yUnit), left - 9, toY(tick) + 3.8);
  }
  context.textAlign = 'left';
  if (yLabel !== '') context.fillText(yLabel, 3, chartMargins.top - 8.6);
}

function paintTimes(
  context: CanvasRenderingContext2D,
  plane: Plane,
  spec: TimeChartSpec,
  colourOf: ColourOf,
): void {
  const { toX, left, top, bottom, width } = plane;
  context.textAlign = 'center';
  for (const { position, label, turns } of ticksOf(spec)) {
    const x = toX(position);
    if (turns) {
      context.globalAlpha = dayRule.opacity;
      stroke(context, colourOf(dayRule.stroke), [x, top, x, bottom]);
      context.globalAlpha = 1;
    }
    stroke(context, colourOf('var(--cb-line)'), [x, bottom, x, bottom + 4]);
    label.split('\n').forEach((line, row) => {
      context.fillText(line, x, bottom + 9 + 9.6 + row * 13.8);
    });
  }
  context.textAlign = 'left';
  const begin = toBegin(spec);
  if (begin !== '') context.fillText(begin, left, bottom + footOf(spec));
  context.textAlign = 'right';
  context.fillText(spec.xLabel, width - 3, bottom + footOf(spec));
}

function stroke(
  context: CanvasRenderingContext2D,
  colour: string,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
