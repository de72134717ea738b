import { expect, test } from 'vitest';
import { toDeskSizes } from '#viewer/kinds/recording/desk-sizes.ts';

test('sizes that were kept are taken as far as they are sizes', () => {
  expect(toDeskSizes({ split: 500, heights: { cpu: 200, memory: 'high', x: -4 } })).toEqual({
    split: 500,
    heights: { cpu: 200 },
  });
  for (const kept of [null, 7, 'x', [], { split: NaN, heights: 3 }]) {
    expect(toDeskSizes(kept)).toEqual({ heights: {} });
  }
});
