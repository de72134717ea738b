import { expect, test } from 'vitest';
import { formatAmount, formatExactAmount, formatShare } from '#locale/amount.ts';

test.each<[number | bigint, string, string]>([
  [0, 'nanoseconds', '0'],
  [0n, 'bytes', '0'],
  [999, 'nanoseconds', '999 ns'],
  [1000, 'nanoseconds', '1 µs'],
  [340_000_000, 'nanoseconds', '340 ms'],
  [999_600_000, 'nanoseconds', '1 s'],
  [1_210_000_000n, 'nanoseconds', '1.21 s'],
  [-12_340_000_000, 'nanoseconds', '−12.3 s'],
  [90e9, 'nanoseconds', '1.5 min'],
  [5400e9, 'nanoseconds', '1.5 h'],
  [2 * 86_400e9, 'nanoseconds', '2 d'],
  [1500, 'microseconds', '1.5 ms'],
  [2, 'seconds', '2 s'],
  [1023, 'bytes', '1,023 B'],
  [1024, 'bytes', '1 KiB'],
  [1536, 'bytes', '1.5 KiB'],
  [-(5 * 2 ** 30), 'bytes', '−5 GiB'],
  [2n ** 62n, 'bytes', '4 EiB'],
  [1000 * 1024, 'bytes', '1,000 KiB'],
  [2341, 'count', '2,341'],
  [9_007_199_254_740_993n, 'count', '9,007,199,254,740,993'],
  [2 ** 62, 'count', '4.61 × 10^18'],
  [-(2 ** 62), 'count', '−4.61 × 10^18'],
  [12, 'widgets', '12 widgets'],
  [0.4, 'count', '0.4'],
  [125, 'millionths', '0.000125'],
  [12_345_678n, 'millionths', '12.3'],
  [-1_234_600_000, 'millionths', '−1,235'],
])('%s %s is %s', (value, unit, text) => {
  expect(formatAmount(value, unit)).toBe(text);
});

test('to the last digit', () => {
  expect(formatExactAmount(1_210_000_000, 'nanoseconds')).toBe('1,210,000,000 nanoseconds');
  expect(formatExactAmount(-(2n ** 63n), 'count')).toBe('−9,223,372,036,854,775,808');
  expect(formatExactAmount(-1_234_000_125n, 'millionths')).toBe('−1,234.000125');
  expect(formatExactAmount(2_500_000, 'millionths')).toBe('2.5');
});

test.each([
  [1, 4, '25 %'],
  [1, 3, '33.3 %'],
  [0, 3, '0 %'],
  [1, 10_000, '<0.1 %'],
  [-1, 10_000, '>−0.1 %'],
  [-1, 2, '−50 %'],
  [3, 1, '300 %'],
  [1, 0, '–'],
])('%d of %d is %s', (value, total, text) => {
  expect(formatShare(value, total)).toBe(text);
});
