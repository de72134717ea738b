/**
 * What is fetched for Go in a cell: `node bench/go-cells.ts` builds the page's compiler where the cache has none, and says
 * what its tools and packages weigh. `--sizes` compresses them with brotli at its qualities, which takes minutes. How long
 * a click waits is measured by `npm run bench -- cells`.
 *
 * Measured on two cores with Go 1.26.8, others at work on them, in seconds of CPU: tools and packages together 53 where Go's
 * own cache has nothing of them (two builds are equal byte for byte), brotli of all 94 at quality 11, 49 at 10 and 8 at 9. Megabytes as
 * brotli 11 has them: the tools 4.7 in one program (6.5 in three), archives 5.3, exports 0.8, 10.7 in all; 11.2 and 12.1 at 10 and 9.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildGoTools } from '#go-toolchain/build-tools.ts';
import { findGo } from '#go-toolchain/find-go.ts';
import type { FileEntry } from '#notebook/go/tools-manifest.ts';
import { timeHere } from './timed.ts';

const go = await findGo();
if ('missing' in go) throw new Error(go.missing);
const folder = await mkdtemp(join(tmpdir(), 'bench-go-'));
try {
  await measureTools(go);
} finally {
  await rm(folder, { recursive: true });
}

async function measureTools(by: Exclude<typeof go, { missing: string }>): Promise<void> {
  let manifest!: Awaited<ReturnType<typeof buildGoTools>>;
  const built = await timeHere(async () => {
    manifest = await buildGoTools(by, { to: folder, onProgress: () => {} });
  });
  console.log(
    `${by.version}; the tools took ${built.seconds.toFixed(2)} s, less where they were in the cache`,
  );
  const files = [manifest.wasmExec, manifest.compile, manifest.link, manifest.gofmt];
  const packages = Object.values(manifest.packages);
  const parts = {
    tools: [...new Map(files.map((file) => [file.path, file])).values()],
    archives: packages.map(({ archive }) => archive),
    exports: packages.map(({ exportData }) => exportData),
  } satisfies Record<string, FileEntry[]>;
  for (const [name, entries] of Object.entries(parts)) {
    console.log(`${name}: ${megabytes(entries, 'sizeBytes')} MB, gzip ${megabytes(entries, 'gzipBytes')} MB`);
  }
  if (!process.argv.includes('--sizes')) return;
  for (const quality of [5, 9, 10, 11]) {
    for (const [name, entries] of Object.entries(parts)) {
      let bytes = 0;
      const { cpuSeconds = 0 } = await timeHere(async () => {
        for (const { path } of entries) bytes += await brotliSize(join(folder, manifest.id, path), quality);
      });
      console.log(
        `brotli ${quality}: ${name} ${(bytes / 1e6).toFixed(2)} MB, CPU ${cpuSeconds.toFixed(2)} s`,
      );
    }
  }
}

async function brotliSize(path: string, quality: number): Promise<number> {
  const bytes = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}

function megabytes(entries: readonly FileEntry[], size: 'sizeBytes' | 'gzipBytes'): string {
  return (entries.reduce((sum, entry) => sum + entry[size], 0) / 1e6).toFixed(1);
}
