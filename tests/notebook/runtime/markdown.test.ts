import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { createHtml, createSvg, toNodes } from '#notebook/runtime/html.ts';
import { createMarkdown } from '#notebook/runtime/markdown.ts';
import { cpuClock } from '../../cpu-clock.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const html = createHtml(document);
const svg = createSvg(document);
const md = createMarkdown(document, (part) => toNodes(part, document));
const of = (text: string) => md(Object.assign([text], { raw: [text] })).innerHTML;

describe('Markdown', () => {
  test.each([
    ['# One\n\n## Two ##', '<h1>One</h1><h2>Two</h2>'],
    ['a\nb\n\nc', '<p>a\nb</p><p>c</p>'],
    [
      '*weak* **strong** __too__ `co*d*e` ~~gone~~',
      '<p><em>weak</em> <strong>strong</strong> <strong>too</strong> <code>co*d*e</code> <del>gone</del></p>',
    ],
    ['**a *b* c**', '<p><strong>a <em>b</em> c</strong></p>'],
    ['snake_case_name and 2 * 3 * 4', '<p>snake_case_name and 2 * 3 * 4</p>'],
    ['\\*not\\*', '<p>*not*</p>'],
    ['- a\n- b\n  1. c\n  2. d', '<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['> a\n> - b', '<blockquote><p>a</p><ul><li>b</li></ul></blockquote>'],
    ['```go\na <b> *c*\n```\nafter', '<pre><code>a &lt;b&gt; *c*</code></pre><p>after</p>'],
    [
      '| a | b |\n| --- | ---: |\n| 1 | x \\| y |',
      '<table><thead><tr><th>a</th><th class="cb-number">b</th></tr></thead><tbody><tr><td>1</td><td class="cb-number">x | y</td></tr></tbody></table>',
    ],
    ['a | b', '<p>a | b</p>'],
    ['---', '<hr>'],
    [
      '[site](/cases/) [web](https://go.dev/x) [bad](javascript:alert)',
      '<p><a href="/cases/">site</a> <a href="https://go.dev/x">web</a> bad</p>',
    ],
    ['[other](//evil.example/)', '<p>other</p>'],
    ['a  \nb', '<p>a<br>b</p>'],
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['```\nopen', '<pre><code>open</code></pre>'],
    ['', ''],
  ])('%j', (text, markup) => {
    expect(of(text)).toBe(markup);
  });

  test('parts are text, never markup; nodes go in as they are', () => {
    expect(md`**${'*a*'}** ${html`<b>n</b>`} ${['x', html`<i>y</i>`]}${null}`.innerHTML).toBe(
      '<p><strong>*a*</strong> <b>n</b> x<i>y</i></p>',
    );
    expect(md`\`${'<c>'}\``.innerHTML).toBe('<p><code>&lt;c&gt;</code></p>');
  });

  test('a template that is indented as its code is', () => {
    expect(
      md`
      # Title

      - one
    `.innerHTML,
    ).toBe('<h1>Title</h1><ul><li>one</li></ul>');
  });

  test('what is never closed takes no time to speak of', () => {
    const start = cpuClock();
    for (const sign of ['*', '_', '[', '`', '**', '> ', '- ', '~~', '|', '\\']) of(sign.repeat(5000));
    expect(cpuClock() - start).toBeLessThan(5000);
  });
});

describe('SVG', () => {
  test('elements of SVG, one or several, and an <svg> of its own', () => {
    const circle = svg`<circle r=${4} />` as SVGElement;
    expect([circle.localName, circle.getAttribute('r')]).toEqual(['circle', '4']);
    expect(svg`<g /><g />`.childNodes).toHaveLength(2);
    expect((svg`<svg width="10">${circle}</svg>` as Element).outerHTML).toMatch(
      /^<svg width="10"><circle r="4"\s*(?:\/>|><\/circle>)<\/svg>$/,
    );
  });
});
