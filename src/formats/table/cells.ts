/**
 * Cuts a line into cells (RFC 4180): cells that begin with a quote end with one, and have it
 * doubled within.
 *
 * @returns the cells; `open` where a quote is still open at the end, so that the record goes on in
 *   the next line; `bad` where something stands behind a closing quote
 */
export function splitCells(line: string, delimiter: string): string[] | 'open' | 'bad' {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] !== '"') {
      const end = line.indexOf(delimiter, at);
      cells.push(end < 0 ? line.slice(at) : line.slice(at, end));
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    let end = line.indexOf('"', at + 1);
    while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2);
    if (end < 0) return 'open';
    cells.push(line.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 1;
    if (at === line.length) return cells;
    if (line[at] !== delimiter) return 'bad';
    at++;
  }
}
