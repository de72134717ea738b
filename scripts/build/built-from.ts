import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What a site is built from, from the project's folder. */
const inputs = [
  'astro.config.mjs',
  'bin',
  'go',
  'package-lock.json',
  'package.json',
  'public',
  'src',
  'tsconfig.json',
];

/** Which sources a site in `outFolder` was built from; beside what is served, so that it goes with it. */
const stampOf = (outFolder: string) => join(outFolder, 'built-from.json');

interface Stamp {
  /** sha256, see `toFingerprint`. */
  sources: string;
  /** What of the site was written last, so that another build into the same folder is not taken for this one. */
  pageWritten: number;
}

/**
 * The sha256 of every file that a site is built from, with its path, and of what else it depends on.
 * @param besides settings and versions: a name and a value each
 */
export async function toFingerprint(folder: string, besides: Record<string, string>): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(besides).sort()));
  for (const path of (await Promise.all(inputs.map((input) => filesOf(folder, input)))).flat().sort()) {
    const bytes = await readFile(join(folder, path));
    hash.update(`\n${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Whether the site in a folder is whole, and built from these sources. */
export async function isBuiltFrom(outFolder: string, sources: string): Promise<boolean> {
  try {
    const stamp = JSON.parse(await readFile(stampOf(outFolder), 'utf8')) as Stamp;
    return stamp.sources === sources && stamp.pageWritten === (await lastWritten(outFolder));
  } catch {
    return false;
  }
}

/** Says that a site is whole. */
export async function markBuilt(outFolder: string, sources: string): Promise<void> {
  const stamp: Stamp = { sources, pageWritten: await lastWritten(outFolder) };
  await writeFile(stampOf(outFolder), `${JSON.stringify(stamp)}\n`);
}

/** Says that a site is not whole, or not known to be. */
export async function unmarkBuilt(outFolder: string): Promise<void> {
  await rm(stampOf(outFolder), { force: true });
}

async function lastWritten(outFolder: string): Promise<number> {
  return (await stat(join(outFolder, 'client', 'index.html'))).mtimeMs;
}

async function filesOf(folder: string, path: string): Promise<string[]> {
  const found = await stat(join(folder, path)).catch(() => undefined);
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  const entries = await readdir(join(folder, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
