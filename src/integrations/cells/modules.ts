import type { Plugin } from 'vite';
import type { CellRecord } from '#notebook/go/cell-record.ts';
import { guardCode } from '#notebook/compile/guard-code.ts';
import { toPageModule, toSourcesModule } from '#notebook/compile/page-module.ts';
import { guarded, guardNames } from '#notebook/frame/round-guard.ts';
import type { GoPrograms } from './go-programs.ts';
import type { PageCells } from './page-cells.ts';

const prefix = 'virtual:cells';

/**
 * The cells as modules: `virtual:cells` is the list of pages with cells, each giving its cells
 * (`virtual:cells/PAGE`) and, for editing, their texts (`virtual:cell-texts/PAGE`) when asked.
 */
export function cellModules(root: string, pages: PageCells, programs: GoPrograms): Plugin {
  return {
    name: 'casebook-cells',
    resolveId(id) {
      if (id === prefix || /^virtual:cell(?:s|-texts)\//.test(id)) return `\0${id}`;
      return undefined;
    },
    async load(id) {
      if (id === `\0${prefix}`) {
        const rows = (await pages.findPages()).map(
          (page) =>
            `  ${JSON.stringify(page)}: { loadCells: () => import(${JSON.stringify(`${prefix}/${page}`)}), ` +
            `loadTexts: () => import(${JSON.stringify(`virtual:cell-texts/${page}`)}) },`,
        );
        return `export const pages = {\n${rows.join('\n')}\n};\n`;
      }
      const match = /^\0virtual:(cells|cell-texts)\/(.+)$/.exec(id);
      if (!match) return undefined;
      const file = pages.toFile(match[2] ?? '');
      this.addWatchFile(file);
      const page = pages.compile(file);
      if (match[1] !== 'cells') return toSourcesModule([...page.cells, ...page.goCells]);
      const recorded = new Map<string, CellRecord['values']>();
      for (const cell of page.goCells) {
        for (const path of programs.recordFiles(match[2] ?? '', cell.name))
          this.addWatchFile(`${root}/${path}`);
        const record = await programs.findRecord(match[2] ?? '', cell);
        if (record) recorded.set(cell.name, record.values);
      }
      // At build and under `npm run dev` nobody can press Stop.
      const isOfPage = this.environment.name === 'client';
      return toPageModule(page, recorded, isOfPage ? undefined : toGuarded);
    },
    // In dev an edited page has other cells; the browser loads the page again by itself.
    hotUpdate({ file }) {
      if (/\/src\/content\/records\/.+\.json$/.test(file)) {
        const { moduleGraph } = this.environment;
        for (const [id, module] of moduleGraph.idToModuleMap) {
          if (id.startsWith(`\0${prefix}/`)) moduleGraph.invalidateModule(module);
        }
        return;
      }
      if (!file.endsWith('.mdx')) return;
      const page = pages.toPage(file);
      for (const id of [prefix, `${prefix}/${page}`, `virtual:cell-texts/${page}`]) {
        const module = this.environment.moduleGraph.getModuleById(`\0${id}`);
        if (module) this.environment.moduleGraph.invalidateModule(module);
      }
      if (this.environment.name === 'client') this.environment.hot.send({ type: 'full-reload' });
    },
  };
}

/** The function of a cell in a call that gives it a guard, on the same lines. */
function toGuarded(body: string): string {
  return `${guarded}((${guardNames.round}, ${guardNames.made}) => ${guardCode(body, guardNames)})`;
}
