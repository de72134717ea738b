import { checkCells } from '#notebook/compile/check-page.ts';
import { compilePage } from '#notebook/compile/compile-page.ts';
import { findCellsAndFaults } from '#notebook/compile/find-cells.ts';
import { guardCode } from '#notebook/compile/guard-code.ts';
import { findRefusedDirectives } from '#notebook/go/directives.ts';
import { goPackages } from '#notebook/go/packages.ts';
import { toWholeProgram } from '#notebook/go/whole-program.ts';
import { builtinNames } from '#notebook/runtime/builtins.ts';

const file = 'page.mdx';
const guards = { round: '__round', made: '__made' };

/**
 * A page's cells found, checked and compiled, those in JavaScript with their guards, those in Go as
 * they go to the compiler. Throws what none of these may throw.
 *
 * @returns whether all of it compiles
 */
export function readCells(mdx: string): boolean {
  const lines = mdx.split('\n').length;
  for (const { cell, line, column, message } of checkCells(mdx, {
    builtins: builtinNames,
    captures: ['x'],
  })) {
    if (!(line >= 1 && line <= lines + 1 && column >= 1))
      fail(`${message} at ${line}:${column} of ${lines} lines`);
    if (message === '' || cell === '')
      fail(`a fault of ${JSON.stringify(cell)} says ${JSON.stringify(message)}`);
  }
  for (const { language, text } of findCellsAndFaults(mdx).cells) if (language === 'go') readGo(text);
  const page = compileOrNone(mdx);
  for (const { body, inputs, name } of page?.cells ?? []) {
    // What the browser is given, which it has to take: as a module it is strict.
    // oxlint-disable-next-line no-new, no-new-func -- parsed, and never called
    new Function(`"use strict"; return ${guardCode(body, guards)}`);
    if (new Set(inputs).size !== inputs.length) fail(`${name} has an input twice: ${inputs.join(', ')}`);
  }
  return page !== undefined;
}

function compileOrNone(mdx: string): ReturnType<typeof compilePage> | undefined {
  try {
    return compilePage(mdx, file, builtinNames);
  } catch (error) {
    const { message } = error as Error;
    // Nothing else says where: a fault of the compiler's own would pass for the author's.
    if (!/^page\.mdx:\d+:\d+: cell \S/.test(message)) throw error;
    return undefined;
  }
}

function readGo(text: string): void {
  for (const { line, column, message } of findRefusedDirectives(text)) {
    if (!(line >= 1 && column >= 1) || message === '') fail(`${message} at ${line}:${column}`);
  }
  const lines = new Set(toWholeProgram(text, goPackages).split('\n'));
  // Whichever part it went to, each line of the author's is whole.
  for (const line of text.split('\n')) if (!lines.has(line)) fail(`${JSON.stringify(line)} is lost`);
}

function fail(what: string): never {
  throw new Error(what);
}
