import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { cellMarkup } from './cells/markup.ts';
import { cellModules } from './cells/modules.ts';
import { PageCells } from './cells/page-cells.ts';

/**
 * Runnable cells in .mdx. Stands before starlight() in the list, whose highlighter would take the
 * fences first.
 */
export function cells(): AstroIntegration {
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
        updateConfig({ vite: { plugins: [cellModules(pages)] } });
      },
    },
  };
}
