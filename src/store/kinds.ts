import { type Kind, toKind } from '#model/kind.ts';

/** What a card says that a capture is. `unknown`: it was read in vain, and is of no kind. */
export type StoredKind = Kind | 'unknown';

/** Free text as that; undefined for anything else. An older store may hold whatever an uploader once said. */
export function toStoredKind(text: unknown): StoredKind | undefined {
  return text === 'unknown' ? text : toKind(text);
}
