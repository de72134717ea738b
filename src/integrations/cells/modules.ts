import type { Plugin } from 'vite';
import { hashOf } from '#go-toolchain/cache.ts';
import type { CompiledPage } from '#notebook/compile/compile-page.ts';
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
        const isOfPage = this.environment.name === 'client';
        const isDrawn = !isOfPage && this.environment.mode === 'build';
        const rows: string[] = [];
        for (const page of await pages.findPages()) {
          const hash = isDrawn ? await hashCells(page, pages, programs) : undefined;
          const load = (from: string) => `() => import(${JSON.stringify(`${from}/${page}`)})`;
          const parts = [
            ...(hash === undefined ? [] : [`hash: ${JSON.stringify(hash)}`]),
            `loadCells: ${load(prefix)}`,
            // Nobody edits at build: a module less of each page.
            ...(isOfPage ? [`loadTexts: ${load('virtual:cell-texts')}`] : []),
          ];
          rows.push(`  ${JSON.stringify(page)}: { ${parts.join(', ')} },`);
        }
        return `export const pages = {\n${rows.join('\n')}\n};\n`;
      }
      const match = /^\0virtual:(cells|cell-texts)\/(.+)$/.exec(id);
      if (!match) return undefined;
      const file = pages.toFile(match[2] ?? '');
      this.addWatchFile(file);
      const page = pages.compile(file);
      if (match[1] !== 'cells') return toSourcesModule([...page.cells, ...page.goCells]);
      for (const cell of page.goCells) {
        for (const path of programs.recordFiles(match[2] ?? '', cell.name))
          this.addWatchFile(`${root}/${path}`);
      }
      const recorded = await findRecorded(match[2] ?? '', page, programs);
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

type Recorded = ReadonlyMap<string, CellRecord['values']>;

async function findRecorded(name: string, page: CompiledPage, programs: GoPrograms): Promise<Recorded> {
  const recorded = new Map<string, CellRecord['values']>();
  for (const cell of page.goCells) {
    const record = await programs.findRecord(name, cell);
    if (record) recorded.set(cell.name, record.values);
  }
  return recorded;
}

/** What may come to something else the next time, or fail later than it is looked at. */
const isOfItsTime =
  /\b(?:Date|now|random|crypto|performance|fetch|import|require|Promise|await|async|then|yield|Generators|set(?:Timeout|Interval|Immediate)|requestAnimationFrame|queueMicrotask|process|global(?:This)?|window|self|eval|Function|Worker|invalidation|visibility)\b|function\s*\*/;

/** Of what a page's cells come to; undefined where that is not the same each time. */
async function hashCells(name: string, pages: PageCells, programs: GoPrograms): Promise<string | undefined> {
  const page = pages.compile(pages.toFile(name));
  if (page.cells.some(({ text }) => isOfItsTime.test(text))) return undefined;
  return hashOf(toPageModule(page, await findRecorded(name, page, programs)));
}

/** The function of a cell in a call that gives it a guard, on the same lines. */
function toGuarded(body: string): string {
  return `${guarded}((${guardNames.round}, ${guardNames.made}) => ${guardCode(body, guardNames)})`;
}
