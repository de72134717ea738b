import { expect, test } from 'vitest';
import { recording } from '#charts/examples/recordings.ts';
import { toSpec } from '#charts/examples/specs.ts';
import { toOccupancy } from '#charts/occupancy.ts';
import { toPlane } from '#charts/paint-time-chart.ts';
import { edgesOf } from '#charts/time-chart.ts';
import type { TimeLayers } from '#charts/time-layers.ts';

const none = { x: new Float64Array(), y: new Float64Array() };
const spec = toSpec(recording, { width: 800, height: 240, window: [0, 100] });
const toLayers = (parts: Partial<TimeLayers>): TimeLayers => ({
  lines: [],
  bands: [],
  ends: [],
  greatest: 100,
  ...parts,
});
const toLine = (x: number[], y: number[], ground = false) => ({
  className: '',
  colour: '',
  ground,
  dots: none,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});

test('a box is told by what is drawn in it: a line between its points, and nothing in its gaps', () => {
  const layers = toLayers({ lines: [toLine([0, 40, 60, 60, 100], [50, 50, NaN, 50, 50])] });
  const { toX, toY } = toPlane(spec, ...edgesOf(layers));
  const { count } = toOccupancy(layers, spec);
  expect(count(toX(10), toY(60), toX(30), toY(40))).toBeGreaterThan(10);
  expect(count(toX(10), toY(95), toX(30), toY(70))).toBe(0);
  expect(count(toX(43), toY(95), toX(57), toY(5))).toBe(0);
});

test('a band is all that is between its edges; the ground of others is nothing', () => {
  const x = Float64Array.from([0, 50]);
  const band = {
    className: '',
    colour: '',
    opacity: 1,
    x,
    y1: Float64Array.from([20, 20]),
    y2: Float64Array.from([60, 60]),
  };
  const layers = toLayers({ bands: [band], lines: [toLine([50, 100], [90, 90], true)] });
  const { toX, toY } = toPlane(spec, ...edgesOf(layers));
  const { count } = toOccupancy(layers, spec);
  const inBand = count(toX(10), toY(55), toX(30), toY(25));
  const cells = Math.floor((toX(30) - toX(10)) / 8) * Math.floor((toY(25) - toY(55)) / 8);
  expect(inBand).toBeGreaterThanOrEqual(cells);
  expect(count(toX(55), toY(95), toX(95), toY(5))).toBe(0);
});
