import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoTools } from '#notebook/go/go-tools.ts';
import type { FileEntry, GoToolsManifest } from '#notebook/go/tools-manifest.ts';

/** The tools of a folder with a manifest, as `buildProgram` takes them. */
export async function openGoTools(folder: string): Promise<GoTools & { wasmExecPath: string }> {
  const read = async ({ path }: FileEntry) => new Uint8Array(await readFile(join(folder, path)));
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as GoToolsManifest;
  const { packages, goVersion } = manifest;
  const find = (path: string) => {
    const entry = packages[path];
    if (!entry) throw new Error(`${path} is not among the packages of ${folder}`);
    return entry;
  };
  const modules = new Map<string, Promise<WebAssembly.Module>>();
  const compileModule = (entry: FileEntry) => {
    const known = modules.get(entry.path) ?? read(entry).then((bytes) => WebAssembly.compile(bytes));
    modules.set(entry.path, known);
    return known;
  };
  return {
    compile: await compileModule(manifest.compile),
    link: await compileModule(manifest.link),
    gofmt: await compileModule(manifest.gofmt),
    goVersion,
    packages,
    archive: async (path) => read(find(path).archive),
    exportData: async (path) => read(find(path).exportData),
    wasmExecPath: join(folder, manifest.wasmExec.path),
  };
}
