import type { Random } from '../random.ts';
import { repeat } from './bytes.ts';

/** Pieces of JavaScript, of Go, of fences and their options. */
const pieces = [
  'const ',
  'let ',
  'a',
  'b',
  ' = ',
  '1',
  '"x"',
  '`${',
  '}`',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  ';',
  '\n',
  '\n',
  ', ',
  '=> ',
  'async ',
  'await ',
  'function ',
  'function* ',
  'yield ',
  'class ',
  'return ',
  'import ',
  'import("x")',
  'import x from "npm:d3"\n',
  'export ',
  'viewof ',
  'mutable ',
  'display(',
  'view(Inputs.range([0, 1]))',
  'for (const x of y) ',
  'while (true) ',
  'do ',
  'new Uint8Array(8)',
  '?.',
  '??',
  '...',
  '/x/u',
  '/[/',
  '// c\n',
  '/* ',
  ' */',
  '<!--',
  '#x',
  '@',
  '\\u0061',
  '\\',
  '\u2028',
  '火',
  '\ud83d',
  '\0',
  '0x',
  '1n',
  '1e',
  "'",
  '"',
  '`',
  'this.',
  '__proto__',
  'constructor',
  'recordings',
  'invalidation',
  '=',
  '++',
  '--',
  'delete ',
  'with (a) ',
  'eval("1")',
  'label: ',
  'break ',
  'super()',
  'new.target',
  'import.meta',
  'static ',
  'get ',
  'using ',
  'static x = function () {}\n', // prettier-ignore
] as const;
const goPieces = [
  'package main\n',
  'package cell\n',
  'import "fmt"\n',
  'import (\n\t"os"\n)\n',
  'import x "math/rand"\n',
  'func main() {\n',
  'func (t *T) f[P any](x int) {\n',
  '}\n',
  '}',
  '{',
  '(',
  ')',
  'type T struct {\n',
  'const x = 1\n',
  'var x = 2\n',
  'x := 1\n',
  'fmt.Println(x)\n',
  'cell.Emit("n", 1)\n',
  'cell.Input("goal", 10)\n',
  'cell.Input[int]("b", 10)\n',
  'cell . Emit ( "',
  '"',
  '`',
  "'",
  "'\\''",
  '// x\n',
  '/*',
  '*/',
  '//go:linkname f syscall/js.valueGet\n',
  '//go:wasmimport gojs syscall/js.valueGet\n',
  '//line x.go:1\n',
  'rand.Intn(3)\n',
  'os.Exit(1)\n',
  '\\',
  '\n',
  '\t',
  ' ',
  '\r\n',
  ' +\n',
  '火',
  '\ud83d',
  '\0', // prettier-ignore
] as const;
const infos = ['js cell', 'go cell', 'js cell name=goal fold', 'js cell name=a', 'js cell name=a height=240', 'go cell name=run env={"A":"b"}', 'go cell name=run', 'js cell hidden', 'js cell name=', 'js cell name="x', 'js cell height=-1', 'js', 'js cell fold fold', 'js cell mayFail', 'js cell name=__proto__', 'md', ''] as const; // prettier-ignore

const text = (random: Random, words: readonly string[], most: number): string =>
  repeat(random, most, () => random.pick(words)).join('');

/** A page of cells. */
export function makeCells(random: Random): string {
  const block = () => {
    const info = random.pick(infos);
    const fence = random.pick(['```', '```', '````', '~~~']);
    const indent = random.once(6) ? '  ' : '';
    const body = info.startsWith('go') ? text(random, goPieces, 40) : toJs(random);
    const end = random.once(12) ? '' : `\n${indent}${fence}\n`;
    return `${indent}${fence}${info}\n${body.replace(/^/gm, indent)}${end}`;
  };
  return repeat(random, 6, () => `${random.once(3) ? 'Some words.\n\n' : ''}${block()}\n`).join('');
}

const whole = ['const a = 1', 'const b = a + 1', 'display(a)', 'const f = async () => { for await (const x of y) {} }', 'const {c, ...d} = {c: 1}', 'class A { x = 1; static { } get y() { return new.target } }', 'Plot.plot({marks: []})', 'const x = view(Inputs.range([1, 2]))', 'function* g() { yield 1 }', 'a', '({a})', 'let z = `a${b}c`', 'label: for (;;) break label', 'const e = new Float64Array(3), h = () => new Set()'] as const; // prettier-ignore

/** What compiles, what does not, and what nearly does. */
function toJs(random: Random): string {
  if (random.once(3)) return text(random, pieces, 40);
  const code = repeat(random, 5, () => random.pick(whole)).join(random.pick(['\n', ';\n', '; ']));
  if (random.once(2)) return code;
  const at = random.below(code.length + 1);
  return code.slice(0, at) + random.pick(pieces) + code.slice(at + random.below(3));
}
