/** Text as Markdown shows it, with nothing in it taken for Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]|~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b');
}

export interface SnippetContent {
  title: string;
  /** What it is of: the file, and from when to when. */
  of: readonly (string | undefined)[];
  unit?: string | undefined;
  /** The picture's file, which is saved beside the text. */
  picture: string;
  link: string;
  /** Those of a table, the first being that of names; none where there are no numbers. */
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** What is said of rows that are left out. */
  rest?: string | undefined;
  openText: string;
  /** Puts several things in a row, in the reader's language. */
  listed: (parts: readonly string[]) => string;
}

/** A figure for a review: the picture, the largest in numbers, the link to look for oneself. */
export function toMarkdown(content: SnippetContent): string {
  const { title, unit, picture, link, columns, rows, rest, openText, listed } = content;
  const of = content.of.filter((part) => part !== undefined);
  const alt = escapeMarkdown(listed([title, ...of]));
  const heading = listed([
    `**${escapeMarkdown(title)}**${unit ? ` (${escapeMarkdown(unit)})` : ''}`,
    ...of.map(escapeMarkdown),
  ]);
  const toRow = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const table = [
    toRow(columns),
    `| ${columns.map((_, at) => (at === 0 ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(toRow),
    '',
  ];
  const lines = [
    heading,
    '',
    `![${alt}](${encodeURI(picture).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))})`,
    '',
    ...(columns.length > 0 ? table : []),
    ...(rest === undefined ? [] : [escapeMarkdown(rest), '']),
    `[${escapeMarkdown(openText)}](<${link.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`,
  ];
  return `${lines.join('\n')}\n`;
}
