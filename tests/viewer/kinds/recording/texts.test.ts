import { expect, test } from 'vitest';
import { escapeMarkdown, toMarkdown } from '#viewer/figure/markdown.ts';
import { formatLength, formatMetric, formatNumber, formatSigned } from '#viewer/kinds/recording/numbers.ts';

test('a name cannot become Markdown, HTML, a table cell or a mention', () => {
  expect(escapeMarkdown('a|b *c* <img src=x> [d](e) `f` @team')).toBe(
    'a\\|b \\*c\\* &lt;img src=x&gt; \\[d\\](e) \\`f\\` @\u200bteam',
  );
  expect(escapeMarkdown('two\nlines')).toBe('two lines');
});

test('a snippet has the picture, the numbers and the link', () => {
  const text = toMarkdown({
    title: 'CPU',
    name: 'board (1).data',
    window: '10:00 to 10:05',
    unit: '% of one core',
    picture: 'board-(1)-cpu.png',
    link: 'https://example.test/open/#v=1&a.text=<x>',
    columns: ['process', 'average', 'greatest'],
    rows: [{ name: '[kworker/0:1] 10', avg: '1.0 %', max: '2.0 %' }],
    openText: 'Open this view',
  });
  expect(text).toContain('](board-%281%29-cpu.png)');
  expect(text).toContain('| \\[kworker/0:1\\] 10 | 1.0 % | 2.0 % |');
  expect(text).toContain('[Open this view](<https://example.test/open/#v=1&a.text=%3Cx%3E>)');
});

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
