import { findDirectives } from './go-text.ts';
import type { GoFault } from './go-tools.ts';

/**
 * Directives to the compiler by which a text would call what stands around its program, as syscall/js does:
 * the worker, and whatever the page has put there. Package `cell` and the files are what a program has.
 */
export function findRefusedDirectives(text: string): GoFault[] {
  return findDirectives(text).flatMap(({ words, line, column }) => {
    const message = toRefusal(words.trim().split(/\s+/));
    return message === undefined ? [] : [{ line, column, message }];
  });
}

/** @param words `//go:linkname`, `get`, `syscall/js.valueGet` */
function toRefusal([name, first = '', second = '']: string[]): string | undefined {
  // //go:wasmimport gojs syscall/js.valueGet
  if (name === '//go:wasmimport') {
    return `//go:wasmimport ${`${first} ${second}`.trim()}: a program here calls nothing outside of it; package cell speaks with the page`;
  }
  if (name === '//go:linkname' && second.startsWith('syscall/js.')) {
    return `//go:linkname ${first} ${second}: syscall/js is not for programs here; package cell speaks with the page`;
  }
  return undefined;
}
