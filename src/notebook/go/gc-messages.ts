import { findImports } from './go-text.ts';
import type { GoFault } from './go-tools.ts';
import { toMissingPackage } from './packages.ts';
import { sourceName } from './whole-program.ts';

/** `./main.go:10:14: invalid operation: …`, as gc, link, gofmt and `go build` begin what they say of a place. */
const place = new RegExp(
  String.raw`^(?:\S*/)?(?:${sourceName.replace('.', String.raw`\.`)}|<standard input>):(\d+)(?::(\d+))?: (.*)$`,
);

/**
 * What compiler or linker printed, as faults in the author's lines, from the first on. Words without a place
 * are a fault of the first line where there is no other.
 *
 * @param packages what may be imported, by path
 */
export function toFaults(words: string, text: string, packages: readonly string[]): GoFault[] {
  const faults: GoFault[] = [];
  const others: string[] = [];
  const lastLine = text.replace(/\s+$/, '').split('\n').length;
  for (const line of words.split('\n')) {
    const found = place.exec(line);
    const last = faults.at(-1);
    if (found) {
      const [, at = '1', column = '1', message = ''] = found;
      const isBeyond = Number(at) > lastLine;
      faults.push({
        // What is missing at the end is missing after the last line, not in what was put below it.
        line: isBeyond ? lastLine : Math.max(1, Number(at)),
        column: isBeyond ? 1 : Math.max(1, Number(column)),
        message: toMessage(message, packages),
      });
    } else if (line.startsWith('\t') && last && others.length === 0) last.message += `\n${line}`;
    else if (line.trim() !== '' && !line.startsWith('# ')) others.push(line);
  }
  if (faults.length > 0) {
    return withoutRepeats(faults).sort((a, b) => a.line - b.line || a.column - b.column);
  }
  return [{ line: 1, column: 1, message: toMessage(others.join('\n').trim(), packages) }];
}

function toMessage(message: string, packages: readonly string[]): string {
  // could not import net/http (open : Invalid argument)
  const missing =
    /^could not import (\S+) \(/.exec(message) ?? /^package (\S+) is not in std\b/.exec(message);
  const path = missing?.[1];
  if (path !== undefined && !packages.includes(path)) return toMissingPackage(path, packages);
  // runtime.main_main·f: function main is undeclared in the main package
  if (/function main is undeclared in the main package/.test(message)) {
    return 'function main is undeclared in the main package';
  }
  // /casebook/program/wake.go:1:1: package main; expected package foo: of the file that stands beside it.
  // found packages foo (main.go) and main (wake.go) in /tmp/casebook-cell-sAaTnP/program, as go build says it.
  const [, clause] =
    /: package main; expected package (\S+)$/.exec(message) ??
    /^found packages (?:.* )?(\S+) \(main\.go\)/.exec(message) ??
    [];
  if (clause !== undefined) return `package ${clause}: a program is package main`;
  return message;
}

/** gc may say a thing twice of one place. */
function withoutRepeats(faults: readonly GoFault[]): GoFault[] {
  const seen = new Set<string>();
  return faults.filter(({ line, column, message }) => {
    const key = `${line}:${column}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** What a text imports that is not among the packages, whatever a compiler would find. */
export function findMissing(text: string, packages: readonly string[]): GoFault[] {
  return findImports(text)
    .filter(({ path }) => !packages.includes(path))
    .map(({ path, line, column }) => ({ line, column, message: toMissingPackage(path, packages) }));
}
