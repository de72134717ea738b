import { expect, test } from 'vitest';
import { applyMutant, draw, findMutants } from '../../scripts/mutants/mutate.ts';
import { findTests } from '../../scripts/mutants/near-tests.ts';

const mutate = (text: string) => findMutants('a.tsx', text).map((mutant) => applyMutant(text, mutant));

test.each([
  ['const a = b < c;', ['const a = b <= c;']],
  ['const a = b === c;', ['const a = b !== c;']],
  ['const a = b && c;', ['const a = b || c;']],
  ['const a = b ?? c;', ['const a = b && c;']],
  ['const a = 7;', ['const a = 71;']],
  ['const a = 0;', ['const a = 1;']],
  ['const a = true;', ['const a = false;']],
  ['function f() { return false; }', ['function f() { return true; }']],
  ["const a = 'x';", ["const a = '';"]],
  ['if (a) b();', ['if (!(a)) b();', 'if (a) void 0;']],
  ['const a = b ? c : d;', ['const a = !(b) ? c : d;']],
  ['function f() { return a; }', ['function f() { return undefined as never; }']],
])('%s', (text, mutants) => {
  expect(mutate(text)).toEqual(mutants);
});

test.each([
  "import a from 'b';",
  "export { a } from 'b';",
  "type A = 'x' | 7;",
  'interface A { b: 7 }',
  "const a: 'x' = b;",
  "const a = 'x' + b;",
  "const a = { b: 'x', c: 7 };",
  "// const a = 'x';",
  'function f() { return undefined; }',
  'const a = <p class="b" />;',
])('nothing is changed in %s', (text) => {
  // A text put together is still one, and a table of words is looked at by eye.
  expect(mutate(text).filter((one) => !one.includes("'' + b"))).toEqual([]);
});

test('what is drawn by a seed is drawn again by it, and nothing twice', () => {
  const list = Array.from({ length: 100 }, (_, at) => at);
  const drawn = draw(list, 30, 5);
  expect(draw(list, 30, 5)).toEqual(drawn);
  expect(draw(list, 30, 6)).not.toEqual(drawn);
  expect(new Set(drawn).size).toBe(30);
  expect(draw(list, 1000, 5).toSorted((a, b) => a - b)).toEqual(list);
});

test('the tests of a file are those that import it, directly or by others, the nearest first', () => {
  const edge = (from: string, to: string) => ({ from, to, specifier: to, isAddress: false });
  const imports = [
    edge('tests/far.test.ts', 'src/b.ts'),
    edge('src/b.ts', 'src/a.ts'),
    edge('src/a.ts', 'src/b.ts'),
    edge('tests/near.test.tsx', 'src/a.ts'),
    edge('tests/fuzz/fuzz.test.ts', 'src/a.ts'),
    edge('tests/other.test.ts', 'src/c.ts'),
    edge('tests/e2e/a.e2e.ts', 'src/a.ts'),
  ];
  expect(findTests('src/a.ts', imports)).toEqual([
    { test: 'tests/near.test.tsx', distance: 1 },
    { test: 'tests/far.test.ts', distance: 2 },
  ]);
  expect(findTests('src/none.ts', imports)).toEqual([]);
});
