import { formatDuration, formatSize } from '#locale/format.ts';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { hashOf } from '#go-toolchain/cache.ts';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';
import { isCompressible, isWorthIt, Packed } from './packed.ts';

/** A site of so much, of some hundred cases, has its pages a tenth larger: a case more is in the sidebar of all of them. */
const muchBytes = 256 * 1024 * 1024;

export interface PrecompressTotal {
  files: number;
  bytes: number;
  brotliBytes: number;
  gzipBytes: number;
}

/** Puts a `.br` and a `.gz` beside every file of the built site that compresses. */
export function precompress(keptIn = keptFolder('packed')): AstroIntegration {
  return {
    name: 'casebook-precompress',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const started = performance.now();
        const cache = new KeptFiles(keptIn);
        const { files, bytes, brotliBytes, gzipBytes } = await precompressFolder(fileURLToPath(dir), cache);
        await cache.prune();
        const took = formatDuration((performance.now() - started) / 1000);
        logger.info(
          `${files} files of ${formatSize(bytes)}: ${formatSize(brotliBytes)} as .br, ${formatSize(gzipBytes)} as .gz, in ${took}`,
        );
      },
    },
  };
}

/**
 * Compresses what is in a folder and below. A compressed file that would not be smaller is not
 * written. The total counts the files that were considered; where nothing was written, at their own size.
 *
 * @param cache where what was compressed before is found
 * @param much from how many bytes on less is tried
 */
export async function precompressFolder(
  folder: string,
  cache?: KeptFiles,
  much = muchBytes,
): Promise<PrecompressTotal> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isCompressible(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const files: { path: string; size: number }[] = [];
  for (const path of paths) {
    const { size } = statSync(path);
    if (isWorthIt(size)) files.push({ path, size });
  }
  const highest = files.reduce((sum, { size }) => sum + size, 0) > much ? 9 : 11;
  const total: PrecompressTotal = { files: 0, bytes: 0, brotliBytes: 0, gzipBytes: 0 };
  const how = new Packed(cache);
  const queue = files.values();
  const work = async () => {
    for (const { path } of queue) {
      const source = readFileSync(path);
      const [brotliBytes, gzipBytes] = await compress(path, source, highest, how);
      total.files += 1;
      total.bytes += source.length;
      total.brotliBytes += brotliBytes;
      total.gzipBytes += gzipBytes;
    }
  };
  // zlib works in threads of its own; one file a core keeps them busy without holding all files at once. To read files in
  // threads costs more than to read them.
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return total;
}

async function compress(
  path: string,
  source: Buffer,
  highest: number,
  how: Packed,
): Promise<[brotliBytes: number, gzipBytes: number]> {
  const level = Math.min(toLevel(source.length), highest);
  const hash = hashOf(source);
  const packed = [
    { ext: '.br', bytes: await how.brotli(source, level, hash) },
    { ext: '.gz', bytes: await how.gzip(source, hash) },
  ] as const;
  for (const { ext, bytes } of packed) if (bytes.length < source.length) writeFileSync(path + ext, bytes);
  return [Math.min(packed[0].bytes.length, source.length), Math.min(packed[1].bytes.length, source.length)];
}

/**
 * The highest level takes a second a megabyte; the next two a third of that for 2 % more bytes, and a
 * twentieth for 10 %.
 */
function toLevel(sizeBytes: number): number {
  if (sizeBytes > 2 * 1024 * 1024) return 9;
  return sizeBytes > 200_000 ? 10 : 11;
}
