import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Under `npm run dev` a page is loaded again when the file of a capture changes, comes or goes. */
export function reloadCaptures(): AstroIntegration {
  let folder = '';
  return {
    name: 'casebook-reload-captures',
    hooks: {
      'astro:config:setup': ({ config }) => {
        folder = join(fileURLToPath(config.publicDir), 'captures') + sep;
      },
      'astro:server:setup': ({ server }) => {
        const reload = (file: string) => {
          if (file.startsWith(folder)) server.environments.client.hot.send({ type: 'full-reload' });
        };
        for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, reload);
      },
    },
  };
}
