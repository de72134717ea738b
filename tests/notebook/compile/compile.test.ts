import { describe, expect, test } from 'vitest';
import { parseCellInfo } from '#notebook/compile/cell-options.ts';
import { compilePage } from '#notebook/compile/compile-page.ts';
import { findCells } from '#notebook/compile/find-cells.ts';
import { toPageModule } from '#notebook/compile/page-module.ts';

const builtins = ['Plot', 'capture', 'Inputs'];
const page = (...cells: string[]) =>
  ['---', 'title: A page', '---', '', ...cells.flatMap((cell) => [cell, '', 'Text.', ''])].join('\n');
const fence = (text: string, options = '') => `\`\`\`js cell${options && ` ${options}`}\n${text}\n\`\`\``;
const failureOf = (mdx: string) => {
  try {
    compilePage(mdx, 'cases/a.mdx', builtins);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('compiled');
};

describe('options', () => {
  test('of a bare cell', () => {
    expect(parseCellInfo('js cell')).toEqual({
      language: 'js',
      options: { fold: false, hidden: false },
      rest: '',
    });
  });

  test('all of them, and what belongs to the highlighter', () => {
    expect(
      parseCellInfo('js cell name=heap-goal fold hidden height=240 title="goal of it.js" {1, 3}'),
    ).toEqual({
      language: 'js',
      options: { name: 'heap-goal', fold: true, hidden: true, height: 240 },
      rest: 'title="goal of it.js" {1, 3}',
    });
  });

  test.each(['js', 'js celllist', 'ts cell', 'golang cell', 'jsx cell', ''])('%j is no cell', (info) => {
    expect(parseCellInfo(info)).toBeUndefined();
  });

  test.each([
    ['js cell foled', 'unknown option foled; there are name=, fold, hidden, height= and may-fail'],
    ['js cell height=tall', 'height=tall: pixels from 1 to 4000'],
    ['js cell height=0', 'height=0: pixels from 1 to 4000'],
    ['js cell name=2x', 'name=2x: a name begins with a letter and has letters, digits, - and _ only'],
    ['js cell fold=maybe', 'fold takes no value, it has maybe'],
  ])('%s', (info, message) => {
    expect(() => parseCellInfo(info)).toThrow(message);
  });

  test('a wrong one fails the page at its fence', () => {
    expect(failureOf(page('# T', fence('1', 'foled')))).toBe(
      'cases/a.mdx:9:1: cell cell-1: unknown option foled; there are name=, fold, hidden, height= and may-fail',
    );
  });
});

describe('finding cells', () => {
  test('names are as written, as declared, or by place', () => {
    const cells = findCells(
      page(
        fence('1'),
        fence('const goal = 2'),
        fence('const goal2 = 3, b = 4', 'name=third'),
        fence('display(4)'),
      ),
    );
    expect(cells.map(({ name }) => name)).toEqual(['cell-1', 'goal', 'third', 'cell-4']);
  });

  test('a declared name that another cell was given is not taken twice', () => {
    const cells = findCells(page(fence('const goal = 2'), fence('1', 'name=goal')));
    expect(cells.map(({ name }) => name)).toEqual(['cell-1', 'goal']);
  });

  test('text, line and indentation, also in a list and with CRLF', () => {
    const mdx = 'A list:\r\n\r\n- one\r\n\r\n  ```js cell\r\n  const a = {\r\n    b: 1,\r\n  };\r\n  ```\r\n';
    expect(findCells(mdx)).toMatchObject([{ text: 'const a = {\n  b: 1,\n};', fenceLine: 5, indent: 2 }]);
  });

  test('longer fences, tildes, and a fence shown within another', () => {
    const mdx = '````md\n```js cell\nno\n```\n````\n\n~~~~js cell\n"~~~"\n~~~~\n\n```js\nplain\n```\n';
    expect(findCells(mdx).map(({ text }) => text)).toEqual(['"~~~"']);
  });
});

describe('compiling', () => {
  test('an expression displays its value, a program gives what it declares', () => {
    const { cells } = compilePage(
      page(fence('Plot.plot({y: goal})'), fence('const goal = view(Inputs.range());\nlet b = goal;')),
      'a.mdx',
      builtins,
    );
    expect(cells).toMatchObject([
      { inputs: ['Plot', 'goal'], outputs: [], autodisplay: true, bodyLine: 3 },
      { inputs: ['view', 'Inputs'], outputs: ['goal', 'b'], autodisplay: false, bodyLine: 2 },
    ]);
  });

  test('the module runs without eval of its own and gives the same functions, each with a console', async () => {
    const { cells } = compilePage(
      page(fence('const half = (n) => n / 2;'), fence('half(await whole)'), fence('console.log(whole)')),
      'a.mdx',
      [],
    );
    const url = `data:text/javascript,${encodeURIComponent(toPageModule({ cells, goCells: [], goVariables: [] }, new Map()))}`;
    const module = (await import(/* @vite-ignore */ url)) as {
      cells: { toBody: (console: object) => (...args: unknown[]) => unknown }[];
    };
    const said: unknown[] = [];
    const [first, second, third] = module.cells.map(({ toBody }) =>
      toBody({ log: (value: unknown) => said.push(value) }),
    );
    const made = first?.() as { half(n: number): number };
    expect(made.half(10)).toBe(5);
    expect(await second?.(made.half, Promise.resolve(8))).toBe(4);
    third?.(8);
    expect(said).toEqual([8]);
  });

  test('where the text stands in the body, blank lines before it or not', () => {
    for (const text of ['a +\nb', '\n\na +\nb', 'const x = a +\nb', '\nconst x = a +\nb']) {
      const [cell] = compilePage(fence(text), 'a.mdx', []).cells;
      const lineOfB = text.split('\n').indexOf('b') + 1;
      expect(cell?.body.split('\n')[(cell.bodyLine ?? 0) - 1 + lineOfB - 1]).toBe('b');
    }
  });
});

describe('errors name file, line, column and cell', () => {
  test('syntax', () => {
    expect(failureOf(page(fence('1'), fence('const a = 1;\nconst b = ;', 'name=second')))).toBe(
      'cases/a.mdx:13:11: cell second: Unexpected token ";"',
    );
  });

  test.each([
    [
      'viewof rate = Inputs.range()',
      '1:8',
      'Unexpected token "rate": viewof is of observablehq.com alone; write',
    ],
    [
      '1 +\n mutable count',
      '2:10',
      'Unexpected token "count": mutable is of observablehq.com alone; declare',
    ],
    [
      'rate = 5',
      '1:1',
      "Assignment to external variable 'rate': a cell declares what it names, const rate =",
    ],
    [
      '{\n  return 1;\n}',
      '2:3',
      "'return' outside of function: a cell returns nothing; it shows a value by display(",
    ],
    // What only looks alike.
    ['view of', '1:6', 'Unexpected token "of"$'],
  ])('what is of observablehq.com, and what there is instead: %s', (text, at, said) => {
    const [line, column] = at.split(':').map(Number);
    expect(failureOf(fence(text, 'name=o'))).toMatch(
      new RegExp(`^cases/a\\.mdx:${(line ?? 0) + 1}:${column}: cell o: ${said.replaceAll('(', '\\(')}`),
    );
  });

  test('syntax, in an indented fence', () => {
    expect(failureOf('- a\n\n  ```js cell\n  const b = ;\n  ```\n')).toBe(
      'cases/a.mdx:4:13: cell cell-1: Unexpected token ";"',
    );
  });

  test('a fence that does not end takes the rest of the page', () => {
    expect(failureOf('```js cell\nconst a = 1;\n\nMore text')).toMatch(/^cases\/a\.mdx:4:6: cell cell-1: /);
  });

  test('an assignment to what another cell declares', () => {
    expect(failureOf(page(fence('let n = 0'), fence('n = 1')))).toBe(
      "cases/a.mdx:12:1: cell cell-2: Assignment to external variable 'n': a cell declares what it names, const n = …",
    );
  });

  test('two cells of one name', () => {
    expect(failureOf(page(fence('1', 'name=x'), fence('2', 'name=x')))).toBe(
      'cases/a.mdx:11:1: cell x: two cells are named x, the other at line 5',
    );
  });

  test('two cells that declare one variable', () => {
    expect(failureOf(page(fence('const goal = 1'), fence('const other = 1;\nconst goal = 2')))).toBe(
      'cases/a.mdx:13:7: cell other: goal is declared by cell goal already',
    );
  });

  test('a variable that is built in', () => {
    expect(failureOf(page(fence('const Plot = 1')))).toBe('cases/a.mdx:6:7: cell Plot: Plot is built in');
    expect(failureOf(page(fence('function view() {}')))).toBe(
      'cases/a.mdx:6:10: cell view: view is built in',
    );
  });

  test.each([
    ['import * as d3 from "npm:d3";\nd3', '6:1', ' "npm:d3"'],
    ['import { a } from "./a.js";', '6:1', ' "./a.js"'],
    [
      'const x = 1;\nconst d3 = await import("https://example.com/d3.js");',
      '7:18',
      ' "https://example.com/d3.js"',
    ],
    ['() => import(somewhere)', '6:7', ''],
  ])('%s', (text, place, from) => {
    expect(failureOf(page(fence(text)))).toMatch(
      new RegExp(
        `^cases/a\\.mdx:${place}: cell [\\w-]+: a cell cannot import${from.replaceAll(/[./]/g, '\\$&')}: `,
      ),
    );
  });

  test('import.meta, which would parse as a module and does not run as a cell', () => {
    expect(failureOf(page(fence('const a = 1;\nconst b = () => import.meta.url')))).toBe(
      'cases/a.mdx:7:17: cell a: a cell has no import.meta: it is no module of its own',
    );
  });

  test('an export', () => {
    expect(failureOf(page(fence('export const a = 1')))).toBe(
      'cases/a.mdx:6:1: cell cell-1: a cell cannot export: what it declares is seen by every other cell of the page',
    );
  });
});
