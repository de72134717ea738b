import { sayOfStore } from '#api/says.ts';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Chain, toStreamChain, toUploadChain, type KeptPiece } from './chain.ts';
import { StoreError } from './errors.ts';
import { findPieceOffset, findRun, keys } from './keys.ts';
import { checkId } from './names.ts';
import { readAll, type ObjectEntry, type Objects } from './objects.ts';
import {
  toGoneError,
  toKept,
  type Completion,
  type Kept,
  type Label,
  type Manifest,
  type Tombstone,
} from './records.ts';
import { storeVersion, type CaptureAbout, type StoredCapture } from './store.ts';

/** How often a capture is looked at anew that changes between its listing and its reading. */
const mostLooks = 12;
const mostManifests = 5000;

/** What is kept of captures, read. */
export class Captures {
  readonly objects: Objects;
  readonly now: () => number;
  /** A manifest is never changed and its id never used again: where it is listed, what was read of it holds. */
  readonly #manifests = new Map<string, Manifest>();

  constructor(objects: Objects, now: () => number) {
    this.objects = objects;
    this.now = now;
  }

  /** @throws StoreError where there is none, or none any more */
  async find(id: string): Promise<Kept> {
    const kept = await this.load(checkId(id));
    if (kept && this.isExpired(kept.capture)) {
      throw toGoneError({ at: kept.capture.expiresAt ?? '', why: 'expired' });
    }
    if (kept) return kept;
    const tombstone = await this.findTombstone(id);
    if (tombstone) throw toGoneError(tombstone);
    throw new StoreError(sayOfStore('not-found', { what: 'capture' }));
  }

  async findIf(id: string): Promise<StoredCapture | undefined> {
    try {
      return (await this.find(id)).capture;
    } catch (error) {
      if (error instanceof StoreError && error.status < 500) return undefined;
      throw error;
    }
  }

  /** Expired or not. */
  async load(id: string): Promise<Kept | undefined> {
    for (let looks = 1; ; looks++) {
      const { kept, changed } = await this.#look(id);
      if (!changed || looks >= mostLooks) return kept;
      await sleep(looks * 2);
    }
  }

  /**
   * One listing and what it names. A listing is no moment: where what it names has gone, or a run
   * is missing between others, something was put together or renamed meanwhile.
   */
  async #look(id: string): Promise<{ kept: Kept | undefined; changed: boolean }> {
    const entries = await this.list(keys.root(id));
    let changed = false;
    const listed = new Set(entries.map(({ key }) => key));
    const json = async <T>(key: string | undefined) => {
      if (key === undefined || !listed.has(key)) return undefined;
      const value = await this.getJson<T>(key);
      if (value === undefined) changed = true;
      return value;
    };
    const labelKey = toLabelKeys(id, entries).at(-1);
    const [manifest, completion, label, about] = await Promise.all([
      this.#manifests.get(id) && listed.has(keys.manifest(id))
        ? this.#manifests.get(id)
        : json<Manifest>(keys.manifest(id)),
      json<Completion>(keys.complete(id)),
      json<Label>(labelKey),
      json<CaptureAbout>(keys.about(id)),
    ]);
    if (!manifest) return { kept: undefined, changed };
    if (manifest.version > storeVersion) {
      throw new StoreError(sayOfStore('store-unavailable', { why: 'newer' }));
    }
    if (this.#manifests.size >= mostManifests) this.#manifests.clear();
    this.#manifests.set(id, manifest);
    const chain = completion ? { pieces: completion.pieces, gap: false } : toChain(manifest, entries);
    const found = { completion, label, about, picture: listed.has(keys.picture(id)) };
    return { kept: toKept(manifest, found, chain.pieces, entries), changed: changed || chain.gap };
  }

  /**
   * Whether there is more to know of a growing capture than its first `from` bytes: further ones,
   * its end, or that it is gone. One listing, of what is new alone.
   */
  async hasNews(id: string, from: number): Promise<boolean> {
    let manifest = false;
    for await (const { key, sizeBytes } of this.objects.list(keys.root(id), keys.bytesUpTo(id, from))) {
      if (key === keys.complete(id) || (findRun(key)?.end ?? 0) > from) return true;
      const offset = findPieceOffset(key);
      if (offset !== undefined && offset + sizeBytes > from) return true;
      if (key === keys.manifest(id)) manifest = true;
    }
    return !manifest;
  }

  async *readPieces(
    id: string,
    pieces: readonly KeptPiece[],
    from: number,
    to: number,
    looks = 0,
  ): AsyncIterable<Uint8Array> {
    let at = 0;
    for (const { key, sizeBytes } of pieces) {
      const start = Math.max(from, at);
      const end = Math.min(to, at + sizeBytes);
      if (start < end) {
        const chunks = await this.objects.get(key, [start - at, end - at]);
        if (!chunks) {
          yield* this.#readAgain(id, start, to, looks);
          return;
        }
        let left = end - start;
        for await (const chunk of chunks) {
          left -= chunk.length;
          yield chunk;
        }
        if (left !== 0) throw toMissingError();
      }
      at += sizeBytes;
      if (at >= to) return;
    }
    if (at < to) throw toMissingError();
  }

  /** A piece has gone since it was listed: what it was put together into has the same bytes. */
  async *#readAgain(id: string, from: number, to: number, looks: number): AsyncIterable<Uint8Array> {
    const kept = await this.find(id);
    if (looks >= mostLooks) throw toMissingError();
    // A writer that was given up for lost has put together what the completion names.
    const own = looks > 0 && kept.completion ? toChain(kept.manifest, kept.entries).pieces : kept.pieces;
    const covered = own.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    yield* this.readPieces(id, covered >= to ? own : kept.pieces, from, to, looks + 1);
  }

  async hash(id: string, pieces: readonly KeptPiece[]): Promise<string> {
    const hash = createHash('sha256');
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.sizeBytes, 0);
    for await (const chunk of this.readPieces(id, pieces, 0, sizeBytes)) hash.update(chunk);
    return hash.digest('hex');
  }

  /** All that it has been called beside what its manifest says, the present last. */
  async readLabels(id: string, entries: readonly ObjectEntry[]): Promise<Label[]> {
    const labels = await Promise.all(toLabelKeys(id, entries).map((key) => this.getJson<Label>(key)));
    return labels.filter((label) => label !== undefined);
  }

  async isThere(id: string): Promise<boolean> {
    return (await this.#getBytes(keys.manifest(id))) !== undefined;
  }

  async isComplete(id: string): Promise<boolean> {
    return (await this.#getBytes(keys.complete(id))) !== undefined;
  }

  findTombstone(id: string): Promise<Tombstone | undefined> {
    return this.getJson<Tombstone>(keys.gone(id));
  }

  isExpired({ expiresAt }: StoredCapture): boolean {
    return expiresAt !== undefined && Date.parse(expiresAt) <= this.now();
  }

  async list(prefix: string): Promise<ObjectEntry[]> {
    const entries: ObjectEntry[] = [];
    for await (const entry of this.objects.list(prefix)) entries.push(entry);
    return entries;
  }

  async getJson<T>(key: string): Promise<T | undefined> {
    const bytes = await this.#getBytes(key);
    return bytes && (JSON.parse(bytes.toString('utf8')) as T);
  }

  putJson(key: string, value: object, options?: { ifAbsent?: boolean }): Promise<boolean> {
    return this.objects.put(key, new TextEncoder().encode(JSON.stringify(value)), options);
  }

  async #getBytes(key: string): Promise<Buffer | undefined> {
    const chunks = await this.objects.get(key);
    return chunks && readAll(chunks);
  }
}

/** A stream of this layout has its bytes where they can be put together; all else has pieces. */
export function isStream({ live, version }: Manifest): boolean {
  return live && version >= 2;
}

function toChain(manifest: Manifest, entries: readonly ObjectEntry[]): Chain {
  // What lies beyond a gap between pieces was never acknowledged, and is no sign of change.
  return isStream(manifest) ? toStreamChain(entries) : { ...toUploadChain(entries), gap: false };
}

/** In their order, the present one last. */
export function toLabelKeys(id: string, entries: readonly ObjectEntry[]): string[] {
  const own = entries.map(({ key }) => key);
  return [
    ...own.filter((key) => key === keys.firstLabel(id)),
    ...own.filter((key) => key.startsWith(keys.labels(id))),
  ];
}

function toMissingError(): StoreError {
  return new StoreError(sayOfStore('store-unavailable', { why: 'piece' }));
}
