import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { listBuilt, readBuilt } from './built-site.ts';

/** Every built page, that of edited cells left out, which has a policy of its own. */
const pages = listBuilt('.html').filter((file) => !file.startsWith('notebook-frame/'));

/** Types of scripts that run; the others hold data. */
const running = new Set(['', 'module', 'text/javascript', 'application/javascript']);

// The browser tests see that no page breaks its policy as it is used, on some of the pages. What a page
// breaks from the beginning can be read in all of them.
test('each page allows the scripts that stand in it, and asks no other origin for anything', () => {
  expect(pages.length).toBeGreaterThan(100);
  const broken = pages.flatMap((file) => findBroken(readBuilt(file)).map((what) => `${file}: ${what}`));
  expect(broken).toEqual([]);
});

test('what would break it is seen', () => {
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
  expect(findBroken(`<html><head>${policy}</head><body><script>run()</script></body></html>`)).toEqual([
    'a script that its policy refuses: run()',
  ]);
  expect(
    findBroken(
      `<html><head>${policy}</head><body onclick="run()"><img src="//host.example/a.png"></body></html>`,
    ),
  ).toEqual(['<body onclick>', '<img> asks //host.example/a.png']);
  expect(findBroken('<html><head></head><body></body></html>')).toEqual(['0 policies']);
});

function findBroken(html: string): string[] {
  const { document } = parseHTML(html);
  const policies = [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')];
  if (policies.length !== 1) return [`${policies.length} policies`];
  const allowed = policies[0]?.getAttribute('content') ?? '';
  const broken: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    for (const attribute of element.getAttributeNames()) {
      if (attribute.startsWith('on')) broken.push(`<${name} ${attribute}>`);
    }
    if (name === 'script' && !element.hasAttribute('src')) {
      const text = element.textContent ?? '';
      const hash = createHash('sha256').update(text).digest('base64');
      if (running.has(element.getAttribute('type') ?? '') && !allowed.includes(`'sha256-${hash}'`)) {
        broken.push(`a script that its policy refuses: ${text.slice(0, 80)}`);
      }
    }
    const asked = name === 'link' ? element.getAttribute('href') : element.getAttribute('src');
    if (asked && /^(?:[a-z]+:)?\/\//i.test(asked)) {
      const rel = element.getAttribute('rel') ?? '';
      // Where a page stands is said, not asked for.
      if (!/canonical|alternate|sitemap/.test(rel)) broken.push(`<${name}> asks ${asked}`);
    }
  }
  return broken;
}
