import { expect, test } from 'vitest';
import { findSpot, toInsets, type TipScene } from '#viewer/figure/tooltip-place.ts';

const box = { width: 200, height: 60 };

/** A figure with something in each pixel of the given boxes. */
function toScene(x: number, ...boxes: [x1: number, y1: number, x2: number, y2: number][]): TipScene {
  const overlap = (a1: number, a2: number, b1: number, b2: number): number =>
    Math.max(0, Math.min(a2, b2) - Math.max(a1, b1)) / 8;
  return {
    x,
    width: 1000,
    height: 200,
    edges: [10, 170],
    sides: [50, 850],
    count: (x1, y1, x2, y2) =>
      boxes.reduce((sum, [left, top, right, bottom]) => {
        return sum + overlap(x1, x2, left, right) * overlap(y1, y2, top, bottom);
      }, 0),
  };
}

test('a box is at the right of the cursor, at the top, where nothing is drawn', () => {
  expect(findSpot(toScene(300), box)).toBe('right near top');
  expect(toInsets('right near top', toScene(300))).toEqual({
    left: '312px',
    right: 'auto',
    top: '14px',
    bottom: 'auto',
  });
});

test('it goes to the other side of the cursor, or below, where lines are', () => {
  expect(findSpot(toScene(400, [400, 0, 850, 170]), box)).toBe('left near top');
  // Lines along the whole top of the chart.
  expect(findSpot(toScene(400, [50, 0, 850, 80]), box)).toBe('right near bottom');
});

test('it goes to a free corner where both sides are full, unless the cursor is in it', () => {
  const lines = [200, 0, 850, 170] as const;
  expect(findSpot(toScene(500, [280, 0, 850, 170]), box)).toBe('left far top');
  expect(findSpot(toScene(210, [...lines]), box)).not.toContain('far');
});

test('a free corner is left free where it is far from the cursor: the box covers the least beside it', () => {
  expect(findSpot(toScene(90, [50, 0, 600, 170]), box)).toBe('right near top');
  expect(findSpot(toScene(90, [50, 0, 600, 100]), box)).toBe('right near bottom');
  // At its left it has room, but the box is no nearer than 1.5 of its widths.
  expect(findSpot(toScene(570, [280, 0, 850, 170]), box)).toContain('near');
  expect(findSpot(toScene(550, [280, 0, 850, 170]), box)).toBe('left far top');
});

test('it is within its figure at either end', () => {
  expect(findSpot(toScene(60), box)).toBe('right near top');
  expect(findSpot(toScene(840), box)).toBe('left near top');
});

test('it stays where it is while another place is hardly better, and leaves for one that is', () => {
  // A little at its left.
  const little = toScene(400, [200, 0, 220, 40]);
  expect(findSpot(little, box)).toBe('right near top');
  expect(findSpot(little, box, 'left near top')).toBe('right near top');
  const less = toScene(400, [200, 0, 210, 40]);
  expect(findSpot(less, box, 'left near top')).toBe('left near top');
});

test('a box with no room anywhere has no spot', () => {
  expect(findSpot({ ...toScene(100), width: 150, sides: [50, 128] }, box)).toBeUndefined();
});
