import { formatCount } from '#locale/format.ts';

/**
 * Text of a board or a log for a terminal. What could move the cursor, change the colours or turn
 * the line round is shown as an escape: a name is a name, never a command.
 */
export function toTerminalText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => {
    // Joins the parts of an emoji, and does nothing else.
    if (char === '\u200d') return char;
    const code = char.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

/** Columns that a terminal gives to a text: two to a Chinese character, none to an accent on its own. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOfOne(segment);
  return width;
}

function widthOfOne(segment: string): number {
  return wide.test(segment) ? 2 : 1;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/** Rows in columns, each as wide as its widest cell; `right` says which are numbers. */
export function toColumns(rows: string[][], right: boolean[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const blanks = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return right[column] ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Cut to a number of columns, with `…` where something is missing. No more of it is read than is shown. */
export function cutTo(columns: number, text: string): string {
  let width = 0;
  let end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += widthOfOne(segment);
    if (width > columns) return `${text.slice(0, end)}…`;
    if (width < columns) end = index + segment.length;
  }
  return text;
}

/** `1 sample`, `1,200 samples` */
export function toCount(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
