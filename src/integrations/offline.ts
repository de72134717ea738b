import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';
import { toBase } from '#locale/base-path.ts';
import { keptFolder, KeptFiles } from '#go-toolchain/kept-files.ts';
import { formatSize } from '#locale/format.ts';
import { type OfflineSize, sizeName } from '#offline/addresses.ts';
import { workerName } from '#offline/worker-name.ts';
import { findFiles, toEntries } from './offline/files.ts';
import { leavingWorker } from './offline/leaving-worker.ts';
import { MadeBefore } from './made-before.ts';
import { Packed } from './packed.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const entry = fileURLToPath(new URL('../offline/worker/main.ts', import.meta.url));

/**
 * The service worker, by which the site is there without a network, and the list of what it keeps at the first visit. Stands
 * behind whatever writes or changes what pages need, and before the compression.
 *
 * @param keptIn where the compression keeps what it has made
 */
export function offline(keptIn = keptFolder('packed')): AstroIntegration {
  return {
    name: 'casebook-offline',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { kept, left } = await findFiles(folder, new Packed(new KeptFiles(keptIn)));
        const made = await MadeBefore.of(root);
        const script = await made.take(['offline worker'], bundleWorker);
        const entries = JSON.stringify(toEntries(kept));
        await writeFile(join(folder, workerName), `self.casebookFiles=${entries};\n${script}`);
        const size: OfflineSize = {
          files: kept.length,
          sentBytes: kept.reduce((sum, file) => sum + file.sentBytes, 0),
          bytes: kept.reduce((sum, file) => sum + file.bytes, 0),
        };
        await writeFile(join(folder, sizeName), `${JSON.stringify(size)}\n`);
        const sent = `${formatSize(size.sentBytes)} compressed`;
        logger.info(
          `${size.files} files are kept at the first visit: ${formatSize(size.bytes)}, ${sent}; the worker itself ${formatSize(script.length)}`,
        );
        if (left.length > 0) logger.info(`${left.length} more are kept as they are visited`);
      },
      // Whoever built the site at the same address has a worker there still, which would hand out that one.
      'astro:server:setup': ({ server }) => {
        const path = `${toBase(server.config.base)}/${workerName}`;
        server.middlewares.use((request, response, next) => {
          if (request.url?.split('?')[0] !== path) return next();
          response.setHeader('Content-Type', 'text/javascript');
          response.end(leavingWorker);
        });
      },
    },
  };
}

/** The worker as one classic script: modules in workers are not for every browser. */
async function bundleWorker(): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    mode: 'production',
    // Of what workbox says to developers nothing is left.
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'iife', codeSplitting: false, entryFileNames: workerName },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [chunk, ...others] = outputs;
  if (chunk?.type !== 'chunk' || others.length > 0) {
    throw new Error(`${workerName} came in ${outputs.length} pieces`);
  }
  return chunk.code;
}
