import { isIpv4, isIpv6, saysNothing } from './addresses.ts';
import { type Field, findField } from './fields.ts';
import { type FieldKind, saysNothingOf, sentenceWords, toFieldKind } from './field-kinds.ts';
import type { RedactionKind } from './kinds.ts';
import { hasMark } from './marks.ts';
import { commonUsers, commonWords, isName } from './common-names.ts';

/** A part of a text that is to go. */
export interface Edit {
  kind: RedactionKind;
  start: number;
  end: number;
}

/** The values of a text's fields that tell something, in order, none within another. */
export function* findFieldValues(text: string, has: (kind: RedactionKind) => boolean): Generator<Edit> {
  const toMostLength = (name: string) => {
    const kind = toFieldKind(name);
    if (kind === undefined || !has(toRedactionKind(kind))) return undefined;
    return toRedactionKind(kind) === 'env' ? Infinity : longestName;
  };
  let found = findField(text, 0, toMostLength);
  while (found) {
    const { field, next } = found;
    let from = next;
    const kind = toFieldKind(field.name);
    for (const edit of kind ? readers[kind](field, text, kind) : []) {
      if (edit.end <= edit.start) continue;
      yield edit;
      from = edit.end;
    }
    found = findField(text, from, toMostLength);
  }
}

/** No name is as long; what is longer is not looked at further. */
const longestName = 300;
/** Of a header's value. */
const longestHeader = 16_384;

function toRedactionKind(kind: FieldKind): RedactionKind {
  switch (kind) {
    case 'secret':
    case 'authorization':
    case 'cookie':
    case 'structKey':
      return 'env';
    default:
      return kind;
  }
}

type Reader = (field: Field, text: string, kind: FieldKind) => Generator<Edit>;

const readers: Record<FieldKind, Reader> = {
  secret: readSecret,
  authorization: readAuthorization,
  cookie: readCookie,
  structKey: readStructKey,
  user: readName,
  host: readName,
  mac: readShape(/^[0-9a-f]{12}$/i),
  serial: readShape(/^(?!tty)(?=[^\d]*\d)[\p{L}\p{N}][\p{L}\p{N}._/#-]{3,}$/u),
  imei: readDigits,
  imsi: readDigits,
  phone: readDigits,
  location: readLocation,
  uuid: readShape(/^[0-9a-f][0-9a-f-]{11,}$/i),
};

function* readSecret(field: Field, text: string): Generator<Edit> {
  const { value, loose, quote, name, key } = field;
  if (saysNothingOf('secret', value) || isPlainNumber(value)) return;
  const scheme = /^(?:Bearer|Basic|Digest|Token)$/i.test(value);
  if (loose) {
    if (/^(?:pass|passe|database|dbname|initialcatalog|sig|signature|pin|bearer)$/.test(name)) return;
    const before = text.slice(Math.max(0, field.keyStart - 16), field.keyStart);
    if (
      /\b(?:unexpected|invalid|unknown|missing|bad|illegal|no|wrong)\s+$/i.test(before) &&
      !looksRandom(value)
    )
      return;
    if (quote === '' && !scheme && isSentenceWord(value)) return;
  }
  // A map or a list in a sentence, a type: `tokens: [1 2]`, `Token:(*x.Token)(0xc000012345)`.
  if (quote === '' && value === '') return;
  if (scheme) {
    const rest = /^\s+[\w+/=.~-]+/.exec(text.slice(field.end, field.end + 4096))?.[0] ?? '';
    const gap = rest.length - rest.trimStart().length;
    if (rest !== '') yield { kind: 'env', start: field.end + gap, end: field.end + rest.length };
    return;
  }
  const prefix = /^(?:Bearer|Basic|Digest|Token)\s+/i.exec(value)?.[0].length ?? 0;
  // `Secret:` of a dump is called so in any case, `secret` of a sentence may be a word before a colon.
  if (loose && quote === '' && /^(?:secret|token)s?$/.test(key) && /^[\p{L}]{1,3}$/u.test(value)) return;
  yield { kind: 'env', start: field.start + prefix, end: field.end };
}

/** `Bearer x`, `Basic x`, and schemes with many parts. */
function* readAuthorization(field: Field, text: string): Generator<Edit> {
  const head = text.slice(field.start, field.start + 64);
  const scheme = /^([A-Za-z][\w-]*)\s+(?=\S)/.exec(head);
  if (!scheme && (field.loose ? isSentenceWord(head) : saysNothingOf('authorization', field.value))) return;
  if (scheme && isSentenceWord(scheme[1] ?? '') && !/^(?:token|key|client)$/i.test(scheme[1] ?? '')) return;
  const end = toHeaderEnd(field, text);
  const start = field.start + (scheme?.[0].length ?? 0);
  if (end > start) yield { kind: 'env', start, end };
}

const cookieAttributes = /^(?:path|domain|expires|max-age|samesite|priority|version)$/i;

function* readCookie(field: Field, text: string): Generator<Edit> {
  if (field.quote === '' && isSentenceWord(text.slice(field.start, field.start + 64))) return;
  const end = toHeaderEnd(field, text);
  const value = text.slice(field.start, end);
  if (!value.includes('=')) {
    if (value !== '' && !saysNothingOf('cookie', value)) yield { kind: 'env', start: field.start, end };
    return;
  }
  let at = field.start;
  for (const part of value.split(';')) {
    const cut = part.indexOf('=');
    const isAttribute = cut >= 0 && cookieAttributes.test(part.slice(0, cut).trim());
    if (cut >= 0 && cut + 1 < part.length && !isAttribute)
      yield { kind: 'env', start: at + cut + 1, end: at + part.length };
    at += part.length + 1;
  }
}

/** A header's value goes to the end of what it stands in. */
function toHeaderEnd({ quote, start, end }: Field, text: string): number {
  if (quote !== '') return end;
  const rest = text.slice(start, start + longestHeader);
  const digest = /^(?:Digest|OAuth|Hawk|AWS4-HMAC-SHA256)\s/i.test(rest);
  const stop = digest ? -1 : rest.search(/["'`\]}|\uFDD0]|\s-[A-Za-z-]/);
  return start + (stop < 0 ? rest.trimEnd().length : rest.slice(0, stop).trimEnd().length);
}

/** `&{Host:x Key:y}` of `%+v`; in JSON `"key"` is any key, unless it looks like one of those that open. */
function* readStructKey(field: Field, text: string): Generator<Edit> {
  const { key, loose, quote, value, keyStart, start, end } = field;
  if (loose || isPlainNumber(value) || value.length < 6) return;
  const inStruct = quote === '' && key === 'Key' && /[{ ]/.test(text[keyStart - 1] ?? '');
  if (inStruct || looksRandom(value)) yield { kind: 'env', start, end };
}

/** What a name in a Chinese sentence ends before: `用户名：lisi，密码：x`. A password may have it in it. */
const sentenceEnd = /[，。；、！？（）「」『』【】《》“”]/;

function* readName(whole: Field, text: string, kind: FieldKind): Generator<Edit> {
  const cut = whole.quote === '' ? whole.value.search(sentenceEnd) : -1;
  const field = cut < 0 ? whole : { ...whole, value: whole.value.slice(0, cut), end: whole.start + cut };
  const { value, quote, loose, start, end, name } = field;
  if (quote === '[' || saysNothingOf(kind, value) || isPlainNumber(value) || hasMark(value)) return;
  if (loose && !standsAlone(field, text)) return;
  const isHost = kind === 'host';
  const plain = isHost ? value.replace(/:\d{1,5}$/, '') : value;
  const isQuoted = quote !== '';
  // `full_name="Jane Doe"`
  if (!isHost && isQuoted && /^\p{L}[\p{L}\p{N} .'-]{1,63}$/u.test(plain) && plain.includes(' ')) {
    if (!plain.split(' ').some((word) => sentenceWords.has(word.toLowerCase())))
      yield { kind: 'user', start, end };
    return;
  }
  if (plain.length > 253 || !isName(plain) || sentenceWords.has(plain.toLowerCase())) return;
  if (!isHost && (commonUsers.has(plain.toLowerCase()) || plain.includes('/'))) return;
  if (
    isHost &&
    (saysNothing(plain) || isIpv4(plain) || isIpv6(plain) || commonWords.has(plain.toLowerCase()))
  )
    return;
  // `node=v1.2.3`, `server=nginx` tell of programs as often as of machines; a version is none.
  if (isHost && /^v?\d[\d.]*$/.test(plain)) return;
  if (name === 'location' || name === 'position') return;
  yield { kind: isHost ? 'host' : 'user', start, end: start + plain.length };
}

/** All that a line, or a part of it, says: `user: bob`, `{user: bob, n: 1}`; no sentence. */
function standsAlone({ keyStart, end, quote }: Field, text: string): boolean {
  const before = text.slice(Math.max(0, keyStart - 2), keyStart);
  const after = text.slice(end + (quote === '' ? 0 : 1), end + 3);
  return (
    /^$|[{,;([|"'，；。、（【-] ?$|^\s+$|\t$/.test(before) && /^\s*$|^\s?[,;})\]|"'，；。、）】]/.test(after)
  );
}

function readShape(shape: RegExp): Reader {
  return function* ({ value, start }, _text, kind) {
    const plain = value.replace(/[.]$/, '');
    if (shape.test(plain)) yield { kind: toRedactionKind(kind), start, end: start + plain.length };
  };
}

/** Digits in groups: `356938 03 564380 9`, `+380 (44) 123-45-67`. */
function* readDigits({ start }: Field, text: string, kind: FieldKind): Generator<Edit> {
  const found = /^[+(]{0,2}\d(?:[ ().-]{0,2}\d){5,20}/.exec(text.slice(start, start + 80))?.[0];
  if (found) yield { kind: toRedactionKind(kind), start, end: start + found.length };
}

function* readLocation({ start, name }: Field, text: string): Generator<Edit> {
  const isAxis = /^(?:lat|lon|lng|latitude|longitude)/.test(name);
  const shape = isAxis
    ? /^[+-]?\d{1,3}\.\d{2,}(?![\d.]|[mnµ]?s\b)(?:°?\s?[NSEW]\b)?(?:[,; ]{1,2}[+-]?\d{1,3}\.\d{2,}(?!\d))?/
    : /^[{([]?[+-]?\d{1,3}\.\d{2,}[,; ]{1,2}[+-]?\d{1,3}\.\d{2,}(?!\d)/;
  const found = shape.exec(text.slice(start, start + 80))?.[0];
  if (found) yield { kind: 'location', start, end: start + found.length };
}

/** Numbers, durations and pointers, `(*x.Token)(0xc000012345)`, are no secrets; letters before a `0x` may be one. */
function isPlainNumber(value: string): boolean {
  return /^(?:[+-]?\d{1,3}|[+-]?\d+(?:\.\d+)?(?:ns|[µμu]s|ms|s|m|h|%|[KMG]i?B?)|(?:\(?[*&]?[\w./]{0,64}\)?\(|[*&])?0x[0-9a-f]+\)?)$/i.test(
    value,
  );
}

function isSentenceWord(value: string): boolean {
  const word = /^[\p{L}'-]+(?=[\s.,;:!?)]|$)/u.exec(value)?.[0] ?? '';
  return word !== '' && sentenceWords.has(word.toLowerCase());
}

/** No word of any language: letters and digits mixed, or very long. */
export function looksRandom(value: string): boolean {
  return isMixed(value) || (value.length >= 24 && !/\s/.test(value));
}

/** Letters and digits in one run of at least eight characters. */
export function isMixed(value: string): boolean {
  return value.length >= 8 && /\d/.test(value) && /\p{L}/u.test(value) && !/\s/.test(value);
}
