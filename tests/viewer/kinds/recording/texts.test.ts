import { expect, test } from 'vitest';
import { formatMetric, formatNumber, formatSigned } from '#viewer/kinds/recording/numbers.ts';

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
