import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FileEntry } from '#notebook/go/tools-manifest.ts';
import { writeWhole } from './cache.ts';
import { join } from 'node:path';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/**
 * Writes a file into a folder, `.gz` beside it, and `.br` where that is wanted: brotli takes a hundred times as long.
 * @returns its row of the manifest
 */
export async function writeCompressed(
  folder: string,
  path: string,
  bytes: Uint8Array,
  brotliQuality: number | undefined,
): Promise<FileEntry> {
  const zipped = await toGzip(bytes, { level: 9 });
  await writeWhole(join(folder, path), bytes);
  await writeWhole(join(folder, `${path}.gz`), zipped);
  const entry = { path, sizeBytes: bytes.length, gzipBytes: zipped.length };
  if (brotliQuality === undefined) return entry;
  const smaller = await toBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      // The largest that browsers take.
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  await writeWhole(join(folder, `${path}.br`), smaller);
  return { ...entry, brotliBytes: smaller.length };
}
