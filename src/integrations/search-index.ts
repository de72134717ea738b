import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/**
 * Sees to it that the search index is whole. Pagefind's process is ended as soon as it has said that it
 * wrote its files; on a busy machine some are empty then, and the search finds nothing without a word.
 * Its files are then asked for and written here. Two builds of the same site have the same one. Stands behind Starlight, which runs Pagefind.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'casebook-search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const folder = join(site, 'pagefind');
        const empty = await findEmptyFiles(folder);
        if (empty.length > 0) {
          await writeIndex(site, folder);
          logger.info(`written again, since Pagefind left ${empty.length} files empty`);
        }
        await sortLanguages(join(folder, 'pagefind-entry.json'));
      },
    },
  };
}

/**
 * Pagefind names its languages in an order of chance: the next build of the same site had another list of what is kept
 * without a network then, and told every reader of a newer version.
 */
async function sortLanguages(path: string): Promise<void> {
  const entry = JSON.parse(await readFile(path, 'utf8')) as { languages?: Record<string, unknown> };
  const languages = Object.entries(entry.languages ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(path, JSON.stringify({ ...entry, languages: Object.fromEntries(languages) }));
}

async function findEmptyFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return paths.filter((_, index) => sizes[index] === 0);
}

async function writeIndex(site: string, folder: string): Promise<void> {
  try {
    const { index, errors } = await createIndex();
    if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
    const added = await index.addDirectory({ path: site });
    const { files, errors: ofFiles } = await index.getFiles();
    const problems = [...errors, ...added.errors, ...ofFiles];
    if (problems.length > 0) throw new Error(`Pagefind: ${problems.join('; ')}`);
    for (const { path, content } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  } finally {
    await close();
  }
}
