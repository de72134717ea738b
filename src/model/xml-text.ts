/** What no XML may hold: control characters, halves of surrogate pairs, and the two that are no characters. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * An SVG's text as every reader of XML takes it: names of functions, packages and files may hold anything, and one such
 * character makes it no picture at all.
 */
export function toXmlText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD');
}
