import { formatDuration, formatSize } from '#locale/format.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { framePage, goFramePage } from './cells/frame-dev.ts';
import { framePath, makeFramePage } from './cells/frame-page.ts';
import { goFramePath, makeGoFramePage } from './cells/go-frame-page.ts';
import { goCellModules, goProgramServer } from './cells/go-modules.ts';
import { GoPrograms } from './cells/go-programs.ts';
import { goToolsServer } from './cells/go-tools-dev.ts';
import { cellMarkup } from './cells/markup.ts';
import { cellModules } from './cells/modules.ts';
import { PageCells } from './cells/page-cells.ts';
import { transpilerAlone } from './cells/transpiler-alone.ts';
import { MadeBefore } from './made-before.ts';

/**
 * Runnable cells in .mdx. Stands before starlight() in the list, whose highlighter would take the
 * fences first.
 */
export function cells(): AstroIntegration {
  let root = '';
  let programs: GoPrograms | undefined;
  return {
    name: 'casebook-cells',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        root = fileURLToPath(config.root);
        const pages = new PageCells(root);
        programs = new GoPrograms(root, pages);
        const { processor } = config.markdown;
        if (processor.name !== 'satteri') {
          throw new Error(`cells need Astro's own Markdown processor, not ${processor.name}`);
        }
        (processor.options as { mdastPlugins: unknown[] }).mdastPlugins.unshift(cellMarkup(pages));
        updateConfig({
          vite: {
            plugins: [
              cellModules(root, pages, programs),
              transpilerAlone(),
              framePage(root, config.base),
              goCellModules(root, pages, programs),
              goProgramServer(config.base, programs),
              goFramePage(root, config.base),
              goToolsServer(root, config.base),
            ],
            // Bundled beforehand it would bring all that is left out.
            optimizeDeps: { exclude: ['@observablehq/notebook-kit'] },
          },
        });
      },
      'astro:build:start': async ({ logger }) => {
        if (!programs) return;
        const started = performance.now();
        const missing = await programs.missing();
        const { cells, stale } = await programs.prepare();
        if (cells === 0) return;
        if (missing)
          logger.warn(`${cells} cells in Go are shown with what is recorded, and cannot run: ${missing}`);
        else {
          const took = formatDuration((performance.now() - started) / 1000);
          logger.info(`${cells} cells in Go compiled in ${took}`);
        }
        for (const place of stale) logger.warn(`${place} (npm run record)`);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const site = fileURLToPath(dir);
        const made = await MadeBefore.of(root);
        for (const [path, make] of [
          [framePath, makeFramePage],
          [goFramePath, makeGoFramePage],
        ] as const) {
          await mkdir(join(site, path), { recursive: true });
          const html = await made.take([path], () => make(root));
          await writeFile(join(site, path, 'index.html'), html);
          logger.info(`${path}: ${formatSize(gzipSync(html).length)} compressed`);
        }
        for (const [path, bytes] of programs?.assets ?? []) await writeFile(join(site, path), bytes);
      },
    },
  };
}
