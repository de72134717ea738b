import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { findFile, hashOf, writeWhole } from '#go-toolchain/cache.ts';

/** What no build has asked for in so long is let go of. */
const keptMs = 14 * 24 * 3_600_000;

/** What was compressed by an earlier build, by what it was made of. Builds at the same time may share it. */
export class PackedCache {
  readonly #folder: string;

  /** @param folder which is made where there is none */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * What is kept for these bytes, or else what `pack` makes.
   *
   * @param how by what and how far it is compressed: other words give other bytes
   */
  async get(how: string, bytes: Uint8Array, pack: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const path = join(this.#folder, hashOf(how, bytes));
    const known = await findFile(path);
    if (known) {
      const now = new Date();
      // Another build may have let go of it meanwhile; what was read is whole.
      await utimes(path, now, now).catch(() => {});
      return known;
    }
    const packed = await pack();
    await writeWhole(path, packed);
    return packed;
  }

  /** Lets go of what is old. */
  async prune(now = Date.now()): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > keptMs) await rm(path, { force: true });
    }
  }
}
