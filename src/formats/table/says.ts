import type { Reason } from '#bytes/reasons.ts';
import { type Codes, toSay } from '#codes/said.ts';

/** Why a row of a table cannot be read. `cell` is the cell as it stands, quoted. */
export const cellReasons = {
  'cell-open-quote': () => 'a quote is never closed',
  'cell-after-quote': () => 'something stands behind a closing quote',
  'cell-count': ({ cells, width }: { cells: number; width: number }) =>
    `${cells} cells under a header of ${width}`,
  'cell-no-name': () => 'name is missing',
  'cell-no-time': () => 'time is missing',
  'cell-far-time': ({ cell }: { cell: string }) =>
    `time ${cell} is beyond the year 9999: seconds are wanted, not milliseconds`,
  'cell-odd-time': ({ cell }: { cell: string }) => `time ${cell} is neither Unix seconds nor ISO 8601`,
  'cell-no-day': ({ cell }: { cell: string }) => `time ${cell} is no time of any day`,
  'cell-pid': ({ cell }: { cell: string }) => `pid ${cell} is no integer`,
  'cell-number': ({ column, cell }: { column: string; cell: string }) => `${column} ${cell} is no number`,
};

const leftOut = ({ line, reason }: { line: number; reason: Reason }): string =>
  `table: line ${line} is left out: ${reason.message}`;

const tableNotices = {
  'table-row': leftOut,
  'table-more-rows': ({ more }: { more: number }) => `table: ${more} more lines are left out`,
  'table-no-zone': ({ line }: { line: number }) =>
    `table: times without a zone, the first in line ${line}, are taken for UTC`,
  'table-columns': ({ columns, more, known }: UnreadColumns) =>
    `table: ${columns.length + more === 1 ? '1 column is' : `${columns.length + more} columns are`} not read: ${columns.join(', ')}${
      more > 0 ? ` and ${more} more` : ''
    }; those that are read are called ${known}`,
  'table-no-cpu': () => 'table: there is no column of CPU: ucpu and scpu, or cpu',
  'table-half-cpu': ({ rows, line }: { rows: number; line: number }) =>
    `table: ${rows} rows, the first in line ${line}, have one of ucpu and scpu alone; the empty one counts as 0 there`,
  'table-one-cpu': () => 'table: no row has both ucpu and scpu; the one that is there is taken for the CPU',
  'table-no-memory': () => 'table: there is no column of memory: mem_kb',
  'table-sorted-by-process': () =>
    'table: each row is a sample of its own and times step back: the rows seem to be sorted by process; sort them by time',
};

const tableErrors = {
  'table-no-header': ({ file, columns, first }: { file: string; columns: string; first: FirstLine }) => {
    const found = first ? `line ${first.line} is ${first.text}` : 'there is none';
    return `${file}: no header with time, name and a value among ${columns}: ${found}`;
  },
  'table-no-rows': ({ file, first }: { file: string; rows: number; first: FirstRow }) =>
    `${file}: no row of the table can be read${first ? `: ${leftOut(first)}` : ''}`,
};

/** Columns by their names, quoted, and how many more there are; what those are called that are read. */
interface UnreadColumns {
  columns: readonly string[];
  more: number;
  known: string;
}

/** The first line that is no remark: what stands there instead of a header. */
type FirstLine = { line: number; text: string } | undefined;

/** The first row that cannot be read; undefined where there is no row. */
type FirstRow = { line: number; reason: Reason } | undefined;

declare module '#bytes/reasons.ts' {
  interface Reasons extends Codes<typeof cellReasons> {}
}

declare module '#model/notice.ts' {
  interface Notices extends Codes<typeof tableNotices> {}
  interface Failures extends Codes<typeof tableErrors> {}
}

export const cellReason = toSay(cellReasons);
export const tableSentences = { ...tableNotices, ...tableErrors };
export const sayOfTable = toSay(tableSentences);
