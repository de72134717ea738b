import { expect, test } from 'vitest';
import { formatLength, formatMetric, formatNumber, formatSigned } from '#viewer/kinds/recording/numbers.ts';

test.each([
  [0, '0.0'],
  [0.004, '0.0'],
  [0.25, '0.25'],
  [0.996, '1.0'],
  [12.34, '12.3'],
  [999.96, '1,000'],
  [123_456, '123,456'],
  [NaN, 'NaN'],
  [Infinity, '∞'],
  [undefined, '–'],
  [null, '–'],
])('%s is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test('units and signs', () => {
  expect(formatMetric(3, 'cpu')).toBe('3.0 %');
  expect(formatMetric(3, 'memory')).toBe('3.0 MiB');
  expect([1.5, -1.5, 0.001, -0.001].map(formatSigned)).toEqual(['+1.5', '-1.5', '0.0', '0.0']);
});

test.each([
  [5, '5 s'],
  [1.25, '1.25 s'],
  [119.7, '2 min'],
  [125, '2 min 5 s'],
  [3599.6, '60 min'],
  [7199.9, '2 h 00 min'],
  [7_505, '2 h 05 min'],
  [200_000, '2 d 8 h'],
  [1_800_000_000, '57.0 y'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatLength(seconds)).toBe(text);
});
