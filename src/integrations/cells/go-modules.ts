import { extname } from 'node:path';
import type { Plugin } from 'vite';
import { toBase } from '#locale/base-path.ts';
import type { GoPrograms } from './go-programs.ts';
import type { PageCells } from './page-cells.ts';

const prefix = 'virtual:go-cells';

/**
 * The Go cells as modules for what draws pages: `virtual:go-cells` is the list of pages with cells, each
 * giving what is published of its Go cells when asked.
 */
export function goCellModules(root: string, pages: PageCells, programs: GoPrograms): Plugin {
  return {
    name: 'casebook-go-cells',
    resolveId(id) {
      return id === prefix || id.startsWith(`${prefix}/`) ? `\0${id}` : undefined;
    },
    async load(id) {
      if (id === `\0${prefix}`) {
        const rows = (await pages.findPages())
          .filter((page) => pages.compile(pages.toFile(page)).goCells.length > 0)
          .map(
            (page) =>
              `  ${JSON.stringify(page)}: { load: () => import(${JSON.stringify(`${prefix}/${page}`)}) },`,
          );
        return `export const pages = {\n${rows.join('\n')}\n};\n`;
      }
      if (!id.startsWith(`\0${prefix}/`)) return undefined;
      const page = id.slice(prefix.length + 2);
      const file = pages.toFile(page);
      this.addWatchFile(file);
      for (const { name } of pages.compile(file).goCells) {
        for (const path of programs.recordFiles(page, name)) this.addWatchFile(`${root}/${path}`);
      }
      return `export const cells = ${JSON.stringify(await programs.ofPage(page))};\n`;
    },
    hotUpdate({ file }) {
      const isRecord = /\/src\/content\/records\/.+\.json$/.test(file);
      if (!file.endsWith('.mdx') && !isRecord) return;
      const { moduleGraph } = this.environment;
      for (const [id, module] of moduleGraph.idToModuleMap) {
        if (id === `\0${prefix}` || id.startsWith(`\0${prefix}/`)) moduleGraph.invalidateModule(module);
      }
      if (isRecord && this.environment.name === 'client') this.environment.hot.send({ type: 'full-reload' });
    },
  };
}

/** Serves the programs under `astro dev`, which builds no files. */
export function goProgramServer(base: string, programs: GoPrograms): Plugin {
  const types: Record<string, string> = {
    '.wasm': 'application/wasm',
    '.js': 'text/javascript; charset=utf-8',
  };
  return {
    name: 'casebook-go-programs',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const bytes = programs.assets.get(pathname.slice(toBase(base).length + 1));
        if (!bytes) return next();
        response.setHeader('content-type', types[extname(pathname)] ?? 'application/octet-stream');
        response.end(bytes);
      });
    },
  };
}
