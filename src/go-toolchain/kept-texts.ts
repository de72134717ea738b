import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { KeptFiles } from './kept-files.ts';

/** A tenth of the text. */
const packing = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/**
 * A text that is kept under a hash, or else what `make` makes.
 *
 * @param isKept whether the next build may have it too
 */
export async function keptText(
  files: KeptFiles,
  hash: string,
  make: () => Promise<string>,
  isKept: (text: string) => boolean = () => true,
): Promise<string> {
  const known = await files.find(hash);
  if (known) return zstdDecompressSync(known).toString();
  const text = await make();
  if (isKept(text)) await files.keep(hash, zstdCompressSync(text, packing));
  return text;
}
