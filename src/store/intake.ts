import { sayOfStore } from '#api/says.ts';
import { rm } from 'node:fs/promises';
import { isStream, type Captures } from './captures.ts';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { toRandomId } from './names.ts';
import { toOffsetError, toSizeError, type Kept } from './records.ts';
import { spool, type Piece } from './spool.ts';
import type { Appended, AppendOptions } from './store.ts';
import { StreamRuns } from './stream-runs.ts';

/** Takes bytes in at the end of a capture. */
export class Intake {
  readonly #captures: Captures;
  readonly #endStreamAfterMs: number;

  constructor(captures: Captures, endStreamAfterMs: number) {
    this.#captures = captures;
    this.#endStreamAfterMs = endStreamAfterMs;
  }

  async append(
    id: string,
    offset: number,
    chunks: AsyncIterable<Uint8Array>,
    options: AppendOptions = {},
  ): Promise<Appended> {
    const kept = await this.#captures.find(id);
    const { capture, completion } = kept;
    if (completion) throw toCompleteError();
    if (offset !== capture.sizeBytes) throw toOffsetError(offset, capture.sizeBytes);
    const limits = [options.maxBytes, capture.declaredBytes].filter((limit) => limit !== undefined);
    const { objects } = this.#captures;
    const keep = isStream(kept.manifest) ? this.#toStreamKeeper(id, kept) : this.#toKeeper(id, kept);
    const { end, sha256 } = await spool(chunks, {
      folder: objects.spoolFolder,
      offset,
      pieceBytes: objects.pieceBytes,
      ownsChunks: options.ownsChunks ?? false,
      expectedBytes: offset === 0 ? capture.declaredBytes : undefined,
      keepEveryMs: options.keepEveryMs ?? (capture.live ? 1000 : 10_000),
      admit: (sizeBytes) => {
        for (const limit of limits) if (sizeBytes > limit) throw toSizeError(limit);
      },
      keep: async (piece) => {
        try {
          await keep(piece);
        } finally {
          await rm(piece.path, { force: true });
        }
        options.onKept?.(piece.offset + piece.sizeBytes);
      },
    });
    return { sizeBytes: end, ...(offset === 0 ? { sha256 } : {}) };
  }

  /**
   * A stream is one request, and so has one writer. It may be removed while it runs, or be taken
   * for cut after a long silence, on whichever server: what was put then is taken back.
   */
  #toStreamKeeper(id: string, { pieces }: Kept): (piece: Piece) => Promise<void> {
    const runs = new StreamRuns(this.#captures, id, pieces);
    let lastAt = performance.now();
    return async (piece) => {
      const silentMs = performance.now() - lastAt;
      if (silentMs > this.#endStreamAfterMs / 2 && (await this.#captures.isComplete(id))) {
        throw toCompleteError();
      }
      const key = await runs.put(piece);
      await this.#takeBackIfGone(id, key);
      lastAt = performance.now();
      await runs.putTogether();
    };
  }

  /**
   * Two senders of one upload may be at work, on two servers perhaps. Each puts its piece under a
   * key of its own and then looks: who finds another at the same offset takes its own back. So who
   * was alone stays, whether or not the keeper of objects knows conditional writes, which not all do.
   */
  #toKeeper(id: string, { manifest }: Kept): (piece: Piece) => Promise<void> {
    // Nobody but who has created it knows how to add to it, or to remove it.
    const sole = manifest.version >= 2 && manifest.uploadHash === undefined;
    return async (piece) => {
      const key = keys.piece(id, piece.offset, toRandomId());
      await this.#captures.objects.put(key, piece);
      if (sole) return;
      const [others] = await Promise.all([
        this.#captures.list(keys.piecesAt(id, piece.offset)),
        this.#takeBackIfGone(id, key),
      ]);
      if (others.every((entry) => entry.key === key)) return;
      await this.#captures.objects.remove([key]);
      throw toOffsetError(piece.offset, (await this.#captures.find(id)).capture.sizeBytes);
    };
  }

  /** Whoever removes a capture takes its manifest first, and then all that is there. */
  async #takeBackIfGone(id: string, key: string): Promise<void> {
    if (await this.#captures.isThere(id)) return;
    await this.#captures.objects.remove([key]);
    // Says that it has expired or was removed, and when.
    await this.#captures.find(id);
    throw toCompleteError();
  }
}

function toCompleteError(): StoreError {
  return new StoreError(sayOfStore('already-complete'));
}
