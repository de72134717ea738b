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
  /** The recording, and from when to when. */
  name: string;
  window: string;
  unit: string;
  /** The picture's file, which is saved beside the text. */
  picture: string;
  link: string;
  columns: [string, string, string];
  rows: { name: string; avg: string; max: string }[];
  openText: string;
}

/** A chart for a review: the picture, the largest in numbers, the link to look for oneself. */
export function toMarkdown(content: SnippetContent): string {
  const { title, name, window, unit, picture, link, columns, rows, openText } = content;
  const alt = escapeMarkdown(`${title}, ${name}, ${window}`);
  const lines = [
    `**${escapeMarkdown(title)}** (${escapeMarkdown(unit)}), ${escapeMarkdown(name)}, ${escapeMarkdown(window)}`,
    '',
    `![${alt}](${encodeURI(picture).replace(/[()]/g, (one) => (one === '(' ? '%28' : '%29'))})`,
    '',
    `| ${columns.map(escapeMarkdown).join(' | ')} |`,
    '| --- | ---: | ---: |',
    ...rows.map((row) => `| ${escapeMarkdown(row.name)} | ${row.avg} | ${row.max} |`),
    '',
    `[${escapeMarkdown(openText)}](<${link.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`,
  ];
  return `${lines.join('\n')}\n`;
}
