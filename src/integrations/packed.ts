import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { hashOf } from '#go-toolchain/cache.ts';
import type { KeptFiles } from '#go-toolchain/kept-files.ts';

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/**
 * What compresses. `.data` are topid's recordings, `.pf_*` the search index of Pagefind, which its
 * own script asks for with fetch and unzips itself: those are compressed already, so not in here.
 */
const compressible = new Set(
  'html css js mjs svg json xml txt md log csv tsv wasm map data ico ttf webmanifest sh go'
    .split(' ')
    .map((ext) => `.${ext}`),
);

/** Below this, headers cost more than compression saves. */
const smallestBytes = 1024;

export function isCompressible(path: string): boolean {
  return compressible.has(extname(path).toLowerCase());
}

export function isWorthIt(sizeBytes: number): boolean {
  return sizeBytes >= smallestBytes;
}

/** Compresses; what an earlier build, or another part of this one, has compressed of the same is found. */
export class Packed {
  readonly #kept: KeptFiles | undefined;

  constructor(kept?: KeptFiles) {
    this.#kept = kept;
  }

  /** @param hash of the source */
  async gzip(source: Uint8Array, hash = hashOf(source)): Promise<Uint8Array> {
    const how = `gzip ${process.versions.zlib} 9`;
    return this.#find(hashOf(how, hash), () => toGzip(source, { level: 9 }));
  }

  /** @param hash of the source */
  async brotli(source: Uint8Array, level: number, hash = hashOf(source)): Promise<Uint8Array> {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: level,
      [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
    };
    const how = `brotli ${process.versions.brotli} ${level}`;
    return this.#find(hashOf(how, hash), () => toBrotli(source, { params }));
  }

  async #find(hash: string, act: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = await this.#kept?.find(hash);
    if (known) return known;
    const bytes = await act();
    await this.#kept?.keep(hash, bytes);
    return bytes;
  }
}
