import { expect, test } from 'vitest';
import { laneHeight, toMarkGroups, toMarkRows } from '#viewer/kinds/recording/mark-rows.ts';

test('marks that would lie on one another stand in rows below each other, all others in the first', () => {
  expect(toMarkRows([709, 712, 300, 735, 720])).toEqual([0, 1, 0, 0, 2]);
  expect(toMarkRows([256, 400], [247, 273])).toEqual([1, 0]);
  expect(laneHeight([{ row: 0 }, { row: 1 }, { row: 0 }])).toBe('52px');
  expect(laneHeight([])).toBe('26px');
});

test('many at one place are one mark, so that fifty have no more rows than three; others stay by themselves', () => {
  const few = toMarkGroups([709, 712, 300]);
  expect(few.map(({ members }) => members)).toEqual([[0], [1], [2]]);
  const many = toMarkGroups([300, ...Array.from({ length: 50 }, (_, index) => 700 + index / 10), 900]);
  expect(many.map(({ members }) => members.length)).toEqual([1, 50, 1]);
  expect(many.every(({ row }) => row === 0)).toBe(true);
  expect(many[1]).toMatchObject({ x: 700, members: expect.arrayContaining([1, 50]) });
});
