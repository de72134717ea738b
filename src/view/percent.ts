/**
 * Text in a fragment. What a reader can read stays as it is: letters, digits and `: / , . - _ ~`.
 * Everything else is percent-encoded as UTF-8, `! ' ( ) *` too, since chats and Markdown cut a link
 * there. Half a surrogate pair (a file name from Windows, an emoji cut in two) becomes the three
 * bytes that its code point would have, which encodeURIComponent refuses to write.
 */

/** Stands for the empty text, so that a list of one empty name differs from an empty list. */
const emptyText = "''";

/** A percent-encoded half of a surrogate pair: `%ED%A0%BD`. */
const encodedSurrogate = /(%ED%[AB][0-9A-F]%[89AB][0-9A-F])/i;

/** @param separators readable characters that have a meaning where the text goes, and are encoded for that */
export function encodeText(text: string, separators = ''): string {
  if (text === '') return emptyText;
  let out = '';
  for (const char of text) {
    if (/[A-Za-z0-9:/,.\-_~]/.test(char) && !separators.includes(char)) out += char;
    else out += encodeChar(char);
  }
  return out;
}

/** @throws URIError where an escape is broken: `%4`, `%zz`, or bytes that are no UTF-8 */
export function decodeText(raw: string): string {
  if (raw === emptyText) return '';
  if (/%(?![0-9A-Fa-f]{2})/.test(raw)) throw new URIError('a percent sign without two hexadecimal digits');
  return raw
    .split(encodedSurrogate)
    .map((part, index) => (index % 2 === 1 ? decodeSurrogate(part) : decodeURIComponent(part)))
    .join('');
}

/** Programs that find links in text leave out a last full stop, comma or underscore: such an end is encoded. */
export function encodeEnd(fragment: string): string {
  const last = fragment.at(-1);
  return last !== undefined && '.,:_~'.includes(last) ? fragment.slice(0, -1) + encodeChar(last) : fragment;
}

function encodeChar(char: string): string {
  if (char.isWellFormed()) {
    const encoded = encodeURIComponent(char);
    return encoded === char ? toEscape(char.charCodeAt(0)) : encoded;
  }
  const code = char.charCodeAt(0);
  return (
    toEscape(0xe0 | (code >> 12)) + toEscape(0x80 | ((code >> 6) & 0x3f)) + toEscape(0x80 | (code & 0x3f))
  );
}

function decodeSurrogate(escapes: string): string {
  const byte = (from: number) => Number.parseInt(escapes.slice(from, from + 2), 16);
  return String.fromCharCode(((byte(1) & 0x0f) << 12) | ((byte(4) & 0x3f) << 6) | (byte(7) & 0x3f));
}

function toEscape(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
