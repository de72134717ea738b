import { expect, test } from 'vitest';
import { lookIn, toSwatch } from '#viewer/figure/swatch.ts';

test('a swatch has the dashes of its line, which tell it from others of its colour', () => {
  expect(toSwatch({ colour: 'var(--cb-series-1)' })).toBe('var(--cb-series-1)');
  expect(toSwatch({ colour: 'red', dash: '8 3 2 3' })).toBe(
    'repeating-linear-gradient(90deg,red 0px 4px,transparent 4px 5.5px,red 5.5px 6.5px,transparent 6.5px 8px)',
  );
});

test('a swatch is as pale as its band, which tells it from others of its colour', () => {
  const look = { colour: 'red', dash: '6 3', opacity: 0.58 };
  expect(toSwatch(lookIn(look, true))).toBe('color-mix(in srgb,red 58%,var(--cb-surface))');
  expect(toSwatch(lookIn(look, false))).toContain('repeating-linear-gradient');
});
