import { sayOfStore } from '#api/says.ts';
import { rm } from 'node:fs/promises';
import type { Captures } from './captures.ts';
import type { Catalogue } from './catalogue.ts';
import type { KeptPiece } from './chain.ts';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { toRandomId } from './names.ts';
import { toKept, type Completion, type Kept } from './records.ts';
import type { Removal } from './removal.ts';
import { spool } from './spool.ts';
import type { CompleteOptions, StoredCapture } from './store.ts';

/** A stream of many small pieces is put together when it ends: more than this many, smaller on average than that. */
const manyPieces = 8;
const smallPieceBytes = 1024 * 1024;
const hourMs = 3_600_000;

/** Ends captures. */
export class Completer {
  readonly #captures: Captures;
  readonly #catalogue: Catalogue;
  readonly #removal: Removal;

  constructor(captures: Captures, catalogue: Catalogue, removal: Removal) {
    this.#captures = captures;
    this.#catalogue = catalogue;
    this.#removal = removal;
  }

  async complete(id: string, options: CompleteOptions = {}): Promise<StoredCapture> {
    const kept = await this.#captures.find(id);
    if (kept.completion) return kept.capture;
    const { capture, manifest, pieces } = kept;
    if (capture.sizeBytes === 0) {
      await this.#removal.erase(id, kept);
      throw new StoreError(sayOfStore('empty', { what: 'capture' }));
    }
    if (
      manifest.declaredBytes !== undefined &&
      manifest.declaredBytes !== capture.sizeBytes &&
      !options.cut
    ) {
      const { sizeBytes } = capture;
      const { declaredBytes } = manifest;
      throw new StoreError(sayOfStore('cut-short', { sizeBytes, declaredBytes }));
    }
    const scattered = pieces.length > manyPieces && capture.sizeBytes / pieces.length < smallPieceBytes;
    const whole = scattered ? await this.#gather(id, pieces) : undefined;
    const found =
      whole?.sha256 ??
      (scattered ? undefined : options.seenSha256) ??
      (await this.#captures.hash(id, pieces));
    for (const wanted of [manifest.sha256, options.sha256?.toLowerCase()]) {
      if (wanted === undefined || wanted === found || options.cut) continue;
      await this.#removal.erase(id, kept);
      throw new StoreError(sayOfStore('wrong-checksum', { found, wanted }));
    }
    const completion: Completion = {
      sizeBytes: capture.sizeBytes,
      sha256: found,
      cut: options.cut ?? false,
      completedAt: new Date(this.#captures.now()).toISOString(),
      pieces: whole?.pieces ?? pieces,
    };
    const first = await this.#captures.putJson(keys.complete(id), completion, { ifAbsent: true });
    return this.#settle(id, first ? { ...kept, completion } : undefined);
  }

  /** All that follows from a completion; once more, where a server was killed before it had come to its end. */
  async settle(id: string): Promise<void> {
    await this.#settle(id, undefined);
  }

  /** @param own as this server has just completed it */
  async #settle(id: string, own: Kept | undefined): Promise<StoredCapture> {
    let final: StoredCapture;
    if (own && this.#isUnknown(own)) {
      final = toKept(own.manifest, { ...own }, own.completion?.pieces ?? []).capture;
      await this.#catalogue.add(final);
    } else {
      final = await this.#removal.publishUnlessGone(id);
      if (!own || own.manifest.live) await this.#clean(id);
    }
    await this.#captures.objects.remove([keys.open(id)]);
    return final;
  }

  /** Nobody has its id or its key yet, who could have renamed or removed it, and no sweep takes it soon. */
  #isUnknown({ manifest: { version, live, uploadHash, expiresAt } }: Kept): boolean {
    const soon = this.#captures.now() + hourMs;
    return version >= 2 && !live && !uploadHash && !(expiresAt && Date.parse(expiresAt) < soon);
  }

  /** Takes away bytes that the completion does not name: what was put together, or came too late. */
  async #clean(id: string): Promise<void> {
    const kept = await this.#captures.load(id);
    if (!kept?.completion) return;
    const named = new Set(kept.completion.pieces.map(({ key }) => key));
    const bytes = [keys.pieces(id), keys.bytes(id), keys.wholes(id)];
    const left = kept.entries
      .map(({ key }) => key)
      .filter((key) => bytes.some((prefix) => key.startsWith(prefix)) && !named.has(key));
    if (left.length > 0) await this.#captures.objects.remove(left);
  }

  /** @returns undefined where there is no room for the pieces and what they become at once */
  async #gather(
    id: string,
    pieces: readonly KeptPiece[],
  ): Promise<{ sha256: string; pieces: KeptPiece[] } | undefined> {
    const { objects } = this.#captures;
    const gathered: KeptPiece[] = [];
    const sizeBytes = pieces.reduce((sum, piece) => sum + piece.sizeBytes, 0);
    const writer = toRandomId();
    try {
      const { sha256 } = await spool(this.#captures.readPieces(id, pieces, 0, sizeBytes), {
        folder: objects.spoolFolder,
        offset: 0,
        pieceBytes: objects.pieceBytes,
        keepEveryMs: hourMs,
        keep: async (piece) => {
          const key = keys.whole(id, gathered.length, writer);
          await objects.put(key, piece);
          gathered.push({ key, sizeBytes: piece.sizeBytes });
          await rm(piece.path, { force: true });
        },
      });
      return { sha256, pieces: gathered };
    } catch (error) {
      await objects.remove(gathered.map(({ key }) => key));
      if (error instanceof StoreError && error.code === 'store-full') return undefined;
      throw error;
    }
  }
}
