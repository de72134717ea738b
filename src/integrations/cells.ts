import { formatSize } from '#locale/format.ts';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { framePage } from './cells/frame-dev.ts';
import { framePath, makeFramePage } from './cells/frame-page.ts';
import { cellMarkup } from './cells/markup.ts';
import { cellModules } from './cells/modules.ts';
import { PageCells } from './cells/page-cells.ts';
import { transpilerAlone } from './cells/transpiler-alone.ts';

/**
 * Runnable cells in .mdx. Stands before starlight() in the list, whose highlighter would take the
 * fences first.
 */
export function cells(): AstroIntegration {
  let root = '';
  return {
    name: 'casebook-cells',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const pages = new PageCells(fileURLToPath(config.root));
        const { processor } = config.markdown;
        if (processor.name !== 'satteri') {
          throw new Error(`cells need Astro's own Markdown processor, not ${processor.name}`);
        }
        (processor.options as { mdastPlugins: unknown[] }).mdastPlugins.unshift(cellMarkup(pages));
        updateConfig({
          vite: {
            plugins: [
              cellModules(pages),
              transpilerAlone(),
              framePage(fileURLToPath(config.root), config.base),
            ],
            // Bundled beforehand it would bring all that is left out.
            optimizeDeps: { exclude: ['@observablehq/notebook-kit'] },
          },
        });
        root = fileURLToPath(config.root);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = join(fileURLToPath(dir), framePath);
        await mkdir(folder, { recursive: true });
        const html = await makeFramePage(root);
        await writeFile(join(folder, 'index.html'), html);
        logger.info(`${framePath}: ${formatSize(gzipSync(html).length)} compressed`);
      },
    },
  };
}
