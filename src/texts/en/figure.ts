import { formatCount } from '#locale/format.ts';

export const texts = {
  titleOf: (title: string, name: string) => `${title}: ${name}`,
  /** Several things in a row. */
  listed: (parts: readonly string[]) => parts.join(', '),
  /** Several things of different kinds. */
  clauses: (parts: readonly string[]) => parts.join('; '),
  out: 'Export',
  outOf: (title: string) => `Export ${title}`,
  outSvg: 'SVG',
  outPng: 'PNG',
  outPngFailed: 'The browser could not make the picture.',
  outCsv: 'CSV of what is shown',
  outCsvQuoted:
    'Names that begin with =, +, - or @ have an apostrophe before them, so that a spreadsheet takes them for no formula.',
  outRest: (count: number) => `and ${formatCount(count)} more`,
  outMarkdown: 'Markdown',
  outMarkdownTitle: 'Markdown for a review: save the picture beside it',
  outOpen: 'Open this view',
  outCopied: 'Copied',
  outFailed: 'The browser did not allow it; select and copy the text.',
  table: 'As a table',
  tableOf: (title: string) => `As a table: ${title}`,
  tableRows: (shown: number, all: number) => `${formatCount(shown)} of ${formatCount(all)} rows`,
};
