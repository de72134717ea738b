import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { makeGoTools, writeStatus } from '#go-toolchain/make-tools.ts';
import { formatSize } from '#locale/format.ts';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Go's compiler for the page: `npm run build -- --go-tools` builds it into the site, for a host of files
 * alone. Otherwise the site says that it has none, until a server that has Go builds it (src/site/go-tools.ts).
 * Stands behind the compression, since its files are compressed already.
 *
 * @param isAsked whether the command line says so
 */
export function goTools(isAsked = process.argv.includes('--go-tools')): AstroIntegration {
  return {
    name: 'casebook-go-tools',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(new URL('go-tools/', dir));
        if (!isAsked) return writeStatus(folder, { state: 'none', reason: 'not-asked' });
        const status = await makeGoTools(folder, {
          onProgress: (next) => {
            if (next.state === 'building') logger.info(`${next.step} (${next.done + 1} of ${next.of})`);
          },
        });
        if (status.state === 'ready') {
          const files = await readdir(join(folder, status.id), { recursive: true, withFileTypes: true });
          const packed = files.filter(({ name }) => name.endsWith('.br'));
          const sizes = await Promise.all(
            packed.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
          );
          const size = formatSize(sizes.reduce((all, one) => all + one, 0));
          logger.info(`go-tools/${status.id}: ${size} as .br, of which a page fetches what it needs`);
        } else if (status.state === 'failed') throw new Error(`--go-tools: ${status.message}`);
        else throw new Error('--go-tools: Go 1.22 or newer is needed for it, and there is none on PATH');
      },
    },
  };
}
