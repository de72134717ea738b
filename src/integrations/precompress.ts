import { formatDuration, formatSize } from '#locale/format.ts';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { hashOf } from '#go-toolchain/cache.ts';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';

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
    .filter((entry) => entry.isFile() && compressible.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name));
  const files: { path: string; size: number }[] = [];
  for (const path of paths) {
    const { size } = await stat(path);
    if (size >= smallestBytes) files.push({ path, size });
  }
  const highest = files.reduce((sum, { size }) => sum + size, 0) > much ? 9 : 11;
  const total: PrecompressTotal = { files: 0, bytes: 0, brotliBytes: 0, gzipBytes: 0 };
  const queue = files.values();
  const work = async () => {
    for (const { path } of queue) {
      const source = await readFile(path);
      const [brotliBytes, gzipBytes] = await compress(path, source, highest, cache);
      total.files += 1;
      total.bytes += source.length;
      total.brotliBytes += brotliBytes;
      total.gzipBytes += gzipBytes;
    }
  };
  // zlib works in threads of its own; one file a core keeps them busy without holding all files at once.
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return total;
}

async function compress(
  path: string,
  source: Buffer,
  highest: number,
  cache: KeptFiles | undefined,
): Promise<[brotliBytes: number, gzipBytes: number]> {
  const level = Math.min(toLevel(source.length), highest);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: level,
    [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
  };
  const { brotli, zlib } = process.versions;
  const pack = async (how: string, act: () => Promise<Uint8Array>): Promise<Uint8Array> => {
    const hash = hashOf(how, source);
    const known = await cache?.find(hash);
    if (known) return known;
    const bytes = await act();
    await cache?.keep(hash, bytes);
    return bytes;
  };
  const packed = [
    { ext: '.br', bytes: await pack(`brotli ${brotli} ${level}`, () => toBrotli(source, { params })) },
    { ext: '.gz', bytes: await pack(`gzip ${zlib} 9`, () => toGzip(source, { level: 9 })) },
  ] as const;
  for (const { ext, bytes } of packed) if (bytes.length < source.length) await writeFile(path + ext, bytes);
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
