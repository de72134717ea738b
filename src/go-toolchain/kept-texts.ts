import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { KeptFiles } from './kept-files.ts';

/** A tenth of the text, and with a checksum: what does not unpack is not what was kept. */
const packing = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
};

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
  const known = unpack(await files.find(hash));
  if (known !== undefined) return known;
  const text = await make();
  if (isKept(text)) await files.keep(hash, zstdCompressSync(text, packing));
  return text;
}

function unpack(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && zstdDecompressSync(bytes).toString();
  } catch {
    return undefined;
  }
}
