import { expect, test } from 'vitest';
import { toFaults } from '../../../src/notebook/go/gc-messages.ts';

const text = 'package main\n\nimport "net/http"\n\nfunc main() {\n}\n';
const faults = (words: string) => toFaults(words, text, ['fmt', 'os']);

test('what gc says of a place is a fault there, with the lines that belong to it', () => {
  const words = [
    '# casebook/program',
    'program/main.go:5:2: not enough arguments in call to f',
    '\thave (number)',
    '\twant (int, int)',
    './main.go:6:1: undefined: x',
    '/casebook/program/main.go:6:1: undefined: x',
    '',
  ].join('\n');
  expect(faults(words)).toEqual([
    {
      line: 5,
      column: 2,
      message: 'not enough arguments in call to f\n\thave (number)\n\twant (int, int)',
    },
    { line: 6, column: 1, message: 'undefined: x' },
  ]);
});

test('a package that is not here is named beside those that are', () => {
  const message = 'net/http is not among the packages here; there are fmt, os';
  expect(faults('main.go:3:8: could not import net/http (open : Invalid argument)')).toEqual([
    { line: 3, column: 8, message },
  ]);
  expect(faults('main.go:3:8: package net/http is not in std (/go/src/net/http)')[0]?.message).toBe(message);
});

test('another package is said without the file that stands beside the program', () => {
  expect(faults('/casebook/program/wake.go:1:1: package main; expected package foo')).toEqual([
    { line: 1, column: 1, message: 'package foo: a program is package main' },
  ]);
  expect(faults('found packages foo (main.go) and main (wake.go) in /tmp/casebook-cell-x/program')).toEqual([
    { line: 1, column: 1, message: 'package foo: a program is package main' },
  ]);
  expect(faults('found packages main (wake.go) and foo (main.go) in /tmp/casebook-cell-x/program')).toEqual([
    { line: 1, column: 1, message: 'package foo: a program is package main' },
  ]);
});

test('what is missing after the end is missing at the last line', () => {
  expect(faults('main.go:9:3: syntax error: unexpected EOF, expecting }')).toEqual([
    { line: 6, column: 1, message: 'syntax error: unexpected EOF, expecting }' },
  ]);
});

test('what has no place is said of the first line', () => {
  const words = 'runtime.main_main·f: function main is undeclared in the main package\n';
  expect(faults(words)).toEqual([
    { line: 1, column: 1, message: 'function main is undeclared in the main package' },
  ]);
  expect(faults('link: out of order\nsomehow\n')).toEqual([
    { line: 1, column: 1, message: 'link: out of order\nsomehow' },
  ]);
});

test('gofmt speaks of its standard input', () => {
  expect(faults("<standard input>:2:4: expected ';', found x")).toEqual([
    { line: 2, column: 4, message: "expected ';', found x" },
  ]);
});
