import { expect, test } from 'vitest';
import { figureTexts } from '#texts/figure.ts';
import { escapeMarkdown, toMarkdown } from '#viewer/figure/markdown.ts';

test('a name cannot become Markdown, HTML, a table cell or a mention', () => {
  expect(escapeMarkdown('a|b *c* <img src=x> [d](e) `f` @team')).toBe(
    'a\\|b \\*c\\* &lt;img src=x&gt; \\[d\\](e) \\`f\\` @\u200bteam',
  );
  expect(escapeMarkdown('two\nlines')).toBe('two lines');
});

test('a snippet has the picture, the numbers and the link', () => {
  const text = toMarkdown({
    title: 'CPU',
    of: ['board (1).data', '10:00 to 10:05'],
    unit: '% of one core',
    picture: 'board-(1)-cpu.png',
    link: 'https://example.test/open/#v=2&a.text=<x>',
    columns: ['process', 'average', 'greatest'],
    rows: [['[kworker/0:1] 10', '1.0 %', '2.0 %']],
    rest: figureTexts.en.outRest(1600),
    openText: 'Open this view',
    listed: figureTexts.en.listed,
  });
  expect(text).toContain('](board-%281%29-cpu.png)');
  expect(text).toContain('| \\[kworker/0:1\\] 10 | 1.0 % | 2.0 % |');
  expect(text).toContain('2.0 % |\n\nand 1,600 more\n\n[Open this view](');
  expect(text).toContain('[Open this view](<https://example.test/open/#v=2&a.text=%3Cx%3E>)');
});

test('a figure without unit, part or numbers is its title, its picture and the link', () => {
  const text = toMarkdown({
    title: 'Time waited',
    of: ['a.log', undefined],
    picture: 'a.log-waits.png',
    link: 'https://example.test/open/',
    columns: [],
    rows: [],
    openText: 'Open this view',
    listed: figureTexts.en.listed,
  });
  expect(text).toBe(
    '**Time waited**, a.log\n\n![Time waited, a.log](a.log-waits.png)\n\n[Open this view](<https://example.test/open/>)\n',
  );
});

test('in Chinese its parts are divided as Chinese has it', () => {
  const text = toMarkdown({
    title: '内存',
    of: ['a.data', '10:00 至 10:05'],
    unit: 'MiB',
    picture: 'a.png',
    link: 'https://example.test/zh-cn/open/',
    columns: [],
    rows: [],
    openText: figureTexts['zh-cn'].outOpen,
    listed: figureTexts['zh-cn'].listed,
  });
  expect(text).toContain('**内存** (MiB)，a.data，10:00 至 10:05\n');
  expect(text).toContain('![内存，a.data，10:00 至 10:05](a.png)');
});
