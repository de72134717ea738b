import { transpileJavaScript } from '@observablehq/notebook-kit';
import { type Node, Parser } from 'acorn';
import { CellError, type CellSource, type CompiledCell } from './cell.ts';
import { readFormerKinds } from './former-kinds.ts';
import { explainSyntax } from './explain-syntax.ts';
import { walk } from './walk.ts';

/**
 * Makes a cell runnable. Its semantics are Notebook Kit's: `display`, `view`, top-level await,
 * generators; a cell that is an expression displays its value, any other gives what it declares.
 *
 * @throws CellError for a syntax error, an assignment to another cell's variable, and any import
 */
export function compileCell(source: CellSource): CompiledCell {
  const { name } = source;
  // The transpiler drops some of the blank lines before a text: without them, lines can be counted.
  const blank = /^(?:[ \t]*\n)*/.exec(source.text)?.[0] ?? '';
  const dropped = blank.split('\n').length - 1;
  const text = source.text.slice(blank.length);
  try {
    const program = parseProgram(text);
    if (program) checkImports(name, text, program);
    const {
      body,
      inputs = [],
      outputs = [],
      autodisplay = false,
    } = transpileJavaScript(program ? readFormerKinds(text, program) : text);
    const own = /^(?:async )?\([^)]*\) => \{\nreturn \(\n/.test(body) ? 2 : 1;
    return { ...source, body, inputs, outputs, autodisplay, bodyLine: own + 1 - dropped };
  } catch (error) {
    if (error instanceof CellError) {
      throw new CellError(name, error.message, error.line + dropped, error.column);
    }
    if (!(error instanceof SyntaxError)) throw error;
    const place = /^(.*) \((\d+):(\d+)\)$/s.exec(error.message);
    if (!place) throw new CellError(name, error.message);
    const [, message = '', line, column] = place;
    const at = { line: Number(line), column: Number(column) };
    const found = message === 'Unexpected token' ? ` ${findToken(text, at)}` : '';
    const hint = explainSyntax(message, text, at);
    throw new CellError(
      name,
      message + found + (hint === undefined ? '' : `: ${hint}`),
      at.line + dropped,
      at.column + 1,
    );
  }
}

/**
 * What stands at a place where it cannot: a word, a sign, or the end of the text.
 *
 * @param at line from 1, column from 0
 */
function findToken(text: string, { line, column }: { line: number; column: number }): string {
  const rest = text
    .split('\n')
    .slice(line - 1)
    .join('\n')
    .slice(column);
  const token = /^(?:[\w$]+|\S)/.exec(rest)?.[0];
  return token === undefined ? '(the text ends here)' : JSON.stringify(token);
}

/** The first name that a cell declares; undefined where it declares none or does not parse. */
export function findDeclaredName(text: string): string | undefined {
  return findDeclaredNames(text)[0];
}

/** Likewise all of them. */
export function findDeclaredNames(text: string): string[] {
  try {
    return transpileJavaScript(text).outputs ?? [];
  } catch {
    return [];
  }
}

/** A cell has everything it may use handed in: nothing is loaded, from another origin or from this. */
function checkImports(name: string, text: string, program: Node): void {
  walk(program, (node) => {
    const { source, meta } = node as Node & { source?: Node & { value?: unknown }; meta?: { name: string } };
    const { line, column } = lineOf(text, node.start);
    if (meta?.name === 'import') {
      // It would parse here, and not where the cell runs, which is a function.
      throw new CellError(name, 'a cell has no import.meta: it is no module of its own', line, column);
    }
    if (!/^(?:Import|Export)(?!Specifier)/.test(node.type)) return;
    const from = typeof source?.value === 'string' ? ` ${JSON.stringify(source.value)}` : '';
    const message = node.type.startsWith('Import')
      ? `a cell cannot import${from}: what it may use is built in, and nothing is loaded from elsewhere`
      : 'a cell cannot export: what it declares is seen by every other cell of the page';
    throw new CellError(name, message, line, column);
  });
}

/** Undefined where the text does not parse, which the transpiler says better. */
export function parseProgram(text: string): Node | undefined {
  try {
    return Parser.parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowAwaitOutsideFunction: true,
    });
  } catch {
    return undefined;
  }
}

/** Line and column, from 1, of a place in a text. */
export function lineOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
