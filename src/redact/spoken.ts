import type { Edit } from './field-values.ts';
import { looksRandom } from './field-values.ts';
import { saysNothingOf, sentenceWords, toFieldKind } from './field-kinds.ts';
import type { RedactionKind } from './kinds.ts';
import { amongUnspaced } from './unspaced.ts';

/**
 * What stands behind the word for it, without `:` or `=`: `password "two words"`, `token x`,
 * `serial number X`, `--api-key x`, `curl -u bob:x`.
 */
export function* findSpoken(text: string, has: (kind: RedactionKind) => boolean): Generator<Edit> {
  if (has('env')) {
    yield* findSpokenSecrets(text);
    yield* findPairs(text);
    yield* findFlags(text);
  }
  for (const [kind, pattern] of devices) {
    if (!has(kind)) continue;
    for (const match of text.matchAll(pattern)) yield toLastGroup(kind, match);
  }
}

const secretWord = amongUnspaced(
  /(?<![\p{L}\p{N}_/\\.@])(pass(?:word|wd|phrase|code)|token|secret|psk|ssid|otp|totp|pin|puk|credential|(?:api|access|secret|private|licen[cs]e|product|activation)[ _-]?key|密码|口令|令牌|密钥)(?:[ \t]{1,4}for[ \t]{1,4}["']?[\p{L}\p{N}_.@-]{1,64}["']?(?::|(?=[ \t]{1,4}(?:is|was)[ \t])))?(?:[ \t]{1,4}(?:(?:is|was|are|是|为)[ \t]{1,4})?|[是为])/giu,
);

function* findSpokenSecrets(text: string): Generator<Edit> {
  secretWord.lastIndex = 0;
  for (let match = secretWord.exec(text); match; match = secretWord.exec(text)) {
    const word = (match[1] ?? '').toLowerCase();
    const start = match.index + match[0].length;
    const found = findWord(text, start);
    if (!found) continue;
    const value = text.slice(found.start, found.end);
    const isPassword = word.startsWith('pass') || /^(?:密码|口令)$/.test(word);
    const begins = /(?:^|[,;:({[|"'-]|\b(?:with|using|by|and|login|用)) {0,4}$/.test(
      text.slice(Math.max(0, match.index - 10), match.index),
    );
    const ends = /^["'`]?(?:\s*$|\s?[,;)\]}]|\.(?:\s|$))/.test(text.slice(found.end, found.end + 4));
    // A word, a sign, or the version of a module that is called so.
    const isSentence =
      sentenceWords.has(value.toLowerCase()) || /^\W+$/.test(value) || /^v\d+\.\d/.test(value);
    const isCode = /^(?:otp|totp|pin|puk)$/.test(word);
    const taken = isCode
      ? /^\d{4,10}$/.test(value)
      : found.quoted
        ? isPassword || (begins && value.length > 3) || looksRandom(value)
        : !isSentence &&
          (looksRandom(value) ||
            (word.endsWith('key') && /^[\p{L}\p{N}]{3,}(?:-[\p{L}\p{N}]{3,})+$/u.test(value)) ||
            (isPassword && /\d/.test(value) && value.length > 3 && !/^\d{1,3}$/.test(value)) ||
            (begins && ends && value.length > 3 && !/^(?:\d{1,3}|0x.*)$/.test(value)));
    if (!taken) continue;
    yield { kind: 'env', start: found.start, end: found.end };
    secretWord.lastIndex = found.end;
  }
}

/** `{"name":"DB_PASSWORD","value":"x"}`, `{Name:DB_PASSWORD Value:x}`, `<add key="Password" value="x"/>`, `<password>x</password>` */
const pairs = [
  /(?<![\p{L}\p{N}_-])["']?(?:name|key)["']?\s{0,4}[:=]\s{0,4}["']?([\w.-]{2,64})["']?[\s,]{0,8}["']?value["']?\s{0,4}[:=]\s{0,4}()(?=[^\s,;}\])>])/giu,
  /<([\w:.-]{2,64})(?:\s[^<>]{1,256})?>([^<>]{1,4096})(?=<\/)/gu,
];

function* findPairs(text: string): Generator<Edit> {
  for (const pattern of pairs) {
    for (const match of text.matchAll(pattern)) {
      const [, name = '', inside = ''] = match;
      if (toFieldKind(name.replace(/[-_.:]/g, '').toLowerCase()) !== 'secret') continue;
      const after = match.index + match[0].length;
      const found = inside === '' ? findWord(text, after) : { start: after - inside.length, end: after };
      if (found && !saysNothingOf('secret', text.slice(found.start, found.end)))
        yield { kind: 'env', start: found.start, end: found.end };
    }
  }
}

/** `--token x`, `-password "a b"`, `["--token" "x"]`; then what only the program before it tells: `curl -u bob:x`. */
const flag =
  /(?<![\p{L}\p{N}-])--?[\w-]{0,30}(?:passw(?:or)?d|passphrase|passwd|secret|token|api-?key|access-?key|private-?key|credential|cookie)[\w-]{0,20}(?:[ \t]{1,4}|["'],?[ \t]{0,4}(?=["']))(?=[^\s-])/giu;
const loginFlag =
  /(?<![\p{L}\p{N}-])(?:-[A-Za-z#]{0,8}[uU]|--user|--proxy-user|--auth)(?:[ \t]{1,4}|=)?(?=["']?[^\s"':]{1,128}:[^\s"']+)/gu;
const programFlags =
  /\b(?:sshpass(?:\.exe)?[ \t]{1,4}-p[ \t]{0,4}|mysql(?:dump|admin)?(?:[ \t]{1,4}[^\s]{1,64}){0,8}?[ \t]{1,4}-p(?=\S)|redis-cli(?:[ \t]{1,4}[^\s]{1,64}){0,8}?[ \t]{1,4}-a[ \t]{1,4}|mosquitto_\w{1,8}(?:[ \t]{1,4}[^\s]{1,128}){0,16}?[ \t]{1,4}-P[ \t]{1,4}|\blogin(?:[ \t]{1,4}[^\s]{1,128}){0,8}?[ \t]{1,4}-p[ \t]{1,4}|-pass(?:in|out)?[ \t]{1,4}pass:|ldap\w{1,12}(?:[ \t]{1,4}[^\s]{1,128}){0,16}?[ \t]{1,4}-w[ \t]{1,4})/g;

function* findFlags(text: string): Generator<Edit> {
  if (!text.includes('-')) return;
  const program = text.search(/\b(?:curl|wget|https?|xh|svn|git)\b/);
  for (const pattern of [flag, loginFlag, programFlags]) {
    for (const match of text.matchAll(pattern)) {
      if (pattern === loginFlag && (program < 0 || program > match.index)) continue;
      const found = findWord(text, match.index + match[0].length);
      if (found) yield { kind: 'env', start: found.start, end: found.end };
    }
  }
}

/** Each with the value in its last group. */
const devices = (
  [
    [
      'serial',
      /(?<![\p{L}\p{N}])(?:serial(?:[ _-]?(?:number|no\.?|num|nr\.?|#))?|s\/n|sn#?|asset tag|device id|machine[- ]id|序列号)\s{0,4}[#:=：]?\s{0,4}["']?(?!tty)(?=[^\d\s]{0,40}\d)([\p{L}\p{N}][\p{L}\p{N}._/-]{4,})/giu,
    ],
    ['imei', /(?<![\p{L}\p{N}])imei(?:sv|[12])?\s{0,4}[#:=]?\s{0,4}["']?(\d(?:[ -]{0,2}\d){13,15})(?!\d)/giu],
    [
      'imsi',
      /(?<![\p{L}\p{N}])(?:imsi|iccid|ccid|sim)\s{0,4}[#:=]?\s{0,4}["']?(\d(?:[ -]{0,2}\d){13,20})(?!\d)/giu,
    ],
    [
      'phone',
      /(?<![\p{L}\p{N}])(?:phone|telephone|tel|mobile|msisdn|fax|call(?:ed|ing)?|sms|电话|手机)\.?(?: (?:number|no\.?)|号码?)?\s{0,4}[:=：]?\s{0,4}["']?(?:(?:to|from)\s)?([+(]{0,2}\d(?:[ ().-]{0,2}\d){6,14})(?![\p{L}\p{N}])/giu,
    ],
    [
      'location',
      /(?<![\p{L}\p{N}])(?:lat|latitude|lon|lng|long|longitude|gps)\.?\s{0,4}[:=]?\s{0,4}["'([]?([+-]?\d{1,3}\.\d{2,}(?:[,; ]{1,2}[+-]?\d{1,3}\.\d{2,})?)(?![\p{L}\p{N}.])/giu,
    ],
    [
      'uuid',
      /(?<![\p{L}\p{N}])(?:container|sandbox|docker|cri-?o|pod[ _-]?uid)(?:[ _-]?id)?[ =:/"-]{1,4}([0-9a-f]{64}|[0-9a-f]{12})(?![\p{L}\p{N}])/giu,
    ],
  ] satisfies [RedactionKind, RegExp][]
).map(([kind, pattern]) => [kind, amongUnspaced(pattern)] as const);

function toLastGroup(kind: RedactionKind, match: RegExpExecArray): Edit {
  const value = match[1] ?? '';
  const start = match.index + match[0].length - value.length;
  return { kind, start, end: start + value.length };
}

/** The word or the quoted words that begin at `at`. */
function findWord(text: string, at: number): { start: number; end: number; quoted: boolean } | undefined {
  const first = text[at] ?? '';
  if (/["'`]/.test(first)) {
    const end = text.indexOf(first, at + 1);
    if (end > at + 1) return { start: at + 1, end, quoted: true };
    if (end === at + 1) return undefined;
    return { start: at + 1, end: text.length, quoted: true };
  }
  let end = at;
  while (end < text.length && !/[\s,;"'`)\]}|\uFDD0\uFDD1]/.test(text[end] ?? '')) end++;
  // The full stop of the sentence.
  while (end > at && /[.!?:]/.test(text[end - 1] ?? '')) end--;
  return end > at ? { start: at, end, quoted: false } : undefined;
}
