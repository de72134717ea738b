import { expect, test } from 'vitest';
import { isForPlayground, toPlaygroundProgram } from '#notebook/go/playground.ts';

test('statements become a program for people: imports found, declarations outside of main', () => {
  const text = 'type pair struct{ a, b int }\n\np := pair{1, 2}\nfmt.Println(strings.Repeat("x", p.a))\n\nfunc (p pair) sum() int {\n\treturn p.a + p.b\n}\n';
  expect(toPlaygroundProgram(text)).toBe(
    [
      'package main\n\nimport "fmt"\nimport "strings"',
      'type pair struct{ a, b int }',
      'func (p pair) sum() int {\n\treturn p.a + p.b\n}',
      'func main() {\n\tp := pair{1, 2}\n\tfmt.Println(strings.Repeat("x", p.a))\n}\n',
    ].join('\n\n'),
  );
});

test('a whole program stays as it is', () => {
  const text = 'package main\n\nfunc main() {}\n';
  expect(toPlaygroundProgram(text)).toBe(text);
});

test('what uses Casebook’s own package is not for it', () => {
  expect(isForPlayground('fmt.Println(1)')).toBe(true);
  expect(isForPlayground('cell.Emit("n", 1)')).toBe(false);
  expect(isForPlayground('import "casebook/cell"')).toBe(false);
});
