import { sayOfStore } from '#api/says.ts';
import { rm } from 'node:fs/promises';
import type { Captures } from './captures.ts';
import type { KeptPiece } from './chain.ts';
import { StoreError } from './errors.ts';
import { keys } from './keys.ts';
import { toRandomId } from './names.ts';
import { spool, type Piece } from './spool.ts';

/** So many runs of one level become one of the next. */
const fan = 16;

/** Bytes of a stream in one object. */
interface Run {
  key: string;
  start: number;
  end: number;
  /** How many times its bytes were put together. */
  level: number;
}

/**
 * Puts the many small pieces of a stream together while it runs: sixteen to one, sixteen of those
 * to one, up to the size of a piece. So a stream of n pieces is some sixteen times log16(n) objects
 * (and one for each full piece), each byte is written at most log16(n) times more, and who looks at
 * the stream sees as few objects after a day as after a minute.
 *
 * A stream has one writer for all its life, who alone does this. At each step every byte is in at
 * least one run that a reader finds: a longer run is put before what it is made of goes, and that
 * goes only when the next longer one is there, so that a reader who has listed it can mostly still
 * read it. The newest run is left alone: a listing that misses a new long run and the short ones
 * that have gone sees a gap before it, and looks again.
 */
export class StreamRuns {
  readonly #captures: Captures;
  readonly #id: string;
  /** In order, without a gap; the levels only fall. */
  readonly #runs: Run[] = [];
  /** Put together since, and to go. */
  #stale: string[] = [];
  /** No next try before so many runs have come; after one that failed. */
  #restFor = 0;

  /** @param pieces what is there already */
  constructor(captures: Captures, id: string, pieces: readonly KeptPiece[]) {
    this.#captures = captures;
    this.#id = id;
    let start = 0;
    for (const { key, sizeBytes } of pieces) {
      this.#runs.push({ key, start, end: start + sizeBytes, level: Infinity });
      start += sizeBytes;
    }
  }

  /** @returns its key */
  async put(piece: Piece): Promise<string> {
    const { offset, sizeBytes } = piece;
    const key = keys.run(this.#id, offset, offset + sizeBytes, toRandomId());
    await this.#captures.objects.put(key, piece);
    this.#runs.push({ key, start: offset, end: offset + sizeBytes, level: 0 });
    return key;
  }

  /** Puts together what there is enough of. What fails is tried again later: nothing depends on it. */
  async putTogether(): Promise<void> {
    if (this.#restFor > 0) {
      this.#restFor--;
      return;
    }
    try {
      // The newest is left alone.
      let to = this.#runs.length - 1;
      for (let level = 0; ; level++) {
        let from = to;
        while (from > 0 && this.#runs[from - 1]?.level === level) from--;
        if (to - from < fan) return;
        to = from + (await this.#merge(from, fan, level + 1));
      }
    } catch {
      this.#restFor = fan;
    }
  }

  /** @returns how many they have become */
  async #merge(at: number, count: number, level: number): Promise<number> {
    const { objects } = this.#captures;
    const group = this.#runs.slice(at, at + count);
    const merged: Run[] = [];
    const replaced: string[] = [];
    for (let from = 0; from < group.length;) {
      let to = from + 1;
      const start = group[from]?.start ?? 0;
      while (to < group.length && (group[to]?.end ?? 0) - start <= objects.pieceBytes) to++;
      const part = group.slice(from, to);
      // With more to come behind it than fits, it is as large as it gets.
      const full = to < group.length || from > 0;
      if (part.length === 1) merged.push(...part.map((run) => ({ ...run, level: full ? Infinity : level })));
      else {
        merged.push(await this.#putRun(part, full ? Infinity : level));
        replaced.push(...part.map(({ key }) => key));
      }
      from = to;
    }
    this.#runs.splice(at, count, ...merged);
    await this.#dropStale();
    this.#stale = replaced;
    return merged.length;
  }

  async #putRun(part: readonly Run[], level: number): Promise<Run> {
    const { objects } = this.#captures;
    const start = part[0]?.start ?? 0;
    const end = part.at(-1)?.end ?? 0;
    const key = keys.run(this.#id, start, end, toRandomId());
    const pieces = part.map((run) => ({ key: run.key, sizeBytes: run.end - run.start }));
    await spool(this.#captures.readPieces(this.#id, pieces, 0, end - start), {
      folder: objects.spoolFolder,
      offset: start,
      pieceBytes: end - start,
      keepEveryMs: 3_600_000,
      keep: async (piece) => {
        try {
          // Where reading failed half-way, what came is handed over all the same.
          if (piece.sizeBytes !== end - start) throw new Error('the runs could not be read whole');
          await objects.put(key, piece);
        } finally {
          await rm(piece.path, { force: true });
        }
      },
    });
    // Removed meanwhile, or not: whoever removes it takes its manifest first.
    if (!(await this.#captures.isThere(this.#id))) {
      await objects.remove([key]);
      throw new StoreError(sayOfStore('not-found', { what: 'stream' }));
    }
    return { key, start, end, level };
  }

  async #dropStale(): Promise<void> {
    const stale = this.#stale;
    this.#stale = [];
    if (stale.length > 0) await this.#captures.objects.remove(stale);
  }
}
