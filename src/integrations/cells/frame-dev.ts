import type { Plugin } from 'vite';
import { toBase } from '#locale/base-path.ts';
import { framePath, makeFramePage } from './frame-page.ts';

/** Serves the page of edited cells under `astro dev`, made anew after a change of the sources. */
export function framePage(root: string, base: string): Plugin {
  let made: Promise<string> | undefined;
  return {
    name: 'casebook-cell-frame',
    apply: 'serve',
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (/src\/(?:notebook|viewer\/notebook|charts|model|codes|styles)\//.test(file)) made = undefined;
      });
      server.middlewares.use((request, response, next) => {
        if (new URL(request.url ?? '/', 'http://localhost').pathname !== `${toBase(base)}/${framePath}`) {
          next();
          return;
        }
        made ??= makeFramePage(root).catch((error: unknown) => {
          made = undefined;
          throw error;
        });
        made.then((html) => {
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.end(html);
        }, next);
      });
    },
  };
}
