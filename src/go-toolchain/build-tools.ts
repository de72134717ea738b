import { copyFile, link, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { goPackages } from '#notebook/go/packages.ts';
import type { FileEntry, GoToolsManifest, GoToolsStatus, PackageEntry } from '#notebook/go/tools-manifest.ts';
import { cacheFolder, findFile, hashOf, withLock, writeWhole } from './cache.ts';
import { readCellModule } from './cell-sources.ts';
import { addBrotli, writeZipped } from './compress.ts';
import { type FoundGo, toMinor } from './find-go.ts';
import { callGo, callGoBehind, type GoCall, GoRefusal } from './go-call.ts';
import { inParallel } from './in-parallel.ts';
import { markUse, removeOldTools } from './old-files.ts';
import { buildPackages } from './std-packages.ts';
import { createWasmOverlay, type SourceOverlay, writeOverlay } from './wasm-overlay.ts';

/**
 * Without inlining in the tools, which makes the compiler a sixth smaller; without the profile that it brings
 * along, so that what the tools share is built once.
 */
const toolFlags = ['-trimpath', '-ldflags=-s -w', '-gcflags=all=-l', '-pgo=off'];
const toolNames = ['compile', 'link', 'gofmt'] as const;
const manifestName = 'manifest.json';
type ToolName = (typeof toolNames)[number];

export interface ToolsOptions {
  /** The folder that gets `<id>/manifest.json` and what it lists. */
  to: string;
  onProgress(status: GoToolsStatus): void;
  /** Brotli's quality, 1 to 11; without it there are no `.br`. */
  brotliQuality?: number;
  /** Nobody waits: it takes what the machine has left. */
  behind?: boolean;
}

/**
 * Go's compiler, linker and gofmt as WebAssembly, and the packages that programs may import: built once for a
 * Go and this version of Casebook, kept in the cache, and linked into `to`. Two that build at once build once.
 *
 * @throws with Go's words where it cannot build them
 */
export async function buildGoTools(go: FoundGo, options: ToolsOptions): Promise<GoToolsManifest> {
  const overlay = await createWasmOverlay(join(go.root, 'src', 'cmd'));
  const cell = await readCellModule(toMinor(go.version) ?? 0);
  const id = hashOf(
    go.version,
    ...toolFlags,
    JSON.stringify(overlay ?? {}),
    JSON.stringify(goPackages),
    JSON.stringify(cell),
    'split archives',
  );
  const kept = join(cacheFolder(), 'go-tools', id);
  let isNew = false;
  const manifest = await withLock(`${kept}.lock`, async () => {
    const found = await findManifest(kept);
    const { brotliQuality = 0, behind = false } = options;
    const isCompressed = (found?.brotliQuality ?? 0) >= brotliQuality;
    const steps = new Steps(options.onProgress, isCompressed ? 0 : 1);
    // What a build that was ended has left is of no use.
    if (!found) await rm(kept, { recursive: true, force: true });
    let made = found ?? (await make(go, id, kept, overlay, steps, behind ? callGoBehind : callGo));
    if (!found) await writeManifest(kept, made);
    if (!isCompressed) {
      steps.begin('brotli');
      made = await compressAll(kept, made, brotliQuality, behind ? 1 : availableParallelism());
      await writeManifest(kept, made);
    }
    await markUse(kept);
    await linkAll(made, kept, join(options.to, id));
    isNew = !found;
    return made;
  });
  // One that cannot be removed is in nobody's way.
  if (isNew) await removeOldTools(dirname(kept)).catch(() => {});
  options.onProgress({ state: 'ready', id });
  return manifest;
}

/** Says which step begins, and how many have been. */
class Steps {
  readonly #onProgress: ToolsOptions['onProgress'];
  readonly #of: number;
  #done = 0;

  /** @param more than the tools, the packages and their writing */
  constructor(onProgress: ToolsOptions['onProgress'], more: number) {
    this.#onProgress = onProgress;
    this.#of = toolNames.length + 2 + more;
  }

  begin(step: string): void {
    this.#onProgress({ state: 'building', step, done: this.#done++, of: this.#of });
  }
}

function writeManifest(folder: string, manifest: GoToolsManifest): Promise<void> {
  return writeWhole(join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
}

async function findManifest(folder: string): Promise<GoToolsManifest | undefined> {
  const text = await findFile(join(folder, manifestName));
  return text && (JSON.parse(new TextDecoder().decode(text)) as GoToolsManifest);
}

/** A file after another: threads of this process that write and compress are wanted elsewhere too. */
async function make(
  go: FoundGo,
  id: string,
  kept: string,
  overlay: SourceOverlay | undefined,
  steps: Steps,
  call: GoCall,
): Promise<GoToolsManifest> {
  const folder = await mkdtemp(join(tmpdir(), 'casebook-go-tools-'));
  const write = (path: string, bytes: Uint8Array) => writeZipped(kept, path, bytes);
  try {
    steps.begin('compile');
    const all = overlay && (await buildTogether(go, folder, overlay, call));
    const built = new Map<ToolName, Uint8Array>();
    for (const name of toolNames) {
      if (name !== 'compile') steps.begin(name);
      if (!all) built.set(name, await buildTool(go, name, folder, [], call));
    }
    steps.begin('packages');
    const module = join(folder, 'module');
    for (const { path, text } of await readCellModule(toMinor(go.version) ?? 0)) {
      await mkdir(dirname(join(module, path)), { recursive: true });
      await writeFile(join(module, path), text);
    }
    const packages = await buildPackages(go, module, call);
    steps.begin('gzip');
    const together = all && (await write('tools.wasm', all));
    const tool = async (name: ToolName) =>
      together ?? write(`${name}.wasm`, built.get(name) ?? new Uint8Array());
    const entries: Record<string, PackageEntry> = {};
    for (const { path, imports, exportData, objects } of packages) {
      entries[path] = {
        imports,
        archive: await write(`packages/${path}.a`, objects),
        exportData: await write(`packages/${path}.x`, exportData),
        ...(!goPackages.includes(path) && { internal: true }),
      };
    }
    return {
      goVersion: go.version,
      id,
      wasmExec: await write('wasm_exec.js', new Uint8Array(await readFile(go.wasmExecPath))),
      compile: await tool('compile'),
      link: await tool('link'),
      gofmt: await tool('gofmt'),
      packages: entries,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The largest first: it takes about as long as all the others. */
async function compressAll(
  kept: string,
  manifest: GoToolsManifest,
  quality: number,
  atOnce: number,
): Promise<GoToolsManifest> {
  const done = new Map<string, FileEntry>();
  const files = listFiles(manifest).toSorted((a, b) => b.sizeBytes - a.sizeBytes);
  await inParallel(files, atOnce, async (entry) => {
    done.set(entry.path, await addBrotli(kept, entry, quality));
  });
  const ofEntry = (entry: FileEntry) => done.get(entry.path) ?? entry;
  const packages: Record<string, PackageEntry> = {};
  for (const [path, entry] of Object.entries(manifest.packages)) {
    packages[path] = {
      ...entry,
      archive: ofEntry(entry.archive),
      exportData: ofEntry(entry.exportData),
    };
  }
  return {
    ...manifest,
    brotliQuality: quality,
    wasmExec: ofEntry(manifest.wasmExec),
    compile: ofEntry(manifest.compile),
    link: ofEntry(manifest.link),
    gofmt: ofEntry(manifest.gofmt),
    packages,
  };
}

/** Each once, whatever it is used as. */
function listFiles({ wasmExec, compile, link, gofmt, packages }: GoToolsManifest): FileEntry[] {
  const entries = [wasmExec, compile, link, gofmt];
  for (const { archive, exportData } of Object.values(packages)) entries.push(archive, exportData);
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}

/** All files as `.br`, in bytes. */
export function sumBrotli(manifest: GoToolsManifest): number {
  return listFiles(manifest).reduce((sum, { brotliBytes = 0 }) => sum + brotliBytes, 0);
}

/** @returns nothing where the sources of this Go are others than the overlay knows */
async function buildTogether(
  go: FoundGo,
  folder: string,
  overlay: SourceOverlay,
  call: GoCall,
): Promise<Uint8Array | undefined> {
  const list = await writeOverlay(join(folder, 'overlay'), join(go.root, 'src', 'cmd'), overlay);
  try {
    return await buildTool(go, 'compile', folder, ['-overlay', list], call);
  } catch (error) {
    if (error instanceof GoRefusal) return undefined;
    throw error;
  }
}

async function buildTool(
  go: FoundGo,
  name: ToolName,
  folder: string,
  flags: readonly string[],
  call: GoCall,
): Promise<Uint8Array> {
  const to = join(folder, `${name}.wasm`);
  await call(go, folder, ['build', ...toolFlags, ...flags, '-o', to, `cmd/${name}`]);
  return new Uint8Array(await readFile(to));
}

/** The manifest comes last: where it is, all that it lists is. */
async function linkAll(manifest: GoToolsManifest, from: string, to: string): Promise<void> {
  if (resolve(from) === resolve(to)) return;
  const paths = listFiles(manifest).flatMap(toPaths);
  for (const path of paths) await linkFile(join(from, path), join(to, path));
  await writeManifest(to, manifest);
}

function toPaths({ path, brotliBytes }: FileEntry): string[] {
  return [path, `${path}.gz`, ...(brotliBytes === undefined ? [] : [`${path}.br`])];
}

async function linkFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') {
      await copyFile(from, to);
      return;
    }
    // Of the same id, so the same bytes; but for what was compressed anew.
    if ((await stat(from)).size === (await stat(to)).size) return;
    await writeWhole(to, await readFile(from));
  }
}
