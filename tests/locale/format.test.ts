import { expect, test } from 'vitest';
import { formatCount, formatDuration, formatSize } from '#locale/format.ts';

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

test('counts are grouped', () => {
  expect([0, 999, 1000, 1_260_000].map(formatCount)).toEqual(['0', '999', '1,000', '1,260,000']);
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
