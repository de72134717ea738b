import type { LineEnd } from './line-labels.ts';

/** How much of what is behind it a band covers, unless its own look says otherwise. */
export const BAND_OPACITY = 0.88;

/** A line, broken where `y` is NaN, and dots for what is too short to be one. */
export interface LineLayer {
  /** By which a view finds it to point it out. */
  className: string;
  /** A CSS colour. */
  colour: string;
  dash?: string | undefined;
  x: Float64Array;
  y: Float64Array;
  dots: { x: Float64Array; y: Float64Array };
  /** It is the ground of the others, and drawn as such. */
  ground: boolean;
}

/** A band between two edges, broken where they are NaN. */
export interface BandLayer {
  className: string;
  colour: string;
  /** `fill-opacity` */
  opacity: number;
  x: Float64Array;
  y1: Float64Array;
  y2: Float64Array;
}

/**
 * What stands in a chart over time, as points: for Plot to draw, and for a canvas while the window is
 * moved. The first is drawn last.
 */
export interface TimeLayers {
  lines: readonly LineLayer[];
  bands: readonly BandLayer[];
  ends: readonly LineEnd[];
  /** Of all values, in the unit of the chart. */
  greatest: number;
  /** The least where values go below 0. */
  least?: number | undefined;
  /** A value that none can be above. */
  limit?: number | undefined;
}

/** How many points there are to be drawn. */
export function countPoints({ lines, bands }: Pick<TimeLayers, 'lines' | 'bands'>): number {
  const ofLines = lines.reduce((sum, { x, dots }) => sum + x.length + dots.x.length, 0);
  return bands.reduce((sum, { x }) => sum + 2 * x.length, ofLines);
}
