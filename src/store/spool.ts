import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode, toStoreError } from './disk.ts';
import { toRandomId } from './names.ts';
import { type RunningHash, startHash } from './running-hash.ts';

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
  /** Nobody else looks at a chunk once it has come: its memory is given back as soon as it is written. */
  ownsChunks?: boolean;
  /** How many bytes are to come, where that is known. */
  expectedBytes?: number | undefined;
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
      const arrived = await spooler.orDue(next).catch((error: unknown) => {
        // Not waited for: a source that is silent would not hear of it before its next chunk.
        if (spooler.failed) void source.return?.().catch(() => {});
        throw error;
      });
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
    return { end: spooler.end, sha256: await spooler.hash.digest() };
  } catch (error) {
    // The first error counts: why a last piece could not be kept either says no more.
    await spooler.finish().catch(() => {});
    throw toStoreError(error);
  } finally {
    await spooler.clear();
  }
}

/** Bytes that all uploads together may hold before they are written; each has its part of it. */
const heldBytes = 8 * 1024 * 1024;
const [leastHeld, mostHeld] = [32 * 1024, 1024 * 1024];
let spoolers = 0;

class Spooler {
  readonly hash: RunningHash;
  end: number;
  readonly #options: SpoolOptions;
  #file: PieceFile | undefined;
  #keeping: Promise<void> = Promise.resolve();
  #fail: (error: unknown) => void = () => {};
  #failure: unknown;
  failed = false;
  /** One timer a piece: one for each chunk took a tenth of the time of many uploads. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;
  #tellDue: () => void = () => {};

  constructor(options: SpoolOptions) {
    this.#options = options;
    this.end = options.offset;
    this.hash = startHash(options.ownsChunks ?? false, options.expectedBytes);
    spoolers++;
  }

  /** What comes first: the next chunk, the time to keep what is there, or that a piece could not be kept. */
  async orDue<T>(next: Promise<T>): Promise<T | 'due'> {
    try {
      // Not Promise.race: what outlives it would hold on to every chunk.
      return await new Promise<T | 'due'>((resolve, reject) => {
        if (this.failed) throw this.#failure;
        if (this.#isDue) return resolve('due');
        this.#fail = reject;
        this.#tellDue = () => resolve('due');
        next.then(resolve, reject);
      });
    } finally {
      this.#fail = () => {};
      this.#tellDue = () => {};
    }
  }

  async #open(folder: string): Promise<PieceFile> {
    const file = await PieceFile.open(folder, this.end, this.hash);
    this.#timer = setTimeout(() => {
      this.#isDue = true;
      this.#tellDue();
    }, this.#options.keepEveryMs);
    return file;
  }

  #closeFile(): PieceFile | undefined {
    const file = this.#file;
    this.#file = undefined;
    clearTimeout(this.#timer);
    this.#isDue = false;
    return file;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    this.#options.admit?.(this.end + chunk.length);
    this.hash.see(chunk);
    const { folder, pieceBytes } = this.#options;
    for (let at = 0; at < chunk.length;) {
      const file = (this.#file ??= await this.#open(folder));
      const part = chunk.subarray(at, at + pieceBytes - file.piece.sizeBytes);
      await file.add(part);
      this.end += part.length;
      at += part.length;
      if (file.piece.sizeBytes >= pieceBytes) await this.cut();
    }
  }

  /** Hands the piece over, once the one before is kept, and does not wait for it. */
  async cut(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    await file.close();
    this.#closeFile();
    await this.#keeping;
    this.#keeping = this.#options.keep(file.piece).catch((error: unknown) => {
      this.failed = true;
      this.#failure = error;
      this.#fail(error);
      throw error;
    });
    this.#keeping.catch(() => {});
  }

  async finish(): Promise<void> {
    // A gap must not come about: nothing is kept after a piece that could not be.
    if (!this.failed) await this.cut();
    await this.#keeping;
  }

  async clear(): Promise<void> {
    spoolers--;
    const file = this.#closeFile();
    await file?.close().catch(() => {});
    this.hash.close();
    if (!file) return;
    await rm(file.piece.path, { force: true });
  }
}

/** A piece on its way in. Writes many chunks at once, while the next ones come. */
class PieceFile {
  readonly piece: Piece;
  readonly #handle: FileHandle;
  readonly #hash: Pick<RunningHash, 'drop'>;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  private constructor(handle: FileHandle, piece: Piece, hash: Pick<RunningHash, 'drop'>) {
    this.#handle = handle;
    this.piece = piece;
    this.#hash = hash;
  }

  static async open(folder: string, offset: number, hash: Pick<RunningHash, 'drop'>): Promise<PieceFile> {
    const path = join(folder, `${toRandomId()}.piece`);
    const create = () => open(path, 'wx', 0o600);
    // The folder is there as a rule: to make sure of it before each piece takes longer than to open the file.
    const handle = await create().catch(async (error: unknown) => {
      if (!isCode(error, 'ENOENT')) throw error;
      await mkdir(folder, { recursive: true });
      return create();
    });
    return new PieceFile(handle, { offset, path, sizeBytes: 0 }, hash);
  }

  async add(chunk: Uint8Array): Promise<void> {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    this.piece.sizeBytes += chunk.length;
    const share = Math.min(mostHeld, Math.max(leastHeld, heldBytes / spoolers));
    if (this.#heldBytes >= share) await this.#flush();
  }

  /** Once; what fails, fails each time it is asked for. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    try {
      await this.#flush();
      await this.#writing;
    } finally {
      await this.#handle.close();
    }
  }

  /** Resolves when what was held before is written, not what is held now. */
  async #flush(): Promise<void> {
    await this.#writing;
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    if (held.length === 0) return;
    this.#writing = this.#write(held);
    this.#writing.catch(() => {});
  }

  async #write(chunks: Uint8Array[]): Promise<void> {
    let left = chunks;
    while (left.length > 0) {
      let { bytesWritten } = await this.#handle.writev(left);
      left = left.flatMap((chunk) => {
        const done = Math.min(bytesWritten, chunk.length);
        bytesWritten -= done;
        return done < chunk.length ? [chunk.subarray(done)] : [];
      });
    }
    await this.#hash.drop(chunks);
  }
}
