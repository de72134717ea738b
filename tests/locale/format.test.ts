import { expect, test } from 'vitest';
import { formatCount, formatDuration, formatExactSize, formatLimit, formatSize } from '#locale/format.ts';

test('sizes have at most three digits, and one decimal below ten', () => {
  const sizes = [0, 1, 999, 1000, 1049, 9949, 9950, 10_499, 999_499, 999_500, 1_400_000, 27_000_000];
  expect(sizes.map(formatSize)).toEqual([
    '0 B',
    '1 B',
    '999 B',
    '1.0 KB',
    '1.0 KB',
    '9.9 KB',
    '10 KB',
    '10 KB',
    '999 KB',
    '1.0 MB',
    '1.4 MB',
    '27 MB',
  ]);
  expect(formatSize(2_000_000_000)).toBe('2.0 GB');
  expect(formatSize(5e12)).toBe('5.0 TB');
});

test('limits are exact, in the units that they were set in', () => {
  const limits = [64 * 2 ** 20, 2 ** 30, 1.5 * 2 ** 30, 1000 * 2 ** 20, 24 * 1024, 2e9, 1_500_000, 1000];
  expect(limits.map(formatLimit)).toEqual([
    '64 MiB',
    '1 GiB',
    '1.5 GiB',
    '1,000 MiB',
    '24 KiB',
    '2 GB',
    '1.5 MB',
    '1 KB',
  ]);
  expect([999, 1_234_567, 2 ** 20 + 1].map(formatLimit)).toEqual(['999 B', '1,234,567 B', '1,048,577 B']);
});

test('a size that is compared to the byte has its bytes beside it, once', () => {
  expect([12, 999, 1000, 1821, 15_723].map(formatExactSize)).toEqual([
    '12 B',
    '999 B',
    '1.0 KB (1,000 B)',
    '1.8 KB (1,821 B)',
    '16 KB (15,723 B)',
  ]);
});

test('counts are grouped', () => {
  expect([0, 999, 1000, 1_260_000, -1204].map((count) => formatCount(count))).toEqual([
    '0',
    '999',
    '1,000',
    '1,260,000',
    '−1,204',
  ]);
});

test.each([
  [0, '0 s'],
  [0.25, '0.25 s'],
  [0.0625, '0.063 s'],
  [1.25, '1.25 s'],
  [5, '5 s'],
  [59.6, '60 s'],
  [119.7, '2 min'],
  [125, '2 min 5 s'],
  [3599.4, '59 min 59 s'],
  [3599.6, '1 h'],
  [7199.9, '2 h'],
  [7_505, '2 h 5 min'],
  [10_797, '3 h'],
  [86_400, '24 h'],
  [200_000, '2 d 8 h'],
  [1_800_000_000, '57.0 y'],
  [-90, '90 s'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
