import { readFile } from 'node:fs/promises';
import { goPackages } from '#notebook/go/packages.ts';
import { splitArchive } from './archive.ts';
import type { FoundGo } from './find-go.ts';
import type { GoCall } from './go-call.ts';

export interface BuiltPackage {
  path: string;
  imports: string[];
  /** What the compiler reads of it. */
  exportData: Uint8Array;
  /** What the linker reads of it. */
  objects: Uint8Array;
}

/**
 * The packages that programs may import, package `cell` among them, and all that those need, compiled for
 * js/wasm. What this Go does not have yet is left out.
 *
 * @param folder the module of package `cell`
 */
export async function buildPackages(go: FoundGo, folder: string, call: GoCall): Promise<BuiltPackage[]> {
  const known = await call(
    go,
    folder,
    ['list', '-e', '-f', '{{if not .Error}}{{.ImportPath}}{{end}}'].concat(goPackages),
  );
  const wanted = known.split('\n').filter((path) => path !== '');
  const listed = await call(
    go,
    folder,
    [
      'list',
      '-trimpath',
      '-export',
      '-deps',
      '-f',
      '{{.ImportPath}}\t{{.Export}}\t{{join .Imports " "}}',
    ].concat(wanted, 'syscall/js'),
  );
  const packages: BuiltPackage[] = [];
  for (const row of listed.split('\n')) {
    const [path = '', file, imports = ''] = row.split('\t');
    // unsafe is the compiler's own.
    if (!file) continue;
    packages.push({
      path,
      imports: imports.split(' ').filter((one) => one !== '' && one !== 'unsafe'),
      ...splitArchive(new Uint8Array(await readFile(file))),
    });
  }
  return packages;
}
