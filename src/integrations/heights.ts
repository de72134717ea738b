import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { addHeights } from './heights/add-heights.ts';

/** Writes on what of a page is not laid out at once about how high it is. */
export function heights(): AstroIntegration {
  return {
    name: 'casebook-heights',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const root = fileURLToPath(dir);
        const entries = await readdir(root, { recursive: true, withFileTypes: true });
        for (const entry of entries) {
          if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
          const file = join(entry.parentPath, entry.name);
          const html = await readFile(file, 'utf8');
          const guessed = addHeights(html);
          if (guessed !== html) await writeFile(file, guessed);
        }
      },
    },
  };
}
