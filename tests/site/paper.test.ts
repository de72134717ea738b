import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each([
  ['paper.css', 50],
  ['paper-prose.css', 10],
])('what %s says of paper hangs on no order of styles: all of it is important, in a layer', (name, least) => {
  const source = readFileSync(new URL(`../../src/styles/${name}`, import.meta.url), 'utf8');
  const rules = source.replace(/\/\*[^]*?\*\//g, '').trim();
  expect(rules).toMatch(/^@layer cb-paper \{[^]*\}$/);
  const declarations = [...rules.matchAll(/(?<=[{;]\s*)([-a-z]+:[^;{}]*);/g)].map(([, one]) => one!);
  expect(declarations.length).toBeGreaterThan(least);
  expect(declarations.filter((one) => !one.endsWith('!important'))).toEqual([]);
});
