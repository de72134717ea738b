import { expect, test } from 'vitest';
import { listBuilt, readBuilt } from './built-site.ts';

test('no page loads the same style twice, under two names', () => {
  const pages = listBuilt('.html');
  expect(pages.length).toBeGreaterThan(100);
  let count = 0;
  for (const page of pages) {
    const links = [
      ...readBuilt(page).matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*\bhref="\/([^"]+\.css)"/g),
    ];
    const styles = links.map(([, file = '']) => readBuilt(file));
    count += styles.length;
    expect(new Set(styles).size, page).toBe(styles.length);
  }
  expect(count).toBeGreaterThan(pages.length);
});
