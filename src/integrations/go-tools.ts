import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { sumBrotli } from '#go-toolchain/build-tools.ts';
import { makeGoTools, writeStatus } from '#go-toolchain/make-tools.ts';
import { formatSize } from '#locale/format.ts';
import type { GoToolsManifest } from '#notebook/go/tools-manifest.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What they are meant to weigh; those of Go 1.22 are more. */
const mostBytes = 11e6;

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
          const text = await readFile(join(folder, status.id, 'manifest.json'), 'utf8');
          const bytes = sumBrotli(JSON.parse(text) as GoToolsManifest);
          const line = `go-tools/${status.id}: ${formatSize(bytes)} as .br, of which a page fetches what it needs`;
          if (bytes <= mostBytes) logger.info(line);
          else logger.warn(`${line}: more than ${formatSize(mostBytes)}`);
        } else if (status.state === 'failed') throw new Error(`--go-tools: ${status.message}`);
        else throw new Error('--go-tools: Go 1.22 or newer is needed for it, and there is none on PATH');
      },
    },
  };
}
