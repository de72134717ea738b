import { splitCells } from './cells.ts';

/** The columns of a table, by the names of its header, in any order and case. Others are named, and passed over. */
export const COLUMNS = ['time', 'pid', 'name', 'cpu', 'ucpu', 'scpu', 'mem_kb'] as const;
type Column = (typeof COLUMNS)[number];

export interface Header {
  delimiter: string;
  /** How many cells a row has. */
  width: number;
  /** Which cell has which column. */
  at: Partial<Record<Column, number>>;
  /** The names of cells that have none of them, or one that another cell has. */
  others: string[];
  line: string;
  /** A comma is the decimal sign too. */
  decimalComma: boolean;
}

/** Comma, tab, and the semicolon of spreadsheets where the comma is the decimal sign. */
const DELIMITERS = [',', '\t', ';'];

/** The header that a line is; undefined where not even time and name are in it. */
export function findHeader(line: string): Header | undefined {
  for (const delimiter of DELIMITERS) {
    const cells = splitCells(line, delimiter);
    if (typeof cells === 'string') continue;
    const names = cells.map((cell) => cell.trim().toLowerCase());
    const at: Header['at'] = {};
    for (const column of COLUMNS) {
      const index = names.indexOf(column);
      if (index >= 0) at[column] = index;
    }
    if (at.time !== undefined && at.name !== undefined && Object.keys(at).length > 2) {
      const read = new Set(Object.values(at));
      const others = cells.filter((cell, index) => !read.has(index) && cell.trim() !== '');
      return { delimiter, width: cells.length, at, others, line, decimalComma: delimiter === ';' };
    }
  }
  return undefined;
}

/** Lines before the header that are no part of the table: empty ones, and remarks. */
export function isBeforeHeader(line: string): boolean {
  return line.trim() === '' || line.startsWith('#');
}
