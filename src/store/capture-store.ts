import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { toKind } from './kinds.ts';
import { checkId, checkName, checkTag, hashKey, toRandomId } from './names.ts';
import { readAll, type Objects, type ObjectEntry } from './objects.ts';
import {
  cardKeys,
  checkKey,
  toChain,
  toGoneError,
  toKept,
  toOffsetError,
  toPlainText,
  toSizeError,
  type Completion,
  type Kept,
  type KeptPiece,
  type Manifest,
  type Tombstone,
} from './records.ts';
import { spool, type Piece } from './spool.ts';
import {
  storeVersion,
  type Appended,
  type AppendOptions,
  type CaptureAbout,
  type CapturePage,
  type CaptureSpec,
  type CompleteOptions,
  type Store,
  type StoredCapture,
  type Swept,
} from './store.ts';

export interface CaptureStoreOptions {
  /** Unix milliseconds; for tests. */
  now?: () => number;
  /** After how long an upload that nobody goes on with is removed. Default 24 h. */
  abandonAfterMs?: number;
  /** After how long of silence a stream counts as cut. Default 1 h. */
  endStreamAfterMs?: number;
  /** How long it is told that there was a capture. Default 400 days. */
  rememberGoneMs?: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A stream of many small pieces is put together when it ends: more than this many, smaller on average than that. */
const manyPieces = 8;
const smallPieceBytes = 1024 * 1024;

/** The store, over whatever keeps its objects. */
export class CaptureStore implements Store {
  readonly #objects: Objects;
  readonly #now: () => number;
  readonly #abandonAfterMs: number;
  readonly #endStreamAfterMs: number;
  readonly #rememberGoneMs: number;
  /** What lists have read, by key; nothing but a cache. */
  readonly #cards = new Map<string, { modifiedAt: number; sizeBytes: number; card: StoredCapture }>();

  constructor(objects: Objects, options: CaptureStoreOptions = {}) {
    this.#objects = objects;
    this.#now = options.now ?? Date.now;
    this.#abandonAfterMs = options.abandonAfterMs ?? dayMs;
    this.#endStreamAfterMs = options.endStreamAfterMs ?? hourMs;
    this.#rememberGoneMs = options.rememberGoneMs ?? 400 * dayMs;
  }

  async create(spec: CaptureSpec): Promise<{ capture: StoredCapture; key: string }> {
    const now = this.#now();
    const key = toRandomId();
    const id = toRandomId();
    if (spec.sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(spec.sha256)) {
      throw new StoreError('bad-value', 'A SHA-256 is 64 hexadecimal digits.');
    }
    const kind = toKind(spec.kind);
    const manifest: Manifest = {
      version: storeVersion,
      id,
      tag: checkTag(spec.tag),
      name: checkName(spec.name),
      live: spec.live ?? false,
      createdAt: new Date(now).toISOString(),
      ...(spec.keepSeconds === undefined
        ? {}
        : { expiresAt: new Date(now + spec.keepSeconds * 1000).toISOString() }),
      ...(spec.declaredBytes === undefined ? {} : { declaredBytes: spec.declaredBytes }),
      ...(spec.sha256 ? { sha256: spec.sha256.toLowerCase() } : {}),
      ...(kind ? { kind } : {}),
      ...(spec.summary ? { summary: toPlainText(spec.summary, 500) } : {}),
      keyHash: hashKey(key),
    };
    // Marks first: whatever is left of a create that was cut off is found by the sweep.
    await this.#objects.put(keys.open(id), new Uint8Array());
    if (manifest.expiresAt) {
      await this.#objects.put(`${keys.expiryDay(Date.parse(manifest.expiresAt))}${id}`, new Uint8Array());
    }
    await this.#putJson(keys.manifest(id), manifest);
    const { capture } = toKept(manifest, {}, []);
    if (manifest.live) await this.#putCard(capture);
    return { capture, key };
  }

  async append(
    id: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
    options: AppendOptions = {},
  ): Promise<Appended> {
    const { capture, completion } = await this.#find(id);
    if (completion) {
      throw new StoreError('already-complete', 'This capture is complete: nothing can be added to it.');
    }
    if (offset !== capture.sizeBytes) throw toOffsetError(offset, capture.sizeBytes);
    const limits = [options.maxBytes, capture.declaredBytes].filter((limit) => limit !== undefined);
    const { end, sha256 } = await spool(chunks, {
      folder: this.#objects.spoolFolder,
      offset,
      pieceBytes: this.#objects.pieceBytes,
      keepEveryMs: options.keepEveryMs ?? (capture.live ? 1000 : 10_000),
      admit: (sizeBytes) => {
        for (const limit of limits) if (sizeBytes > limit) throw toSizeError(limit);
      },
      keep: async (piece) => {
        await this.#keep(id, piece);
        options.onKept?.(piece.offset + piece.sizeBytes);
      },
    });
    return { sizeBytes: end, ...(offset === 0 ? { sha256 } : {}) };
  }

  /**
   * Two senders of one upload may be at work, on two servers perhaps. Each puts its piece under a
   * key of its own and then looks: who finds another at the same offset takes its own back. So who
   * was alone stays, whether or not the keeper of objects knows conditional writes, which not all do.
   */
  async #keep(id: string, piece: Piece): Promise<void> {
    const key = keys.piece(id, piece.offset, toRandomId());
    try {
      await this.#objects.put(key, piece);
    } finally {
      await rm(piece.path, { force: true });
    }
    let others = 0;
    for await (const entry of this.#objects.list(keys.piecesAt(id, piece.offset))) {
      if (entry.key !== key) others++;
    }
    if (others === 0) return;
    await this.#objects.remove([key]);
    throw toOffsetError(piece.offset, (await this.#find(id)).capture.sizeBytes);
  }

  async complete(id: string, options: CompleteOptions = {}): Promise<StoredCapture> {
    const kept = await this.#find(id);
    if (kept.completion) return kept.capture;
    const { capture, manifest, pieces } = kept;
    if (capture.sizeBytes === 0) {
      await this.#erase(id, capture);
      throw new StoreError('empty', 'Nothing was sent: the capture is empty.');
    }
    if (
      manifest.declaredBytes !== undefined &&
      manifest.declaredBytes !== capture.sizeBytes &&
      !options.cut
    ) {
      throw new StoreError(
        'cut-short',
        `${capture.sizeBytes} bytes of ${manifest.declaredBytes} are here: the upload is not complete.`,
        { sizeBytes: capture.sizeBytes, declaredBytes: manifest.declaredBytes },
      );
    }
    const scattered = pieces.length > manyPieces && capture.sizeBytes / pieces.length < smallPieceBytes;
    const sha256 = scattered ? undefined : options.seenSha256;
    const whole = scattered ? await this.#gather(id, pieces) : undefined;
    const found = whole?.sha256 ?? sha256 ?? (await this.#hash(id, pieces));
    for (const wanted of [manifest.sha256, options.sha256?.toLowerCase()]) {
      if (wanted === undefined || wanted === found || options.cut) continue;
      await this.#erase(id, capture);
      throw new StoreError(
        'wrong-checksum',
        `The SHA-256 of what came is ${found}, not ${wanted}: it was damaged on its way, and is not kept. Send it again.`,
        { found, wanted },
      );
    }
    const completion: Completion = {
      sizeBytes: capture.sizeBytes,
      sha256: found,
      cut: options.cut ?? false,
      completedAt: new Date(this.#now()).toISOString(),
      pieces: whole?.pieces ?? pieces,
    };
    const first = await this.#putJson(keys.complete(id), completion, { ifAbsent: true });
    const final = first
      ? toKept(manifest, { ...kept, completion }, completion.pieces).capture
      : await this.stat(id);
    await this.#putCard(final);
    await this.#objects.remove([keys.open(id)]);
    if (first && whole) await this.#objects.remove(pieces.map(({ key }) => key));
    return final;
  }

  async stat(id: string): Promise<StoredCapture> {
    return (await this.#find(id)).capture;
  }

  async read(id: string, range?: [from: number, to: number]): Promise<AsyncIterable<Uint8Array>> {
    const { capture, pieces } = await this.#find(id);
    const [from, to] = range ?? [0, capture.sizeBytes];
    if (from < 0 || to > capture.sizeBytes || from > to) {
      throw new StoreError('bad-range', `The capture has ${capture.sizeBytes} bytes.`, {
        sizeBytes: capture.sizeBytes,
      });
    }
    return this.#readPieces(id, pieces, from, to);
  }

  async list(
    tag: string,
    { after, limit = 50, search }: { after?: string; limit?: number; search?: string } = {},
  ): Promise<CapturePage> {
    const prefix = keys.tag(checkTag(tag));
    const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const captures: StoredCapture[] = [];
    const cursor = after !== undefined && /^[0-9a-z-]{1,60}$/.test(after) ? prefix + after : undefined;
    let batch: ObjectEntry[] = [];
    let last: string | undefined;
    let more = false;
    const take = async () => {
      const cards = await Promise.all(batch.map((entry) => this.#findCard(entry)));
      for (const [index, card] of cards.entries()) {
        if (captures.length >= limit) {
          more = true;
          break;
        }
        last = batch[index]?.key.slice(prefix.length);
        if (!card || card.tag !== tag || this.#isExpired(card)) continue;
        const text = `${card.name} ${card.kind ?? ''} ${card.summary ?? ''} ${card.id}`.toLowerCase();
        if (words.every((word) => text.includes(word))) captures.push(card);
      }
      batch = [];
    };
    for await (const entry of this.#objects.list(prefix, cursor)) {
      batch.push(entry);
      if (batch.length < 16) continue;
      await take();
      if (more) break;
    }
    if (!more) await take();
    return { captures, ...(more && last ? { next: last } : {}) };
  }

  async listSession(tag: string, session: string): Promise<StoredCapture[]> {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(session)) return [];
    const found: StoredCapture[] = [];
    for await (const { key } of this.#objects.list(keys.session(checkTag(tag), session))) {
      const capture = await this.#findIf(key.slice(key.lastIndexOf('/') + 1));
      if (capture && capture.tag === tag && (capture.live || capture.state !== 'growing'))
        found.push(capture);
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  async describe(id: string, about: CaptureAbout): Promise<void> {
    await this.#find(id);
    await this.#putJson(keys.about(id), {
      kind: toKind(about.kind) ?? 'unknown',
      summary: toPlainText(about.summary, 500),
    });
    const { capture } = await this.#find(id);
    if (capture.state !== 'growing' || capture.live) await this.#putCard(capture);
  }

  async putPicture(id: string, png: Uint8Array): Promise<void> {
    await this.#find(id);
    await this.#objects.put(keys.picture(id), png);
  }

  async readPicture(id: string): Promise<Uint8Array | undefined> {
    await this.#find(id);
    const chunks = await this.#objects.get(keys.picture(id));
    return chunks && readAll(chunks);
  }

  async rename(id: string, key: string, change: { name?: string; tag?: string }): Promise<StoredCapture> {
    const { manifest, capture } = await this.#find(id);
    checkKey(manifest, key);
    const label = {
      name: change.name === undefined ? capture.name : checkName(change.name),
      tag: change.tag === undefined ? capture.tag : checkTag(change.tag),
    };
    await this.#putJson(keys.label(id), label);
    const renamed = await this.stat(id);
    await this.#putCard(renamed);
    const kept = new Set(cardKeys(renamed));
    await this.#objects.remove(cardKeys(capture).filter((card) => !kept.has(card)));
    return renamed;
  }

  async remove(id: string, key: string): Promise<void> {
    const { manifest, capture } = await this.#find(id);
    checkKey(manifest, key);
    await this.#bury(id, 'removed', new Date(this.#now()).toISOString(), capture);
  }

  async discard(id: string): Promise<void> {
    const { capture, completion } = await this.#find(id);
    if (!completion) await this.#erase(id, capture);
  }

  async sweep(): Promise<Swept> {
    const now = this.#now();
    const swept: Swept = { expired: 0, abandoned: 0, ended: 0, files: await this.#sweepSpool() };
    for await (const { key } of this.#objects.list('expiry/')) {
      const [, day = '', name = ''] = key.split('/');
      // Days sort: none after today has anything that is due.
      if (Date.parse(day) > now) break;
      if (name.endsWith('.gone')) {
        if (Date.parse(day) + dayMs < now)
          await this.#objects.remove([keys.gone(name.slice(0, -'.gone'.length)), key]);
        continue;
      }
      const kept = await this.#load(name);
      if (!kept) await this.#objects.remove([key]);
      else if (kept.capture.expiresAt && this.#isExpired(kept.capture)) {
        await this.#bury(name, 'expired', kept.capture.expiresAt, kept.capture);
        await this.#objects.remove([key]);
        swept.expired++;
      }
    }
    for await (const { key, modifiedAt } of this.#objects.list('open/')) {
      const id = key.slice('open/'.length);
      const kept = await this.#load(id);
      const idleMs = now - Math.max(modifiedAt, kept ? Date.parse(kept.capture.changedAt) : 0);
      if (kept?.completion) {
        // Killed between its completion and what follows from it.
        await this.#putCard(kept.capture);
        await this.#objects.remove([key]);
      } else if (kept?.capture.live && kept.capture.sizeBytes > 0) {
        if (idleMs < this.#endStreamAfterMs) continue;
        await this.complete(id, { cut: true });
        swept.ended++;
      } else if (idleMs >= this.#abandonAfterMs) {
        await this.#erase(id, kept?.capture);
        swept.abandoned++;
      }
    }
    return swept;
  }

  async measure(): Promise<number> {
    let sum = 0;
    for await (const { sizeBytes } of this.#objects.list('captures/')) sum += sizeBytes;
    return sum;
  }

  check(): Promise<void> {
    return this.#objects.check();
  }

  close(): Promise<void> {
    return this.#objects.close();
  }

  async #find(id: string): Promise<Kept> {
    const kept = await this.#load(checkId(id));
    if (kept && this.#isExpired(kept.capture)) {
      throw toGoneError({ at: kept.capture.expiresAt ?? '', why: 'expired' });
    }
    if (kept) return kept;
    const tombstone = await this.#getJson<Tombstone>(keys.gone(id));
    if (tombstone) throw toGoneError(tombstone);
    throw new StoreError('not-found', 'There is no such capture here. Was the link copied whole?');
  }

  async #findIf(id: string): Promise<StoredCapture | undefined> {
    try {
      return await this.stat(id);
    } catch (error) {
      if (error instanceof StoreError && error.status < 500) return undefined;
      throw error;
    }
  }

  async #load(id: string): Promise<Kept | undefined> {
    const entries: ObjectEntry[] = [];
    for await (const entry of this.#objects.list(keys.root(id))) entries.push(entry);
    const has = (key: string) => entries.some((entry) => entry.key === key);
    const json = async <T>(key: string) => (has(key) ? this.#getJson<T>(key) : undefined);
    const [manifest, completion, label, about] = await Promise.all([
      json<Manifest>(keys.manifest(id)),
      json<Completion>(keys.complete(id)),
      json<{ name: string; tag: string }>(keys.label(id)),
      json<CaptureAbout>(keys.about(id)),
    ]);
    if (!manifest) return undefined;
    if (manifest.version > storeVersion) {
      throw new StoreError('store-unavailable', 'This capture was stored by a newer Casebook.');
    }
    const pieces = completion?.pieces ?? toChain(id, entries);
    return toKept(manifest, { completion, label, about, picture: has(keys.picture(id)) }, pieces, entries);
  }

  async *#readPieces(id: string, pieces: KeptPiece[], from: number, to: number): AsyncIterable<Uint8Array> {
    let at = 0;
    for (const { key, sizeBytes } of pieces) {
      const start = Math.max(from, at);
      const end = Math.min(to, at + sizeBytes);
      if (start < end) {
        const chunks = await this.#objects.get(key, [start - at, end - at]);
        if (!chunks) {
          // The stream ended meanwhile, and its pieces were put together.
          const again = await this.#find(id);
          if (!again.completion || again.pieces.some((piece) => piece.key === key)) {
            throw new StoreError('store-unavailable', 'A piece of this capture is missing.');
          }
          yield* this.#readPieces(id, again.pieces, start, to);
          return;
        }
        yield* chunks;
      }
      at += sizeBytes;
      if (at >= to) return;
    }
  }

  async #hash(id: string, pieces: KeptPiece[]): Promise<string> {
    const hash = createHash('sha256');
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.sizeBytes, 0);
    for await (const chunk of this.#readPieces(id, pieces, 0, sizeBytes)) hash.update(chunk);
    return hash.digest('hex');
  }

  async #gather(id: string, pieces: KeptPiece[]): Promise<{ sha256: string; pieces: KeptPiece[] }> {
    const gathered: KeptPiece[] = [];
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.sizeBytes, 0);
    const { sha256 } = await spool(this.#readPieces(id, pieces, 0, sizeBytes), {
      folder: this.#objects.spoolFolder,
      offset: 0,
      pieceBytes: this.#objects.pieceBytes,
      keepEveryMs: hourMs,
      keep: async (piece) => {
        const key = keys.whole(id, gathered.length);
        await this.#objects.put(key, piece);
        gathered.push({ key, sizeBytes: piece.sizeBytes });
        await rm(piece.path, { force: true });
      },
    });
    return { sha256, pieces: gathered };
  }

  async #putCard(capture: StoredCapture): Promise<void> {
    const [card = '', session] = cardKeys(capture);
    await this.#putJson(card, capture);
    if (session) await this.#objects.put(session, new Uint8Array());
  }

  /** What a list shows of one entry: as it was written down, or looked up where it may have changed since. */
  async #findCard({ key, modifiedAt, sizeBytes }: ObjectEntry): Promise<StoredCapture | undefined> {
    const known = this.#cards.get(key);
    if (known?.modifiedAt === modifiedAt && known.sizeBytes === sizeBytes) return known.card;
    const card = await this.#getJson<StoredCapture>(key);
    if (!card) return undefined;
    if (card.state === 'growing') return this.#findIf(card.id);
    if (this.#cards.size > 5000) this.#cards.clear();
    this.#cards.set(key, { modifiedAt, sizeBytes, card });
    return card;
  }

  async #bury(id: string, why: Tombstone['why'], at: string, capture: StoredCapture): Promise<void> {
    await this.#putJson(keys.gone(id), { at, why } satisfies Tombstone);
    await this.#objects.put(
      `${keys.expiryDay(this.#now() + this.#rememberGoneMs)}${id}.gone`,
      new Uint8Array(),
    );
    await this.#erase(id, capture);
  }

  async #erase(id: string, capture: StoredCapture | undefined): Promise<void> {
    const own: string[] = [];
    for await (const { key } of this.#objects.list(keys.root(id))) own.push(key);
    // The manifest first: without it there is nothing, whatever else is still to go.
    if (capture) await this.#objects.remove([keys.manifest(id), ...cardKeys(capture)]);
    if (capture?.expiresAt) {
      await this.#objects.remove([`${keys.expiryDay(Date.parse(capture.expiresAt))}${id}`]);
    }
    await this.#objects.remove(own);
    await this.#objects.remove([keys.open(id)]);
  }

  async #sweepSpool(): Promise<number> {
    const folder = this.#objects.spoolFolder;
    let removed = 0;
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      // The clock of the file system counts here, so not this.#now.
      if (!found?.isFile() || !/\.(piece|new)$/.test(name) || Date.now() - found.mtimeMs < hourMs) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  #isExpired({ expiresAt }: StoredCapture): boolean {
    return expiresAt !== undefined && Date.parse(expiresAt) <= this.#now();
  }

  async #getJson<T>(key: string): Promise<T | undefined> {
    const chunks = await this.#objects.get(key);
    return chunks && (JSON.parse((await readAll(chunks)).toString('utf8')) as T);
  }

  #putJson(key: string, value: object, options?: { ifAbsent?: boolean }): Promise<boolean> {
    return this.#objects.put(key, new TextEncoder().encode(JSON.stringify(value)), options);
  }
}
