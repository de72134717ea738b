import { commonWords } from './common-names.ts';
import { isCommonUnit } from './common-types.ts';
import { isLongEnough } from './unspaced.ts';

/** What labels of any program hold. */
const commonValues: ReadonlySet<string> = new Set(
  'get head post put patch delete options default yes'.split(' '),
);

/** The digits from which a number is one that somebody was given, and no count of anything. */
const LONG_NUMBER = 5;

/**
 * Whether a label's key or value says something where it stands alone, so that it is taken out there: not `100`,
 * `5ms`, `ab`, `true` and `GET`, which mean something else in most places, and of which the key alone tells what they are.
 */
export function isTelling(text: string): boolean {
  const plain = text.trim().toLowerCase();
  if (!isLongEnough(plain) || commonWords.has(plain) || commonValues.has(plain)) return false;
  const [, digits, unit = ''] = /^[-+]?(\d[\d.,]*) ?(\D*)$/.exec(text.trim()) ?? [];
  if (digits === undefined || !(unit === '%' || isCommonUnit(unit))) return true;
  return digits.replace(/\D/g, '').length >= LONG_NUMBER;
}

/** A key that is a word of the program's language: `user`, `request_path`. */
export function isPlainKey(key: string): boolean {
  return /^[a-z]+(?:[_.-][a-z]+)*$/.test(key);
}

/** What stands between a key and its value in logs and in what people write. */
const between = `=| = |=>| => |:|: | |\t| #|[|(|="|='|:"|: "|":"|": "|":|": |["`.split('|');

/** How logs and people write a label: `tenant=100`, `tenant: 100`, `"tenant":"100"`; the value always last. */
export function toPairs(key: string, value: string): string[] {
  return between.map((sign) => key + sign + value);
}
