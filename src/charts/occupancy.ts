import { placeNames, nameLetters } from './line-labels.ts';
import { guessWidth } from '#model/text-width.ts';
import { toPlane } from './paint-time-chart.ts';
import { edgesOf, type TimeChartSpec } from './time-chart.ts';
import type { TimeLayers } from './time-layers.ts';

/** Pixels of a cell, both ways. */
const CELL = 8;

/** Points of a line that are looked at in a column: the first hover after a movement waits for all of them. */
const PER_COLUMN = 4;

/** How much of what a chart shows lies in a box of it: what is put over it can keep off. */
export interface Occupancy {
  /** Cells of the box with something in them. */
  count(x1: number, y1: number, x2: number, y2: number): number;
}

/** Counts the cells of a chart over time that hold a piece of a line, of a band, or a name. */
export function toOccupancy(layers: TimeLayers, spec: TimeChartSpec): Occupancy {
  const plane = toPlane(spec, ...edgesOf(layers));
  const columns = Math.ceil(spec.width / CELL);
  const rows = Math.ceil(spec.height / CELL);
  const held = new Uint8Array(columns * rows);
  const clamp = (at: number, end: number): number => Math.min(end - 1, Math.max(0, Math.floor(at / CELL)));
  const fill = (x: number, y1: number, y2: number): void => {
    const column = clamp(x, columns);
    const last = clamp(Math.max(y1, y2), rows);
    for (let row = clamp(Math.min(y1, y2), rows); row <= last; row++) held[row * columns + column] = 1;
  };
  const [tops, bottoms] = [new Float64Array(columns), new Float64Array(columns)];
  for (const { x, y, dots, ground } of layers.lines) {
    if (ground) continue;
    // A line is told by its least and greatest height in each column: no point fills cells by itself.
    tops.fill(Infinity);
    bottoms.fill(-Infinity);
    const reach = (column: number, height: number): void => {
      if (height < (tops[column] as number)) tops[column] = height;
      if (height > (bottoms[column] as number)) bottoms[column] = height;
    };
    let [lastX, lastY] = [NaN, NaN];
    const stride = Math.max(1, Math.floor(x.length / (columns * PER_COLUMN)));
    for (let at = 0; at < x.length; at += stride) {
      const [here, height] = [plane.toX(x[at] as number), plane.toY(y[at] as number)];
      if (!Number.isNaN(height)) {
        const column = clamp(here, columns);
        const first = Number.isNaN(lastY) ? column : clamp(lastX, columns);
        for (let between = first; between < column; between++) {
          const part = ((between + 1) * CELL - lastX) / (here - lastX);
          const crossing = lastY + (height - lastY) * part;
          reach(between, crossing);
          reach(between + 1, crossing);
        }
        reach(column, height);
      }
      [lastX, lastY] = [here, height];
    }
    for (let column = 0; column < columns; column++) {
      const [top, bottom] = [tops[column] as number, bottoms[column] as number];
      if (top <= bottom) fill(column * CELL, top, bottom);
    }
    for (let at = 0; at < dots.x.length; at++) {
      const y2 = plane.toY(dots.y[at] as number);
      fill(plane.toX(dots.x[at] as number), y2, y2);
    }
  }
  for (const { x, y1, y2 } of layers.bands) {
    for (let at = 0; at < x.length; at++) {
      const [low, high] = [plane.toY(y1[at] as number), plane.toY(y2[at] as number)];
      if (Number.isNaN(low)) continue;
      const end = plane.toX(x[at] as number);
      const begin = at > 0 && !Number.isNaN(y1[at - 1]) ? plane.toX(x[at - 1] as number) : end;
      for (let along = begin; along < end; along += CELL) fill(along, low, high);
      fill(end, low, high);
    }
  }
  for (const { text, x, y } of placeNames(plane, layers.ends, spec)) {
    for (let at = x; at < x + guessWidth(text, nameLetters); at += CELL) fill(at, y - 5, y + 5);
  }
  const sums = toSums(held, columns, rows);
  const sumAt = (column: number, row: number): number => sums[row * (columns + 1) + column] as number;
  return {
    count(x1, y1, x2, y2) {
      const [left, right] = [clamp(x1, columns), clamp(x2, columns) + 1];
      const [top, bottom] = [clamp(y1, rows), clamp(y2, rows) + 1];
      return sumAt(right, bottom) - sumAt(left, bottom) - sumAt(right, top) + sumAt(left, top);
    },
  };
}

/** Of each corner how many cells above it and left of it are held: a box is told by its four. */
function toSums(held: Uint8Array, columns: number, rows: number): Uint32Array {
  const wide = columns + 1;
  const sums = new Uint32Array(wide * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let across = 0;
    for (let column = 0; column < columns; column++) {
      across += held[row * columns + column] as number;
      sums[(row + 1) * wide + column + 1] = (sums[row * wide + column + 1] as number) + across;
    }
  }
  return sums;
}
