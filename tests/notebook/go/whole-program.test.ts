import { describe, expect, test } from 'vitest';
import { findImports, hasPackageClause, maskGo } from '../../../src/notebook/go/go-text.ts';
import { goPackages } from '../../../src/notebook/go/packages.ts';
import { splitProgram, toWholeProgram } from '../../../src/notebook/go/whole-program.ts';

const whole = (text: string) => toWholeProgram(text, goPackages);
const importsOf = (text: string) => findImports(whole(text)).map(({ path }) => path);

describe('the code of a text', () => {
  test('is what stands in no comment and no literal, in its place', () => {
    expect(maskGo('a /* b\n c */ d // e\n"f\\"g" h `i\nj` k \'"\' l')).toBe(
      'a     \n      d     \n       h   \n   k     l',
    );
  });

  test('begins with package where it is a file', () => {
    expect(hasPackageClause('// Command x.\n\n/* a */ package main')).toBe(true);
    expect(hasPackageClause('// package main\nx := 1')).toBe(false);
    expect(hasPackageClause('packages := 1')).toBe(false);
  });

  test('imports what its imports name, where they do', () => {
    expect(findImports('package main\n\nimport "fmt"\nimport r "math/rand" // x\n')).toEqual([
      { path: 'fmt', line: 3, column: 8 },
      { path: 'math/rand', name: 'r', line: 4, column: 10 },
    ]);
    const group = 'import (\n\t"os" // "no"\n\t// "net"\n\t_ `embed`\n\t/* é */ . "io"\n)\nvar s = "x"\n';
    expect(findImports(group)).toEqual([
      { path: 'os', line: 2, column: 2 },
      { path: 'embed', name: '_', line: 4, column: 4 },
      // é is two bytes to gc.
      { path: 'io', name: '.', line: 5, column: 13 },
    ]);
    expect(findImports('s := `\nimport "net/http"\n`')).toEqual([]);
  });
});

describe('a whole program', () => {
  test('stays as it is', () => {
    const text = 'package main\n\nfunc main() { strings.ToUpper("a") }\n';
    expect(whole(text)).toBe(text);
  });

  test('is made of statements, each on its own line', () => {
    const text = 'x := half(4)\n\nfunc half(n int) int {\n\treturn n / 2\n}\nfmt.Println(x)';
    expect(whole(text)).toBe(
      [
        'package main\n',
        'import "fmt"',
        '//line main.go:1:1',
        '\n\nfunc half(n int) int {\n\treturn n / 2\n}\n\n',
        'func main() {',
        '//line main.go:1:1',
        'x := half(4)\n\n\n\n\nfmt.Println(x)\n',
        '}\n',
      ].join('\n'),
    );
  });

  test('has the imports that the statements have, and those that they lack', () => {
    const text = 'import str "strings"\nimport (\n\t"os"\n)\nfmt.Fprintln(os.Stderr, str.ToUpper("a"), strings)';
    expect(importsOf(text)).toEqual(['fmt', 'strings', 'os']);
  });

  test.each([
    ['rand.IntN(3)', ['math/rand/v2']],
    ['rand.Intn(3)', ['math/rand']],
    ['cell.Emit("a", bits.Len(3))', ['casebook/cell', 'math/bits']],
    ['s := "fmt.Println" // os.Exit(1)', []],
    ['bytes := get()\nbytes.Len()', []],
    ['var list Things\nlist.Add()', []],
    ['a.fmt.Println()', []],
    ['fmt.println()', []],
    ['var m sync.Mutex; p := unsafe.Pointer(&m)', ['sync', 'unsafe']],
  ])('%s needs %j', (text, imports) => {
    expect(importsOf(text)).toEqual(imports);
  });

  test.each([
    ['func main2() {', 'declarations'],
    ['func (o *order) add(name string) {', 'declarations'],
    ['func Map[T any](xs []T) {', 'declarations'],
    ['type order struct {', 'declarations'],
    ['const limit = 3', 'declarations'],
    ['import "fmt"', 'imports'],
    ['func() { println(1) }()', 'statements'],
    ['func(x int) int { return x }(1)', 'statements'],
    ['\tfunc f() {}', 'statements'],
    ['var x = 1', 'statements'],
    ['types := 1', 'statements'],
  ])('%s is of the %s', (text, kind) => {
    expect(splitProgram(text)[0]?.kind).toBe(kind);
  });

  test('has declarations that end where their brackets close and their operators stop', () => {
    const text = 'const a = 1 +\n\t2\nx := []string{\n"(",\n}\nfunc f(\n\ta int,\n) {\n}\ny := 2\nif x {\ntype T int\n}';
    expect(splitProgram(text).map(({ kind, firstLine, lines }) => [kind, firstLine, lines.length])).toEqual([
      ['declarations', 1, 2],
      ['statements', 3, 3],
      ['declarations', 6, 4],
      ['statements', 10, 4],
    ]);
  });
});
