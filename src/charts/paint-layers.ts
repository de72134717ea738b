import type { Plane } from './pixel-mark.ts';
import type { BandLayer, LineLayer } from './time-layers.ts';

/** The value of a CSS colour, `var(--…)` being one. */
export type ColourOf = (colour: string) => string;

/**
 * Points of a line that are stroked at once. A canvas without a graphics card compares all pieces of a
 * path with one another: twenty lines of a noisy recording took 3.5 s whole and round, and 34 ms in
 * pieces of this many that are a pixel wide.
 */
const STROKE = 40;

/** @param isSolid whatever its dashes */
export function paintLine(
  context: CanvasRenderingContext2D,
  plane: Plane,
  { x, y, dots, colour, dash, ground }: LineLayer,
  colourOf: ColourOf,
  isSolid = false,
): void {
  const { toX, toY, bottom } = plane;
  const value = colourOf(colour);
  if (ground) {
    context.globalAlpha = 0.14;
    context.fillStyle = value;
    eachPiece(
      x.length,
      (index) => Number.isNaN(y[index]),
      (first, end) => {
        context.beginPath();
        context.moveTo(toX(x[first] as number), bottom);
        for (let at = first; at < end; at++) context.lineTo(toX(x[at] as number), toY(y[at] as number));
        context.lineTo(toX(x[end - 1] as number), bottom);
        context.fill();
      },
    );
    context.globalAlpha = 0.45;
  }
  context.strokeStyle = value;
  context.lineWidth = 1;
  strokeLine(context, plane, x, y, isSolid ? undefined : dash);
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.fillStyle = value;
  for (let at = 0; at < dots.x.length; at++) {
    context.beginPath();
    context.arc(toX(dots.x[at] as number), toY(dots.y[at] as number), 1.8, 0, 2 * Math.PI);
    context.fill();
  }
  context.lineWidth = 1;
}

export function paintBand(
  context: CanvasRenderingContext2D,
  { toX, toY }: Plane,
  { x, y1, y2, colour, opacity }: BandLayer,
  colourOf: ColourOf,
): void {
  context.globalAlpha = opacity;
  context.fillStyle = colourOf(colour);
  context.beginPath();
  eachPiece(
    x.length,
    (index) => Number.isNaN(y1[index]),
    (first, end) => {
      context.moveTo(toX(x[first] as number), toY(y2[first] as number));
      for (let at = first + 1; at < end; at++) context.lineTo(toX(x[at] as number), toY(y2[at] as number));
      for (let at = end - 1; at >= first; at--) context.lineTo(toX(x[at] as number), toY(y1[at] as number));
      context.closePath();
    },
  );
  context.fill();
  context.globalAlpha = 1;
}

/**
 * How many times as long as its plot is wide a line is from which on it is noise: three pixels wide it would fill what it
 * runs through, and its own course would be lost.
 */
const NOISE = 4;

/**
 * A line once more on top, three pixels wide. Three strokes beside one another, since a wider one of as many points takes
 * a canvas, and SVG's own path, many times as long. Noise is pointed out by being on top alone, solid, and of as many
 * points as tell how it goes.
 */
export function paintLineOutline(
  context: CanvasRenderingContext2D,
  plane: Plane,
  line: LineLayer,
  colourOf: ColourOf,
): void {
  context.strokeStyle = colourOf(line.colour);
  context.lineWidth = 1;
  if (climbOf(plane, line) > NOISE * (plane.right - plane.left)) {
    const { x, y } = thinOut(plane, line);
    strokeLine(context, plane, x, y, undefined);
    return;
  }
  for (const aside of [-1, 0, 1]) {
    const beside = {
      ...plane,
      toX: (position: number) => plane.toX(position) + aside,
      toY: (value: number) => plane.toY(value) + aside,
    };
    strokeLine(context, beside, line.x, line.y, line.dash);
  }
  context.setLineDash([]);
}

/** Of each two pixels the least and the greatest, in their order, and every gap. */
function thinOut({ toX }: Plane, { x, y }: LineLayer): Pick<LineLayer, 'x' | 'y'> {
  const kept: number[] = [];
  let [column, least, greatest] = [Number.NaN, 0, 0];
  const end = (): void => {
    if (Number.isNaN(column)) return;
    kept.push(Math.min(least, greatest));
    if (least !== greatest) kept.push(Math.max(least, greatest));
  };
  for (let at = 0; at < x.length; at++) {
    const value = y[at] as number;
    const next = Number.isNaN(value) ? Number.NaN : Math.floor(toX(x[at] as number) / 2);
    if (next !== column) {
      end();
      [column, least, greatest] = [next, at, at];
      if (Number.isNaN(next)) kept.push(at);
    } else if (value < (y[least] as number)) least = at;
    else if (value > (y[greatest] as number)) greatest = at;
  }
  end();
  return {
    x: Float64Array.from(kept, (at) => x[at] as number),
    y: Float64Array.from(kept, (at) => y[at] as number),
  };
}

/** How many pixels a line goes up and down in its plot, all in all. */
function climbOf({ toX, toY, left, right }: Plane, { x, y }: Pick<LineLayer, 'x' | 'y'>): number {
  let climb = 0;
  let last = Number.NaN;
  for (let at = 0; at < x.length; at++) {
    const isSeen = toX(x[at] as number) >= left && toX(x[at] as number) <= right;
    const next = isSeen ? toY(y[at] as number) : Number.NaN;
    if (!Number.isNaN(next - last)) climb += Math.abs(next - last);
    last = next;
  }
  return climb;
}

/** Whether edges of a band would fill what it runs through. */
export function isNoise(plane: Plane, { x, y2 }: BandLayer): boolean {
  return climbOf(plane, { x, y: y2 }) > NOISE * (plane.right - plane.left);
}

/** How much of the ink lies over a band that is pointed out without edges. */
export const NOISE_SHADE = 0.45;

/** The two edges of a band once more on top; noise is pointed out by a shade over it alone. */
export function paintBandOutline(
  context: CanvasRenderingContext2D,
  plane: Plane,
  band: BandLayer,
  colourOf: ColourOf,
): void {
  const colour = 'var(--cb-ink)';
  if (isNoise(plane, band)) {
    paintBand(context, plane, { ...band, colour, opacity: NOISE_SHADE }, colourOf);
    return;
  }
  const { x, y1, y2 } = band;
  context.strokeStyle = colourOf(colour);
  context.lineWidth = 1;
  for (const edge of [y1, y2]) strokeLine(context, plane, x, edge, undefined);
}

/** Each stretch between two gaps. */
function eachPiece(
  length: number,
  isGap: (index: number) => boolean,
  act: (first: number, end: number) => void,
): void {
  let first = 0;
  for (let index = 0; index <= length; index++) {
    if (index < length && !isGap(index)) continue;
    if (index > first) act(first, index);
    first = index + 1;
  }
}

/** Strokes a line piece by piece; its dashes go on from one to the next. */
function strokeLine(
  context: CanvasRenderingContext2D,
  { toX, toY }: Plane,
  x: Float64Array,
  y: Float64Array,
  dash: string | undefined,
): void {
  const dashes = dash?.split(' ').map(Number) ?? [];
  context.setLineDash(dashes);
  let isDown = false;
  let [lastX, lastY] = [0, 0];
  let drawn = 0;
  context.beginPath();
  const end = (): void => {
    context.stroke();
    context.beginPath();
    if (dashes.length > 0) context.lineDashOffset = drawn;
  };
  for (let at = 0; at < x.length; at++) {
    const value = y[at] as number;
    if (Number.isNaN(value)) {
      isDown = false;
      continue;
    }
    const [nextX, nextY] = [toX(x[at] as number), toY(value)];
    if (isDown) {
      context.lineTo(nextX, nextY);
      if (dashes.length > 0) drawn += Math.hypot(nextX - lastX, nextY - lastY);
      if (at % STROKE === 0) {
        end();
        context.moveTo(nextX, nextY);
      }
    } else {
      if (dashes.length > 0) {
        drawn = 0;
        end();
      }
      context.moveTo(nextX, nextY);
      isDown = true;
    }
    [lastX, lastY] = [nextX, nextY];
  }
  context.stroke();
  context.lineDashOffset = 0;
}
