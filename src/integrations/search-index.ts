import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/**
 * Sees to it that the search index is whole. Pagefind's process is ended as soon as it has said that it
 * wrote its files; on a busy machine some are empty then, and the search finds nothing without a word.
 * Its files are then asked for and written here. Stands behind Starlight, which runs Pagefind.
 */
export function searchIndex(): AstroIntegration {
  return {
    name: 'casebook-search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const folder = join(site, 'pagefind');
        const empty = await findEmptyFiles(folder);
        if (empty.length === 0) return;
        await writeIndex(site, folder);
        logger.info(`written again, since Pagefind left ${empty.length} files empty`);
      },
    },
  };
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
