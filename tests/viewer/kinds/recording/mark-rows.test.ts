import { expect, test } from 'vitest';
import { laneHeight, toMarkRows } from '#viewer/kinds/recording/mark-rows.ts';

test('marks that would lie on one another stand in rows below each other, all others in the first', () => {
  expect(toMarkRows([709, 712, 300, 735, 720])).toEqual([0, 1, 0, 0, 2]);
  expect(toMarkRows([256, 400], [247, 273])).toEqual([1, 0]);
  expect(laneHeight([0, 1, 0])).toBe('52px');
  expect(laneHeight([])).toBe('26px');
});
