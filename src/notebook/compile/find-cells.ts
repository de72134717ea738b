import { CellError, type CellLanguage, type CellOptions, type CellSource } from './cell.ts';
import { parseCellInfo } from './cell-options.ts';
import { findDeclaredName } from './compile-cell.ts';

/** ```` ```js cell ```` or ```` ```go cell ````, of backticks or tildes, at most three spaces or a list's indentation before it. */
const opening = /^( *)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$/;

/** What is wrong with the options of a fence; its line is 0, the fence itself. */
export class FenceError extends CellError {
  /** From 1. */
  readonly fenceLine: number;

  constructor(cell: string, message: string, fenceLine: number) {
    super(cell, message, 0, 1);
    this.fenceLine = fenceLine;
  }
}

/**
 * The cells of an .mdx file in order. Any other fence is passed over whole, so that a cell shown
 * within one (```` ````md ````) is none.
 *
 * @throws FenceError where the options of a fence do not read
 */
export function findCells(mdx: string): CellSource[] {
  const { cells, faults } = findCellsAndFaults(mdx);
  if (faults[0]) throw faults[0];
  return cells;
}

/** The same, those whose options do not read among them, without options. */
export function findCellsAndFaults(mdx: string): { cells: CellSource[]; faults: FenceError[] } {
  const lines = mdx.split(/\r?\n/);
  const cells: CellSource[] = [];
  const faults: FenceError[] = [];
  for (let at = 0; at < lines.length; at++) {
    const match = opening.exec(lines[at] ?? '');
    if (!match) continue;
    const [, spaces = '', fence = '', info = ''] = match;
    // An info string of a backtick fence has no backticks: `` ```js``` `` is inline code.
    if (fence.startsWith('`') && info.includes('`')) continue;
    const closing = new RegExp(`^ *${fence[0]}{${fence.length},}[ \t]*$`);
    let end = at + 1;
    while (end < lines.length && !closing.test(lines[end] ?? '')) end++;
    const parsed = readInfo(info);
    if (parsed?.fault !== undefined) {
      const name = parsed.options.name ?? `cell-${cells.length + 1}`;
      faults.push(new FenceError(name, parsed.fault, at + 1));
    }
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
  return { cells: nameCells(cells), faults };
}

function readInfo(
  info: string,
): { language: CellLanguage; options: CellOptions; fault?: string | undefined } | undefined {
  try {
    return parseCellInfo(info);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const [language = ''] = info.split(/\s/);
    // What it is called where that can be read: the fault is then said by it.
    const name = /\sname=([A-Za-z][\w-]{0,63})(?=\s|$)/.exec(info)?.[1];
    const options = { fold: false, hidden: false, ...(name !== undefined && { name }) };
    return { language: language === 'go' ? 'go' : 'js', options, fault: error.message };
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
