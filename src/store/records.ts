import { sayOfStore } from '#api/says.ts';
import type { KeptPiece } from './chain.ts';
import { StoreError } from './errors.ts';
import { findPieceOffset, findRun, keys } from './keys.ts';
import { toStoredKind } from './kinds.ts';
import { findSession, hashKey, isSameSecret } from './names.ts';
import type { ObjectEntry } from './objects.ts';
import type { CaptureAbout, StoredCapture } from './store.ts';

/** What is written as JSON; a change of meaning needs a new storeVersion. */
export interface Manifest {
  version: number;
  id: string;
  tag: string;
  name: string;
  live: boolean;
  createdAt: string;
  expiresAt?: string;
  declaredBytes?: number;
  sha256?: string;
  kind?: string;
  summary?: string;
  /** SHA-256 of the deletion key. */
  keyHash: string;
  /** SHA-256 of the upload's address, where it can be gone on with from elsewhere. */
  uploadHash?: string;
}

/** What a capture is called, where that is not as its manifest says. */
export interface Label {
  name: string;
  tag: string;
}

export interface Completion {
  sizeBytes: number;
  sha256: string;
  cut: boolean;
  completedAt: string;
  pieces: KeptPiece[];
}

export interface Tombstone {
  at: string;
  why: 'expired' | 'removed';
  /** Objects elsewhere that have to go with it, should its removal be cut off. */
  left?: string[];
}

/** All that is kept of one capture, but its bytes. */
export interface Kept {
  manifest: Manifest;
  completion: Completion | undefined;
  pieces: KeptPiece[];
  capture: StoredCapture;
  /** All objects of it, as a listing had them. */
  entries: readonly ObjectEntry[];
}

export function toKept(
  manifest: Manifest,
  found: {
    completion?: Completion | undefined;
    label?: Label | undefined;
    about?: CaptureAbout | undefined;
    picture?: boolean;
    capture?: StoredCapture;
  },
  pieces: KeptPiece[],
  entries: readonly ObjectEntry[] = [],
): Kept {
  const { completion } = found;
  const name = found.label?.name ?? found.capture?.name ?? manifest.name;
  const kind =
    toStoredKind(found.about?.kind) ?? toStoredKind(found.capture?.kind) ?? toStoredKind(manifest.kind);
  const summary = found.about?.summary ?? found.capture?.summary ?? manifest.summary;
  const session = findSession(name);
  let last = 0;
  for (const { key, modifiedAt } of entries) {
    if (modifiedAt > last && (findPieceOffset(key) ?? findRun(key)) !== undefined) last = modifiedAt;
  }
  const capture: StoredCapture = {
    id: manifest.id,
    tag: found.label?.tag ?? found.capture?.tag ?? manifest.tag,
    name,
    state: completion ? (completion.cut ? 'cut' : 'complete') : 'growing',
    live: manifest.live,
    sizeBytes: pieces.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...(manifest.declaredBytes === undefined ? {} : { declaredBytes: manifest.declaredBytes }),
    ...(completion ? { sha256: completion.sha256 } : {}),
    ...(kind ? { kind } : {}),
    ...(summary ? { summary } : {}),
    ...(session ? { session } : {}),
    createdAt: manifest.createdAt,
    changedAt: completion?.completedAt ?? (last ? new Date(last).toISOString() : manifest.createdAt),
    ...(manifest.expiresAt ? { expiresAt: manifest.expiresAt } : {}),
    looked: found.about !== undefined || (found.capture?.looked ?? false),
    picture: found.picture ?? false,
  };
  return { manifest, completion, pieces, capture, entries };
}

/** Where lists find it: by its tag, and by the topid session that its name tells. */
export function cardKeys({
  tag,
  name,
  createdAt,
  id,
}: Pick<StoredCapture, 'tag' | 'name' | 'createdAt' | 'id'>): string[] {
  const card = keys.card(tag, createdAt, id);
  const session = findSession(name);
  return session ? [card, `${keys.session(tag, session)}${id}`] : [card];
}

export function checkKey({ keyHash }: Manifest, key: string): void {
  if (isSameSecret(hashKey(key), keyHash)) return;
  throw new StoreError(sayOfStore('bad-key', { given: 'other' }));
}

/** One line without control characters or marks that turn the direction of text. */
export function toPlainText(text: string, maxLength: number): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, maxLength);
}

export function toOffsetError(given: number, sizeBytes: number): StoreError {
  return new StoreError(sayOfStore('wrong-offset', { offset: sizeBytes, given }));
}

export function toSizeError(limitBytes: number): StoreError {
  return new StoreError(sayOfStore('too-large', { limitBytes }));
}

export function toGoneError({ at, why }: Tombstone): StoreError {
  return new StoreError(sayOfStore('gone', { at, why }));
}
