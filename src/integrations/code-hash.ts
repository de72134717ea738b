import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What of a project counts as its code. */
interface Code {
  /** Files and folders, from the project's folder; what is not there counts as that. */
  parts: readonly string[];
  /** Whether a file counts, by its path from the project's folder. */
  counts(path: string): boolean;
}

/** What authors write and record is no code. */
const isOfAuthors = (path: string) => /^src\/content\/(?:docs|captures|records)\//.test(path);

/** Scripts alone: what a style says draws no chart. */
const scripts: Code = {
  parts: ['src'],
  counts: (path) => /\.(?:[cm]?[jt]sx?|astro|json)$/.test(path) && !isOfAuthors(path),
};

/** All that pages, programs and what is around them are put together of. */
export const everything: Code = {
  parts: ['src', 'bin', 'astro.config.mjs', 'package.json', 'tsconfig.json', 'LICENSE'],
  counts: (path) => !isOfAuthors(path),
};

/**
 * Of every file of code of a project, and of the packages that are installed; empty where nobody knows which these are.
 *
 * @param root the project's folder
 */
export async function hashCode(root: string, { parts, counts } = scripts): Promise<string> {
  const installed = ['node_modules/.package-lock.json', 'package-lock.json']
    .map((path) => join(root, path))
    .find((path) => existsSync(path));
  if (!installed) return '';
  const hash = createHash('sha256').update(await readFile(installed));
  for (const part of parts) {
    for (const path of await listFiles(root, part)) {
      if (!counts(path)) continue;
      const bytes = await readFile(join(root, path));
      hash.update(`${path} ${bytes.length}:`).update(bytes);
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** The file that a path names, or all below the folder. */
async function listFiles(root: string, part: string): Promise<string[]> {
  const path = join(root, part);
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [part];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
}
