/**
 * Go in a cell: what a first and a second click wait for, and what is fetched for it. `node bench/go-cells.ts` builds the
 * page's compiler where the cache has none, then compiles, links and runs three programs by it: cold, in a worker that has read
 * nothing yet, and warm, in one that has; beside each what `go build` takes for this machine, and the program as the
 * toolchain publishes it. `--sizes` compresses the tools with brotli at its qualities, which takes minutes.
 *
 * Measured on two cores with Go 1.26.8, others at work on them, in seconds of CPU: tools and packages together 53 where Go's
 * own cache has nothing of them (two builds are equal byte for byte), brotli of all 94 at quality 11, 49 at 10 and 8 at 9. Megabytes as
 * brotli 11 has them: the tools 4.7 in one program (6.5 in three), archives 5.3, exports 0.8, 10.7 in all; 11.2 and 12.1 at 10 and 9.
 * Warm, hello takes 0.5 to 0.6, generics 0.9 to 1.5, JSON 0.7; a published program prints after 0.07.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { buildGoTools } from '#go-toolchain/build-tools.ts';
import { compileCell } from '#go-toolchain/compile-cell.ts';
import { findGo } from '#go-toolchain/find-go.ts';
import { PageCompiler, runInWorker } from '#go-toolchain/run-in-worker.ts';
import type { FileEntry } from '#notebook/go/tools-manifest.ts';

const run = promisify(execFile);
const programs = join(import.meta.dirname, '..', 'tests', 'fixtures', 'go-programs');
const json = `people := []map[string]any{{"name": "a", "at": 1}, {"name": "b", "at": 2.5}}
text, err := json.Marshal(people)
fmt.Println(string(text), err)
`;
const texts = {
  hello: await readFile(join(programs, 'hello.go'), 'utf8'),
  generics: await readFile(join(programs, 'generics.go'), 'utf8'),
  json,
};

const found = await findGo();
if ('missing' in found) throw new Error(found.missing);
const go = found;
const folder = await mkdtemp(join(tmpdir(), 'bench-go-'));
const started = workSince();
const manifest = await buildGoTools(go, { to: folder, onProgress: () => {} });
console.log(
  `${go.version}; the tools took ${seconds(started())} (of CPU, and none where they were in the cache)`,
);
const toolsFolder = join(folder, manifest.id);
const files = [manifest.wasmExec, manifest.compile, manifest.link, manifest.gofmt];
const unique = [...new Map(files.map((file) => [file.path, file])).values()];
const packages = Object.values(manifest.packages);
const archives = packages.map(({ archive }) => archive);
const exports = packages.map(({ exportData }) => exportData);
const parts = { tools: unique, archives, exports } satisfies Record<string, FileEntry[]>;
for (const [name, entries] of Object.entries(parts)) {
  console.log(`${name}: ${megabytes(entries, 'sizeBytes')} MB, gzip ${megabytes(entries, 'gzipBytes')} MB`);
}

for (const [name, text] of Object.entries(texts)) {
  const compiler = new PageCompiler(toolsFolder, go.wasmExecPath);
  for (const state of ['cold', 'warm', 'warm']) {
    const work = workSince();
    const from = performance.now();
    const built = await compiler.build(text);
    if (built.faults) throw new Error(built.words);
    const clickMs = performance.now() - from;
    const line = `${name} ${state}: compile ${seconds(built.compileMs)}, link ${seconds(built.linkMs)}`;
    const ran = await firstOutput(built.wasm as Uint8Array<ArrayBuffer>);
    console.log(
      `${line}, first output ${seconds(clickMs + ran.firstMs)} after the click (CPU ${seconds(work())}), memory ${mebibytes(ran.memoryBytes)}`,
    );
  }
  await compiler.close();
  const published = await compileCell(go, text);
  if (published.faults) throw new Error(published.words);
  const ran = await firstOutput(published.wasm);
  console.log(
    `${name} published: ${(published.wasm.length / 1e6).toFixed(1)} MB, first output ${seconds(ran.firstMs)} after the click`,
  );
  console.log(`${name} go build for this machine: ${seconds(await buildNative(name, text))}`);
}

if (process.argv.includes('--sizes')) {
  for (const quality of [5, 9, 10, 11]) {
    for (const [name, entries] of Object.entries(parts)) {
      const work = workSince();
      let bytes = 0;
      for (const { path } of entries) bytes += await brotliSize(join(toolsFolder, path), quality);
      console.log(`brotli ${quality}: ${name} ${(bytes / 1e6).toFixed(2)} MB, CPU ${seconds(work())}`);
    }
  }
}
await rm(folder, { recursive: true });

async function firstOutput(wasm: Uint8Array<ArrayBuffer>): Promise<{ firstMs: number; memoryBytes: number }> {
  const from = performance.now();
  let firstMs = 0;
  const { memoryBytes } = await runInWorker({
    wasm,
    wasmExecPath: go.wasmExecPath,
    onOutput: () => (firstMs ||= performance.now() - from),
  });
  return { firstMs, memoryBytes };
}

/** The second build: the packages are in Go's own cache then, as the archives are at hand in the page. */
async function buildNative(name: string, text: string): Promise<number> {
  const program = text.startsWith('package')
    ? text
    : `package main\n\nimport (\n\t"encoding/json"\n\t"fmt"\n)\n\nfunc main() {\n${text}}\n`;
  const path = join(folder, `${name}.go`);
  let from = 0;
  for (const round of [1, 2]) {
    await writeFile(path, `${program}\n// ${round}\n`);
    from = performance.now();
    await run(go.path, ['build', '-o', join(folder, name), path]);
  }
  return performance.now() - from;
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

/** CPU of this process and its workers; what it has called counts for itself. */
function workSince(): () => number {
  const from = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

function megabytes(entries: readonly FileEntry[], size: 'sizeBytes' | 'gzipBytes'): string {
  return (entries.reduce((sum, entry) => sum + entry[size], 0) / 1e6).toFixed(1);
}
