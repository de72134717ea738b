import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { listSources } from '../../scripts/layers/import-graph.ts';
import { applyMutant, draw, findMutants } from '../../scripts/mutants/mutate.ts';
import { findTests } from '../../scripts/mutants/near-tests.ts';
import { readOptions } from '../../scripts/mutants/options.ts';

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
  const edge = (from: string, to: string) => ({ from, to, specifier: to, how: 'import' as const });
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

describe('what is asked for', () => {
  const files = ['src/model/a.ts', 'src/model/crash/b.tsx', 'src/styles/c.css', 'tests/model/a.test.ts'];

  test('layers with their sources, and numbers', () => {
    expect(
      readOptions(['model', 'model/crash', '--count', '3', '--seed', '0', '--seconds', '9'], files),
    ).toEqual({
      layers: [
        { layer: 'model', sources: ['src/model/a.ts', 'src/model/crash/b.tsx'] },
        { layer: 'model/crash', sources: ['src/model/crash/b.tsx'] },
      ],
      count: 3,
      seed: 0,
      seconds: 9,
      json: undefined,
    });
  });

  test('the layers that are meant where none is named have sources', () => {
    expect(readOptions([], listSources()).layers.length).toBeGreaterThan(3);
  });

  test.each([
    [['model', 'nosuch'], 'no sources in src/nosuch/'],
    [['mod', 'styles'], 'no sources in src/mod/, src/styles/'],
    [['model', '--count', 'x'], '--count is a whole number from 1 on, not “x”'],
    [['model', '--count', '0'], '--count is a whole number from 1 on, not “0”'],
    [['model', '--count', '1e3'], '--count is a whole number from 1 on, not “1e3”'],
    [['model', '--seed', ''], '--seed is a whole number from 0 on, not “”'],
    [['model', '--seed=-1'], '--seed is a whole number from 0 on, not “-1”'],
    [['model', '--seconds', '0.5'], '--seconds is a whole number from 1 on, not “0.5”'],
    [['model', '--counts', '3'], '--counts'],
  ])('%j is refused', (args, why) => {
    expect(() => readOptions(args, files)).toThrow(why);
  });

  test('the command says why, and fails', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/mutants.ts', 'nosuch'], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'no sources in src/nosuch/\n',
    });
  });
});
