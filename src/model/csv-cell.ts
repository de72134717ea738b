/**
 * What a spreadsheet takes for a formula by its first character, and runs: a process may be called
 * `=HYPERLINK(…)`. https://owasp.org/www-community/attacks/CSV_Injection
 *
 * With apostrophes before it too, so that a guarded name and one that looks so stay apart.
 */
const formula = /^'*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;

/**
 * A text as a cell of CSV. What would be a formula gets an apostrophe, which `fromCsvCell` takes away
 * again; what would end the cell, also where the semicolon or the tab does, is quoted. Numbers are no
 * texts: they are written as they are.
 */
export function toCsvCell(text: string): string {
  const plain = formula.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** The text of a cell, unquoted by its reader, without the apostrophe that guards it. */
export function fromCsvCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
