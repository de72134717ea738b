import { expect, test } from 'vitest';
import { toStripes } from '#viewer/figure/tooltip.ts';

test('a swatch has the dashes of its line, which tell it from others of its colour', () => {
  expect(toStripes('var(--cb-series-1)', undefined)).toBe('var(--cb-series-1)');
  expect(toStripes('red', '8 3 2 3')).toBe(
    'repeating-linear-gradient(90deg,red 0px 8px,transparent 8px 11px,red 11px 13px,transparent 13px 16px)',
  );
});
