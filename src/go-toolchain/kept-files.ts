import { closeSync, fstatSync, openSync, readFileSync, utimesSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './cache.ts';

/** What no build has asked for in so long is let go of. */
const keptMs = 14 * 24 * 3_600_000;

/** So often it is written down that one has. */
const askedMs = 24 * 3_600_000;

/** More than a site of a thousand cases needs; beyond it the oldest goes. */
const mostBytes = 1024 ** 3;

/** A folder of what is kept from build to build, of whatever base: most of two builds is the same. */
export function keptFolder(name: string): string {
  return join('node_modules', '.cache', 'casebook', name);
}

/** Of a checksum in front of what is kept. */
const sumBytes = 16;

/** What was made by an earlier build, by what it was made of. Builds at the same time may share it. */
export class KeptFiles {
  readonly #folder: string;

  /** @param folder which is made where there is none */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What is kept under a hash; undefined where nothing is, or what is there is no longer what was kept. */
  async find(hash: string): Promise<Uint8Array | undefined> {
    const kept = readAsked(join(this.#folder, hash));
    const bytes = kept?.subarray(sumBytes);
    return bytes && toSum(bytes).equals(kept!.subarray(0, sumBytes)) ? bytes : undefined;
  }

  /** Where nothing can be written, nothing is kept: the next build makes it anew. */
  async keep(hash: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeWhole(join(this.#folder, hash), Buffer.concat([toSum(bytes), bytes]));
    } catch (error) {
      if (!unwritable.has((error as NodeJS.ErrnoException).code)) throw error;
    }
  }

  /** Lets go of what is old, and of the oldest where there is too much. */
  async prune(now = Date.now(), most = mostBytes): Promise<void> {
    const files: { path: string; size: number; mtimeMs: number }[] = [];
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found) files.push({ path, size: found.size, mtimeMs: found.mtimeMs });
    }
    let sum = 0;
    for (const { path, size, mtimeMs } of files.toSorted((a, b) => b.mtimeMs - a.mtimeMs)) {
      sum += size;
      if (now - mtimeMs > keptMs || sum > most) await rm(path, { force: true });
    }
  }
}

const unwritable = new Set<string | undefined>(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

function toSum(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, sumBytes);
}

/**
 * A file's bytes, its date that of the day on which it was last asked for. Without threads: thousands of small files are
 * asked for, and each of these steps costs several times what it does.
 */
function readAsked(path: string): Uint8Array | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const now = Date.now();
    const bytes = readFileSync(file);
    if (now - fstatSync(file).mtimeMs > askedMs) touch(path, now);
    return bytes;
  } finally {
    closeSync(file);
  }
}

function touch(path: string, now: number): void {
  try {
    utimesSync(path, now / 1000, now / 1000);
  } catch {
    // Another build may have let go of it meanwhile; what was read is whole.
  }
}
