import type { Plugin } from 'vite';
import { toBase } from '#locale/base-path.ts';
import { framePath, makeFramePage } from './frame-page.ts';
import { goFramePath, makeGoFramePage } from './go-frame-page.ts';

/** Serves the page of edited cells under `astro dev`, made anew after a change of the sources. */
export function framePage(root: string, base: string): Plugin {
  return madePage('casebook-cell-frame', `${toBase(base)}/${framePath}`, () => makeFramePage(root));
}

/** And the page that Go runs in. */
export function goFramePage(root: string, base: string): Plugin {
  return madePage('casebook-go-frame', `${toBase(base)}/${goFramePath}`, () => makeGoFramePage(root));
}

function madePage(name: string, path: string, make: () => Promise<string>): Plugin {
  let made: Promise<string> | undefined;
  return {
    name,
    apply: 'serve',
    configureServer(server) {
      server.watcher.on('change', (file) => {
        if (/src\/(?:notebook|viewer\/notebook|charts|model|codes|styles)\//.test(file)) made = undefined;
      });
      server.middlewares.use((request, response, next) => {
        if (new URL(request.url ?? '/', 'http://localhost').pathname !== path) {
          next();
          return;
        }
        made ??= make().catch((error: unknown) => {
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
