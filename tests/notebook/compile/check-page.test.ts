import { describe, expect, test } from 'vitest';
import { checkCells } from '#notebook/compile/check-page.ts';

const scope = { builtins: ['Plot', 'capture', 'Inputs', 'html'], captures: ['board', 'crash'] };
const fence = (text: string, options = '') => `\`\`\`js cell${options && ` ${options}`}\n${text}\n\`\`\`\n`;
/** What is said of a page of these cells, as `3:5 goal: …`. */
const check = (...cells: string[]) =>
  checkCells(cells.join('\n'), scope).map(
    ({ line, column, cell, message }) => `${line}:${column} ${cell}: ${message}`,
  );

describe('names', () => {
  test('that nothing defines are said where they are first read, each once', () => {
    expect(check(fence('const a = { rate: 1 }.rate;\na + rate + rate + speed', 'name=sum'))).toEqual([
      '3:5 sum: rate is not defined',
      '3:19 sum: speed is not defined',
    ]);
  });

  test('of other cells, builtins, what a cell is handed, and globals of browsers are defined', () => {
    expect(
      check(
        fence('const goal = view(Inputs.range([1, 2], {label: "x"}))'),
        fence('display(goal); structuredClone(window); matchMedia("print"); localStorage.x; new Map()'),
        fence('const {x: own = 1, ...rest} = {}; [own, rest]'),
      ),
    ).toEqual([]);
  });

  test('of Node are not, although a build runs there', () => {
    expect(check(fence('process.env'))).toEqual(['2:1 cell-1: process is not defined']);
  });

  test('are not looked for while a cell that may declare them does not compile', () => {
    expect(check(fence('const rate = ;', 'name=broken'), fence('rate + 1'))).toEqual([
      '2:14 broken: Unexpected token ";"',
    ]);
  });
});

describe('options of fences', () => {
  test('that do not read are said by the name of their cell, beside what else is wrong', () => {
    expect(
      check(
        fence('const a = 1', 'name=first bogus=3'),
        fence('const b = ;', 'name=second'),
        fence('1', 'height=tall'),
      ),
    ).toEqual([
      '1:1 first: unknown option bogus=3; there are name=, fold, hidden, height= and may-fail',
      '6:11 second: Unexpected token ";"',
      '9:1 cell-3: height=tall: pixels from 1 to 4000',
    ]);
  });
});

describe('circles', () => {
  test('of two and of three cells are one fault each, at the first of them', () => {
    expect(
      check(
        fence('const a = b + 1'),
        fence('const b = a + 1'),
        fence('const c = d'),
        fence('const d = e'),
        fence('const e = c'),
        fence('a + c', 'name=after'),
      ),
    ).toEqual([
      '2:11 a: it waits for itself: it reads b, which reads a',
      '10:11 c: it waits for itself: it reads d, which reads e, which reads c',
    ]);
  });

  test('a function that calls itself is none', () => {
    expect(check(fence('function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }'))).toEqual([]);
  });
});

describe('captures', () => {
  test('that the page does not declare are said, each call', () => {
    expect(
      check(fence("capture('board').rows();\ncapture('bord').rows(); capture(`crush`)", 'name=rows')),
    ).toEqual([
      '3:9 rows: the page declares no capture bord; there are board, crash',
      '3:33 rows: the page declares no capture crush; there are board, crash',
    ]);
  });

  test('whose name is computed are left to the run', () => {
    expect(check(fence('const name = "x"; [capture(name), capture(`${name}1`)]'))).toEqual([]);
  });

  test('a page that declares none is told so', () => {
    expect(checkCells(fence("capture('a')"), { ...scope, captures: [] })[0]?.message).toBe(
      'the page declares no capture a; its frontmatter names none',
    );
  });
});

test('all that is wrong is said at once, in the order of the page', () => {
  expect(
    check(
      fence('const a = ;', 'name=one'),
      fence('const goal = 1'),
      fence('const goal = 2', 'name=two'),
      fence('import x from "npm:x"', 'name=three'),
      fence("capture('bord')", 'name=four'),
      fence('1', 'name=four'),
    ),
  ).toEqual([
    '2:11 one: Unexpected token ";"',
    '10:7 two: goal is declared by cell goal already',
    '14:1 three: a cell cannot import "npm:x": what it may use is built in, and nothing is loaded from elsewhere',
    '18:9 four: the page declares no capture bord; there are board, crash',
    '21:1 four: two cells are named four, the other at line 17',
  ]);
});

test('an option that is not known is said at its fence', () => {
  expect(check('Text.\n', fence('1', 'foldd'))).toEqual([
    '3:1 cell-1: unknown option foldd; there are name=, fold, hidden, height= and may-fail',
  ]);
});
