import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addPolicy } from '../../src/integrations/csp.ts';
import { findInlineScripts } from '../../src/integrations/policy.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (head: string) =>
  `<!doctype html><html><head><meta charset="utf-8"/>${head}</head><body></body></html>`;

describe('inline scripts', () => {
  test('those that run, and only those', () => {
    const html = [
      '<script>one()</script>',
      '<script type="module">two()</script>',
      '<script type="application/ld+json">{"three":3}</script>',
      '<script src="/_astro/four.js"></script>',
      '<script type="module" src=/_astro/five.js>six()</script>',
      '<SCRIPT type="text/javascript">\nseven()\n</SCRIPT>',
      '<script></script>',
    ].join('');
    expect(findInlineScripts(html)).toEqual(['one()', 'two()', '\nseven()\n']);
  });

  test('words of a capture are no script, wherever they stand', () => {
    const html = [
      '<meta name="description" content="panic: bad template <script> in page">',
      "<meta property='og:title' content='<script>alert(1)</script>'>",
      '<title><script>alert(2)</script></title>',
      '<!-- <script>alert(3)</script> -->',
      '<textarea><script>alert(4)</script></textarea>',
      '<astro-island props="{&quot;a&quot;:1}" opts=">"></astro-island>',
      '<script data-note="a > b">one()</script>',
      '<script>two("</scripted>")</script >',
    ].join('');
    expect(findInlineScripts(html)).toEqual(['one()', 'two("</scripted>")']);
  });
});

describe('the policy', () => {
  test('stands right behind the character set, with a hash for each script', () => {
    const html = addPolicy(page('<script>one()</script><script>one()</script><script>two()</script>'));
    const content =
      /<meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1];
    const scripts = content?.split('; ').find((rule) => rule.startsWith('script-src'));
    expect(scripts).toBe(`script-src 'self' 'wasm-unsafe-eval' ${hash('one()')} ${hash('two()')}`);
    expect(content).toMatch(/^default-src 'none'; /);
    expect(content).not.toMatch(/'unsafe-eval'|\*|https?:/);
  });

  test('a page without scripts inside allows none inside', () => {
    expect(addPolicy(page(''))).toContain("script-src 'self' 'wasm-unsafe-eval';");
  });

  test('a page without a character set is refused', () => {
    expect(() => addPolicy('<html></html>')).toThrow('the policy has no place');
  });
});
