import { sayOfStore } from '#api/says.ts';
import type { Dirent } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { StoreError } from './errors.ts';
import { toRandomId } from './names.ts';
import type { ObjectBody, ObjectEntry, Objects } from './objects.ts';

/** How often a folder is read for one listing. */
const mostReads = 20;

/**
 * Objects as files of a folder, each at the path that is its key. A file is written beside, synced,
 * and only then put in its place, and the folder synced: after a crash or kill an object is there
 * whole or not at all. Several processes may share the folder.
 */
export class DiskObjects implements Objects {
  readonly pieceBytes: number;
  readonly spoolFolder: string;
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string, pieceBytes = 64 * 1024 * 1024) {
    this.pieceBytes = pieceBytes;
    this.#folder = folder;
    this.spoolFolder = join(folder, 'incoming');
  }

  async put(key: string, body: ObjectBody, { ifAbsent = false } = {}): Promise<boolean> {
    const path = this.#pathOf(key);
    const source = body instanceof Uint8Array ? await this.#write(body) : body.path;
    try {
      if (!(body instanceof Uint8Array)) await syncFile(source);
      for (let attempt = 0; ; attempt++) {
        try {
          await this.#makeFolder(dirname(path));
          if (ifAbsent) await link(source, path);
          else await rename(source, path);
          break;
        } catch (error) {
          if (isCode(error, 'EEXIST')) return false;
          // The folder, or one above it, was empty and has just been removed by somebody else.
          if (!isCode(error, 'ENOENT') || attempt > 20) throw error;
          this.#made.delete(dirname(path));
        }
      }
      await syncFile(dirname(path)).catch((error: unknown) => {
        // It has been removed already, and its folder with it.
        if (!isCode(error, 'ENOENT')) throw error;
      });
      return true;
    } catch (error) {
      throw toStoreError(error);
    } finally {
      if (ifAbsent || body instanceof Uint8Array) await rm(source, { force: true }).catch(() => {});
    }
  }

  async get(key: string, range?: [from: number, to: number]): Promise<AsyncIterable<Uint8Array> | undefined> {
    try {
      const handle = await open(this.#pathOf(key));
      if (range && range[1] <= range[0]) {
        await handle.close();
        return emptyBytes();
      }
      return handle.createReadStream({
        highWaterMark: 256 * 1024,
        ...(range ? { start: range[0], end: range[1] - 1 } : {}),
      });
    } catch (error) {
      if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return undefined;
      throw toStoreError(error);
    }
  }

  async *list(prefix: string, after = ''): AsyncIterable<ObjectEntry> {
    const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
    yield* this.#walk(folder, prefix, after);
  }

  async remove(keys: readonly string[]): Promise<void> {
    const folders = new Set<string>();
    for (const key of keys) {
      const path = this.#pathOf(key);
      try {
        await rm(path, { force: true });
      } catch (error) {
        throw toStoreError(error);
      }
      folders.add(dirname(path));
    }
    // Deepest first: a folder that has become empty goes too.
    for (let folder of [...folders].sort((a, b) => b.length - a.length)) {
      while (folder.length > this.#folder.length) {
        this.#made.delete(folder);
        try {
          await rmdir(folder);
        } catch {
          break;
        }
        folder = dirname(folder);
      }
    }
  }

  async findSpace(): Promise<{ freeBytes: number; totalBytes: number }> {
    try {
      await mkdir(this.#folder, { recursive: true });
      const { bavail, blocks, bsize } = await statfs(this.#folder);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch (error) {
      throw toStoreError(error);
    }
  }

  async check(): Promise<void> {
    const source = await this.#write(new TextEncoder().encode('ok'));
    await rm(source, { force: true });
  }

  async close(): Promise<void> {}

  #pathOf(key: string): string {
    const path = join(this.#folder, ...key.split('/'));
    // Ids, tags and sessions are checked long before; this stands for the day that one is not.
    if (relative(this.#folder, path).startsWith('..')) throw new StoreError(sayOfStore('bad-id'));
    return path;
  }

  async #write(bytes: Uint8Array): Promise<string> {
    const path = join(this.spoolFolder, `${toRandomId()}.new`);
    try {
      await mkdir(this.spoolFolder, { recursive: true });
      const file = await open(path, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      return path;
    } catch (error) {
      // What cannot be written can perhaps not be removed either; the first failure is the one to be told.
      await rm(path, { force: true }).catch(() => {});
      throw toStoreError(error);
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    if (this.#made.has(folder)) return;
    const first = await mkdir(folder, { recursive: true });
    // Each folder that is new is an entry of the one above it.
    if (first) for (let at = folder; at.length >= first.length; at = dirname(at)) await syncFile(dirname(at));
    if (this.#made.size > 10_000) this.#made.clear();
    this.#made.add(folder);
  }

  async *#walk(folder: string, prefix: string, after: string): AsyncIterable<ObjectEntry> {
    let last = after;
    // Where a file has gone since the folder was read, others may have come: it is read again from there.
    for (let again = true, reads = 1; again; reads++) {
      again = false;
      for (const { key, isFolder } of await this.#readFolder(folder)) {
        if (isFolder) {
          const leads = key.startsWith(prefix) || prefix.startsWith(key);
          if (leads && !(last > key && !last.startsWith(key))) yield* this.#walk(key, prefix, last);
          continue;
        }
        if (!key.startsWith(prefix) || key <= last) continue;
        const found = await this.#statIf(key);
        last = key;
        if (found) yield { key, ...found };
        else if (reads < mostReads) {
          again = true;
          break;
        }
      }
    }
  }

  /** In the order of keys: a folder by its name with the slash. */
  async #readFolder(folder: string): Promise<{ key: string; isFolder: boolean }[]> {
    let entries: Dirent[];
    try {
      entries = await readdir(join(this.#folder, folder), { withFileTypes: true });
    } catch (error) {
      if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return [];
      throw toStoreError(error);
    }
    return entries
      .map((entry) => ({
        key: folder + (entry.isDirectory() ? `${entry.name}/` : entry.name),
        isFolder: entry.isDirectory(),
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async #statIf(key: string): Promise<{ sizeBytes: number; modifiedAt: number } | undefined> {
    try {
      const { size, mtimeMs } = await stat(join(this.#folder, ...key.split('/')));
      return { sizeBytes: size, modifiedAt: Math.round(mtimeMs) };
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined;
      throw toStoreError(error);
    }
  }
}

/** Also of a folder: its entries last from then on. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function* emptyBytes(): AsyncIterable<Uint8Array> {}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}

/** What the file system says, in the words of the store. */
export function toStoreError(error: unknown): unknown {
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT') || isCode(error, 'EFBIG')) {
    return new StoreError(sayOfStore('store-full', { why: 'disk' }), error);
  }
  if (
    ['EACCES', 'EPERM', 'EROFS', 'EIO', 'EMFILE', 'ENFILE', 'ENOTDIR'].some((code) => isCode(error, code))
  ) {
    return new StoreError(sayOfStore('store-unavailable', { why: 'disk' }), error);
  }
  return error;
}
