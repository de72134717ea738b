import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { toStoreError } from './disk.ts';
import { toRandomId } from './names.ts';

export interface Piece {
  offset: number;
  path: string;
  sizeBytes: number;
}

export interface SpoolOptions {
  folder: string;
  offset: number;
  pieceBytes: number;
  keepEveryMs: number;
  /** Puts a piece where it stays; the next one is not begun to be put before it has resolved. */
  keep: (piece: Piece) => Promise<void>;
  /** Looks at each chunk before it is written; what it throws ends the spooling. */
  admit?: (sizeBytes: number) => void;
}

/**
 * Writes what comes to files of bounded size and hands each over, so that memory holds a chunk,
 * not a piece, however many uploads run. Where the source fails, what came is handed over first.
 *
 * @returns the end, and the SHA-256 of what was spooled
 */
export async function spool(
  chunks: AsyncIterable<Uint8Array>,
  options: SpoolOptions,
): Promise<{ end: number; sha256: string }> {
  const spooler = new Spooler(options);
  try {
    const source = chunks[Symbol.asyncIterator]();
    let next = source.next();
    // A source that fails while a piece is being put must not count as unhandled.
    next.catch(() => {});
    for (;;) {
      const arrived = await spooler.orDue(next);
      if (arrived === 'due') {
        await spooler.cut();
        continue;
      }
      if (arrived.done) break;
      try {
        await spooler.write(arrived.value);
      } catch (error) {
        await source.return?.();
        throw error;
      }
      next = source.next();
      next.catch(() => {});
    }
    await spooler.finish();
    return { end: spooler.end, sha256: spooler.hash.digest('hex') };
  } catch (error) {
    // The first error counts: why a last piece could not be kept either says no more.
    await spooler.finish().catch(() => {});
    throw toStoreError(error);
  } finally {
    await spooler.clear();
  }
}

class Spooler {
  readonly hash: Hash = createHash('sha256');
  end: number;
  readonly #options: SpoolOptions;
  #file: { handle: FileHandle; piece: Piece; since: number } | undefined;
  #keeping: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.end = options.offset;
  }

  /** What comes first: the next chunk, or the time to keep what is there. */
  async orDue<T>(next: Promise<T>): Promise<T | 'due'> {
    if (!this.#file) return next;
    const dueMs = this.#file.since + this.#options.keepEveryMs - performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const due = new Promise<'due'>((resolve) => {
      timer = setTimeout(() => resolve('due'), Math.max(0, dueMs));
    });
    try {
      return await Promise.race([next, due]);
    } finally {
      clearTimeout(timer);
    }
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    this.#options.admit?.(this.end + chunk.length);
    this.hash.update(chunk);
    for (let at = 0; at < chunk.length;) {
      const { handle, piece } = (this.#file ??= await this.#begin());
      const part = chunk.subarray(at, at + this.#options.pieceBytes - piece.sizeBytes);
      for (let done = 0; done < part.length;) {
        done += (await handle.write(part, done, part.length - done)).bytesWritten;
      }
      piece.sizeBytes += part.length;
      this.end += part.length;
      at += part.length;
      if (piece.sizeBytes >= this.#options.pieceBytes) await this.cut();
    }
  }

  /** Hands the piece over, once the one before is kept, and does not wait for it. */
  async cut(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    this.#file = undefined;
    await file.handle.close();
    await this.#keeping;
    this.#keeping = this.#options.keep(file.piece).catch((error: unknown) => {
      this.#failed = true;
      throw error;
    });
    this.#keeping.catch(() => {});
  }

  async finish(): Promise<void> {
    // A gap must not come about: nothing is kept after a piece that could not be.
    if (!this.#failed) await this.cut();
    await this.#keeping;
  }

  async clear(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (!file) return;
    await file.handle.close().catch(() => {});
    await rm(file.piece.path, { force: true });
  }

  async #begin(): Promise<{ handle: FileHandle; piece: Piece; since: number }> {
    const path = join(this.#options.folder, `${toRandomId()}.piece`);
    await mkdir(this.#options.folder, { recursive: true });
    const handle = await open(path, 'wx', 0o600);
    return { handle, piece: { offset: this.end, path, sizeBytes: 0 }, since: performance.now() };
  }
}
