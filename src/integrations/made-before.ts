import { hashOf } from '#go-toolchain/cache.ts';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';
import { keptText } from '#go-toolchain/kept-texts.ts';
import { everything, hashCode } from './code-hash.ts';

/** What builds make of the project's code, and of texts beside it, kept for the next build. */
export class MadeBefore {
  readonly #code: string;
  readonly #files: KeptFiles;

  private constructor(code: string, files: KeptFiles) {
    this.#code = code;
    this.#files = files;
  }

  /**
   * @param root the project's folder, of whose code all counts, whether it is known to be used or not
   * @param keptIn by default the one that builds share; what tests put in place of a bundler is for no build
   */
  static async of(root: string, keptIn = isProduction() ? keptFolder('made') : ''): Promise<MadeBefore> {
    const code = keptIn && (await hashCode(root, everything));
    // Of modules whose addresses are absolute some stands in what is made of them.
    return new MadeBefore(code && hashOf(code, root), new KeptFiles(keptIn));
  }

  /**
   * What an earlier build has made of the same, or else what `make` makes: it can be written as JSON.
   *
   * @param parts all that it depends on beside the code: what it is, and of what
   */
  async take<T>(parts: readonly string[], make: () => Promise<T>): Promise<T> {
    if (this.#code === '') return make();
    const mode = process.env['NODE_ENV'] ?? '';
    const hash = hashOf(this.#code, process.version, mode, ...parts);
    const text = await keptText(this.#files, hash, async () => JSON.stringify(await make()));
    return JSON.parse(text) as T;
  }

  /** Lets go of what no build asks for any more. */
  async prune(): Promise<void> {
    await this.#files.prune();
  }
}

function isProduction(): boolean {
  return process.env['NODE_ENV'] === 'production';
}
