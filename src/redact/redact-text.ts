import type { CodeLine } from './code-places.ts';
import { findListHeader, type ListHeader, splitRow } from './process-lists.ts';
import type { Redactor } from './redactor.ts';

const none: ReadonlyMap<number, CodeLine> = new Map();

/**
 * The same lines with what the redactor takes out; as many, and as many columns in lists of processes.
 *
 * @param code numbers of lines, 1-based, that are known to be no row of a list
 */
export function redactLines(
  lines: readonly string[],
  redactor: Redactor,
  code: ReadonlyMap<number, CodeLine> = none,
): string[] {
  redactor.startText();
  let header: ListHeader | undefined;
  return lines.map((line, index) => {
    const known = code.get(index + 1);
    if (known) return known === 'stack' ? redactor.code(line) : redactor.line(line);
    const found = findListHeader(line);
    if (found) {
      header = found;
      return line;
    }
    const row = header && splitRow(line, header);
    if (row) return redactor.names(row.columns) + redactor.command(row.command);
    if (line.trim() !== '' && header && !header.topid) header = undefined;
    return redactor.line(line);
  });
}

/** Lines to a piece of text: a text may be larger than a string can be. */
const linesPerPiece = 4096;

/** Lines as the pieces of a file. */
export function toPieces(lines: readonly string[]): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < lines.length; from += linesPerPiece) {
    pieces.push(`${lines.slice(from, from + linesPerPiece).join('\n')}\n`);
  }
  return pieces;
}
