import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { hashOf } from '#go-toolchain/cache.ts';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';
import { siteBase } from '#locale/site-path.ts';

/** A tenth of the text, and with a checksum: what does not unpack is not what was kept. */
const packing = {
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
};

/**
 * A text that an earlier build has made of the same, or else what `make` makes. All code of the site counts
 * (src/integrations/drawing-code.ts), and under `npm run dev`, where it changes, everything is made anew.
 *
 * @param parts all that the text depends on besides: what it is, and of what
 * @param isKept whether the next build may have it too
 */
export async function drawnBefore(
  parts: readonly (string | Uint8Array)[],
  make: () => Promise<string>,
  isKept: (text: string) => boolean = () => true,
): Promise<string> {
  const code = import.meta.env.DRAWN_BY;
  if (!code) return make();
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  const hash = hashOf(code, process.version, timeZone, locale, siteBase(), ...parts);
  const files = new KeptFiles(keptFolder('drawn'));
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
