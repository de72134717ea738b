/** Where the lines of a log stand among rows of the same height. A line that is wrapped takes several. */
export interface LineRows {
  /** Rows of all lines together. */
  total: number;
  /** The first row of a line, from 0; lines count from 1. */
  rowOf(line: number): number;
  /** The line that a row is of. */
  lineAt(row: number): number;
}

/** Of a line; the rest of a megabyte without a line end helps nobody. */
export const longestLine = 4000;
/** What stands in place of the rest takes a row of its own at most. */
const cutRows = 1;
const tabSize = 8;

/** Every line in a row of its own. */
export function toSingleRows(lines: number): LineRows {
  return { total: lines, rowOf: (line) => line - 1, lineAt: (row) => row + 1 };
}

/** Lines broken after so many cells of the type's width, wherever that is. */
export function toWrappedRows(cells: Uint32Array, columns: number): LineRows {
  const width = Math.max(1, Math.floor(columns));
  /** By line: the row behind its last. */
  const ends = new Float64Array(cells.length);
  let total = 0;
  cells.forEach((count, at) => {
    total += Math.max(1, Math.ceil(count / width)) + (count >= longestLine ? cutRows : 0);
    ends[at] = total;
  });
  return {
    total,
    rowOf: (line) => ends[Math.min(line, ends.length) - 2] ?? 0,
    lineAt(row) {
      let [first, last] = [0, ends.length - 1];
      while (first < last) {
        const middle = (first + last) >> 1;
        if (ends[middle]! > row) last = middle;
        else first = middle + 1;
      }
      return first + 1;
    },
  };
}

/** By line: how many cells of the type's width its text takes. */
export function countCells(lines: readonly string[]): Uint32Array {
  return Uint32Array.from(lines, (text) => {
    const shown = text.length > longestLine ? text.slice(0, longestLine) : text;
    // Nearly all lines of logs are plain.
    if (/^[\x20-\x7e]*$/.test(shown)) return shown.length;
    let cells = 0;
    for (const character of shown) {
      if (character === '\t') cells += tabSize - (cells % tabSize);
      else cells += isWide(character) ? 2 : 1;
    }
    return cells;
  });
}

/** Chinese, Japanese and Korean characters and pictures take two cells. One too many leaves a row empty, no more. */
function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3fffd}]/u.test(
    character,
  );
}
