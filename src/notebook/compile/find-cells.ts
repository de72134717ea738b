import { CellError, type CellSource } from './cell.ts';
import { parseCellInfo } from './cell-options.ts';
import { findDeclaredName } from './compile-cell.ts';

/** ```` ```js cell ```` or ```` ```go cell ````, of backticks or tildes, at most three spaces or a list's indentation before it. */
const opening = /^( *)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/;

/**
 * The cells of an .mdx file in order. Any other fence is passed over whole, so that a cell shown
 * within one (```` ````md ````) is none.
 *
 * @throws CellError where the options of a fence do not read; its line is 0, the fence itself
 */
export function findCells(mdx: string): CellSource[] {
  const lines = mdx.split(/\r?\n/);
  const cells: CellSource[] = [];
  for (let at = 0; at < lines.length; at++) {
    const match = opening.exec(lines[at] ?? '');
    if (!match) continue;
    const [, spaces = '', fence = '', info = ''] = match;
    // An info string of a backtick fence has no backticks: `` ```js``` `` is inline code.
    if (fence.startsWith('`') && info.includes('`')) continue;
    const closing = new RegExp(`^ *${fence[0]}{${fence.length},}[ \t]*$`);
    let end = at + 1;
    while (end < lines.length && !closing.test(lines[end] ?? '')) end++;
    const parsed = readInfo(info, at + 1, cells.length + 1);
    if (parsed) {
      const text = lines.slice(at + 1, end).map((line) => unindent(line, spaces.length));
      cells.push({
        name: parsed.options.name ?? '',
        language: parsed.language,
        options: parsed.options,
        text: text.join('\n'),
        fenceLine: at + 1,
        indent: spaces.length,
      });
    }
    at = end;
  }
  return nameCells(cells);
}

function readInfo(info: string, fenceLine: number, place: number): ReturnType<typeof parseCellInfo> {
  try {
    return parseCellInfo(info);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw Object.assign(new CellError(`cell-${place}`, error.message, 0, 1), { fenceLine });
  }
}

/** A cell without a name takes that of what it declares first, where no other cell has it, or its place. */
function nameCells(cells: CellSource[]): CellSource[] {
  const taken = new Set(cells.map(({ name }) => name).filter(Boolean));
  return cells.map((cell, index) => {
    if (cell.name) return cell;
    const declared = cell.language === 'js' ? findDeclaredName(cell.text) : undefined;
    const name = declared && !taken.has(declared) ? declared : `cell-${index + 1}`;
    taken.add(name);
    return { ...cell, name };
  });
}

function unindent(line: string, width: number): string {
  let cut = 0;
  while (cut < width && line[cut] === ' ') cut++;
  return line.slice(cut);
}
