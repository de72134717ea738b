import { sayOfStore } from '#api/says.ts';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { StoreError } from './errors.ts';

/** Crockford's base32 in lower case: no letter is taken for a digit, and no file system folds two ids into one. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const idPattern = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** `board-7`, `ci.nightly_2` */
const tagPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * A file name in any script, emoji too: nothing that is a path or a pattern of them, no control, nothing
 * that turns the direction of text around. What joins the parts of an emoji or of a word is no control.
 */
const namePattern =
  /^(?![.\-\p{Z}])(?:[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}/\\"*?<>|]|[\u200c\u200d]){1,200}(?<![.\p{Z}])$/u;

/** `process-20211111-xdtfmvhd.data`, `info-1992780262 (1).data.gz`: the id between. */
const sessionPattern =
  /^(?:process|snapshot|info)-([A-Za-z0-9][A-Za-z0-9_-]{0,63}?)(?: \(\d+\))?\.data(?:\.gz)?$/;

/** 128 random bits as 26 characters. */
export function toRandomId(): string {
  const bytes = randomBytes(17);
  let id = '';
  for (let at = 0; at < 26; at++) {
    const bit = at * 5;
    const word = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    id += alphabet[(word >> (11 - (bit & 7))) & 31];
  }
  return id;
}

export function isId(text: string): boolean {
  return idPattern.test(text);
}

export function checkId(text: string): string {
  if (isId(text)) return text;
  throw new StoreError(sayOfStore('bad-id'));
}

export function checkTag(text: string): string {
  if (tagPattern.test(text)) return text;
  throw new StoreError(sayOfStore('bad-tag'));
}

export function checkName(text: string): string {
  const name = text.normalize('NFC');
  if (namePattern.test(name)) return name;
  throw new StoreError(sayOfStore('bad-name'));
}

/** The topid session that a file belongs to, where its name tells. */
export function findSession(name: string): string | undefined {
  return sessionPattern.exec(name)?.[1];
}

export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Compares secrets of any length in a time that tells nothing of where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
