import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('what a page looks like on paper hangs on no order of its styles: all of it is important, in a layer', () => {
  const source = readFileSync(new URL('../../src/styles/paper.css', import.meta.url), 'utf8');
  const rules = source.replace(/\/\*[^]*?\*\//g, '').trim();
  expect(rules).toMatch(/^@layer cb-paper \{[^]*\}$/);
  const declarations = [...rules.matchAll(/(?<=[{;]\s*)([-a-z]+:[^;{}]*);/g)].map(([, one]) => one!);
  expect(declarations.length).toBeGreaterThan(50);
  expect(declarations.filter((one) => !one.endsWith('!important'))).toEqual([]);
});
