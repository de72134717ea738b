import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';

/**
 * Tells what draws at build (src/build/drawn-before.ts) which code it is, so that it finds what the same code has
 * drawn in an earlier build. All code of the site counts: which of it draws nobody has to keep in mind.
 */
export function drawingCode(): AstroIntegration {
  let isBuild = false;
  return {
    name: 'casebook-drawing-code',
    hooks: {
      'astro:config:setup': async ({ command, config, updateConfig }) => {
        isBuild = command === 'build';
        const code = isBuild ? await hashCode(fileURLToPath(config.root)) : '';
        updateConfig({ vite: { define: { 'import.meta.env.DRAWN_BY': JSON.stringify(code) } } });
      },
      'astro:build:done': async () => {
        if (isBuild) await new KeptFiles(keptFolder('drawn')).prune();
      },
    },
  };
}

/**
 * Of every file of code of a project, and of the packages that are installed; empty where nobody knows which these are.
 *
 * @param root the project's folder
 */
export async function hashCode(root: string): Promise<string> {
  const installed = ['node_modules/.package-lock.json', 'package-lock.json']
    .map((path) => join(root, path))
    .find((path) => existsSync(path));
  if (!installed) return '';
  const source = join(root, 'src');
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]sx?|astro|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(source, path).startsWith(`content${sep}`))
    .toSorted();
  const hash = createHash('sha256').update(await readFile(installed));
  for (const path of paths) {
    const bytes = await readFile(path);
    hash.update(`${relative(source, path)} ${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex').slice(0, 32);
}
