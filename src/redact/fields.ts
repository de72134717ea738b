/**
 * What stands beside its name in a text: `user=bob`, `"password": "a b"`, `Host:board7`,
 * `Authorization: Bearer x`, `psk="x"`, `Cookie:[session=x]`.
 */
export interface Field {
  /** As written. */
  key: string;
  /** In small letters, without what separates its words: `apikey` for `X-Api-Key`… is `xapikey`. */
  name: string;
  /** Where the key begins. */
  keyStart: number;
  /** White space stands between the two, as in a sentence: `token: invalid`. */
  loose: boolean;
  /** What the value is put in, empty for none. */
  quote: '"' | "'" | '`' | '[' | '';
  /** The value, without quotes. */
  start: number;
  end: number;
  value: string;
}

const longestKey = 64;
/** Of what stands in brackets. */
const longestList = 8192;
const separators = /[:=：]/g;
const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", '`': '`' };
/** What ends a value that is in no quotes. */
const bareEnd = /[\s,;&"'`(){}\][<>|\uFDD0\uFDD1]/;

/**
 * The next field from `from` on whose name is wanted. From each `:` and `=` it looks back for a key of
 * at most 64 characters, and on for a value of as many as are wanted: the time grows with the text.
 *
 * @param toMostLength by the field's name, how long a value without quotes is of use; undefined for a
 *   name that is not wanted
 * @returns the field, and where its separator ends: from there on one looks for what is in its value
 */
export function findField(
  text: string,
  from: number,
  toMostLength: (name: string) => number | undefined,
): { field: Field; next: number } | undefined {
  separators.lastIndex = from;
  for (let match = separators.exec(text); match; match = separators.exec(text)) {
    const at = match.index;
    const key = findKey(text, at);
    if (!key) continue;
    const name = key.key.replace(/[-_.$ @]/g, '').toLowerCase();
    const most = toMostLength(name);
    const value = most === undefined ? undefined : findValue(text, at, most);
    if (!value) continue;
    const { quote, start, end, spaced } = value;
    const loose = spaced && match[0] !== '=' && !/["'`]/.test(text[at - 1] ?? '');
    return { field: { ...key, name, loose, quote, start, end, value: text.slice(start, end) }, next: at + 1 };
  }
  return undefined;
}

function findKey(text: string, separator: number): { key: string; keyStart: number } | undefined {
  let end = separator;
  while (end > 0 && separator - end < 4 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  // `"key":`, `\"key\":`, `&quot;key&quot;:`
  if (/["'`]/.test(text[end - 1] ?? '')) end--;
  else if (text.slice(Math.max(0, end - 6), end) === '&quot;') end -= 6;
  else if (text.slice(Math.max(0, end - 5), end) === '&#34;') end -= 5;
  if (text[end - 1] === '\\') end--;
  let start = end;
  while (start > 0 && end - start < longestKey && isKeyCharacter(text.charCodeAt(start - 1))) start--;
  // `User Id=bob` of a connection string; `serial number: 12`, `api key: x`
  const before =
    /(?:user|serial|api|access|secret|private|licen[cs]e|product|activation|session|device|machine)[ _]$/i.exec(
      text.slice(Math.max(0, start - 11), start),
    );
  if (before) start -= before[0].length;
  if (start === end) return undefined;
  return { key: text.slice(start, end), keyStart: start };
}

/** Letters, digits, `-_.$@`, and letters beyond ASCII. */
function isKeyCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    code === 36 ||
    (code > 191 && code < 0x3000) ||
    (code > 0x303f && code < 0xfdd0)
  );
}

function findValue(
  text: string,
  separator: number,
  most: number,
): { start: number; end: number; quote: Field['quote']; spaced: boolean } | undefined {
  let start = separator + 1;
  if (text[separator] === ':' && (text[start] === ':' || text.startsWith('//', start))) return undefined;
  if (text[separator] === ':' && text[start] === '=') start++;
  else if (text[separator] === '=' && text[start] === '>') start++;
  else if (text[separator] === '=' && text[start] === '=') return undefined;
  const tight = start;
  while (start < text.length && /\s/.test(text[start] ?? '')) start++;
  const spaced = start > tight;
  if (start >= text.length) return undefined;
  for (const [open, close] of [
    ['\\"', '\\"'],
    ['&quot;', '&quot;'],
    ['&#34;', '&#34;'],
  ] as const) {
    if (!text.startsWith(open, start)) continue;
    const end = text.indexOf(close, start + open.length);
    return { start: start + open.length, end: end < 0 ? text.length : end, quote: '"', spaced };
  }
  // `[]string{"a"}`, `[]byte{0x61}` of a Go dump, the first element or all.
  const list = /^\[\](?:string|byte|uint8)\{/.exec(text.slice(start, start + 16))?.[0];
  if (list !== undefined) start += list.length;
  const quote = quotes[text[start] ?? ''];
  if (quote !== undefined) {
    const end = findQuoteEnd(text, start + 1, quote);
    return { start: start + 1, end, quote: quote as Field['quote'], spaced };
  }
  if (list !== undefined || text[start] === '[') {
    if (list === undefined) start++;
    const length = text.slice(start, start + longestList).indexOf(list === undefined ? ']' : '}');
    return {
      start,
      end: length < 0 ? Math.min(text.length, start + longestList) : start + length,
      quote: '[',
      spaced,
    };
  }
  let end = start;
  while (end < text.length && end - start < most && !bareEnd.test(text[end] ?? '')) end++;
  return { start, end, quote: '', spaced };
}

function findQuoteEnd(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote !== '`') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}
