import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { makeGoTools } from '#go-toolchain/make-tools.ts';
import { toBase } from '#locale/base-path.ts';
import type { GoToolsStatus } from '#notebook/go/tools-manifest.ts';

/** A file of the tools, or what says how far they are; no way out of their folder. */
const toolsPath = /^(?:status\.json|[\da-f]+\/(?:[\w-]+\/)*[\w-]+(?:\.\w+)+)$/;

/**
 * Go's compiler for the page under `astro dev`: built behind it as soon as the first page asks.
 *
 * @param make what builds it into a folder, or stands in for that in tests
 */
export function goToolsServer(root: string, base: string, make: typeof makeGoTools = makeGoTools): Plugin {
  const folder = join(root, 'node_modules/.cache/casebook/go-tools');
  let status: GoToolsStatus | undefined;
  const begin = (): GoToolsStatus => {
    status = { state: 'building', step: '', done: 0, of: 1 };
    void make(folder, { behind: true, onProgress: (next) => (status = next) }).catch((error: Error) => {
      status = { state: 'failed', message: error.message };
    });
    return status;
  };
  return {
    name: 'casebook-go-tools',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const below = `${toBase(base)}/go-tools/`;
        const path = pathname.startsWith(below) ? pathname.slice(below.length) : '';
        if (!toolsPath.test(path)) return next();
        if (path === 'status.json') {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(status ?? begin()));
          return;
        }
        // What is not there yet is somebody else's to refuse.
        const file = createReadStream(join(folder, path));
        file.on('open', () => file.pipe(response));
        file.on('error', () => next());
      });
    },
  };
}
