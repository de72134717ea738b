import { expect, test } from 'vitest';
import { parseHTML } from 'linkedom';
import { listBuilt, readBuilt } from './built-site.ts';

/** Names an element that is there, or is put there by script. */
const attributes = ['for', 'aria-activedescendant', 'aria-describedby', 'aria-labelledby', 'aria-owns'];

test('what a page names by its id is on it', () => {
  const pages = listBuilt('.html').filter((page) => /cases\/|guides\/charts|open\/|^index/.test(page));
  expect(pages.length).toBeGreaterThan(10);
  const missing: string[] = [];
  let count = 0;
  for (const page of pages) {
    const { document } = parseHTML(readBuilt(page));
    const ids = new Set([...document.querySelectorAll('[id]')].map(({ id }) => id));
    for (const name of attributes) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        for (const id of element.getAttribute(name)?.split(/\s+/) ?? []) {
          count++;
          if (!ids.has(id)) missing.push(`${page}: ${name}="${id}"`);
        }
      }
    }
  }
  expect(count).toBeGreaterThan(20);
  expect(missing).toEqual([]);
});
