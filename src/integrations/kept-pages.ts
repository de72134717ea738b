import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { MadeBefore } from './made-before.ts';

/**
 * What a page's MDX is compiled to, its code highlighted, is kept for the next build: a site of a thousand cases has as many
 * texts that are as they were. All code of the site counts, the configuration among it, and the page's file.
 *
 * Stands anywhere: what others do to the Markdown processor they do before its first page.
 */
export function keptPages(keptIn?: string): AstroIntegration {
  let made: MadeBefore | undefined;
  return {
    name: 'casebook-kept-pages',
    hooks: {
      'astro:config:setup': async ({ command, config }) => {
        if (command !== 'build') return;
        const { processor } = config.markdown;
        const create = processor.createMdxRenderer?.bind(processor);
        if (!create) throw new Error(`kept pages need a Markdown processor with MDX, not ${processor.name}`);
        const kept = await MadeBefore.of(fileURLToPath(config.root), keptIn);
        made = kept;
        processor.createMdxRenderer = async (shared, mdx) => {
          const renderer = await create(shared, mdx);
          const site = [config.base, config.site ?? '', JSON.stringify(mdx)];
          return {
            async process(content, path, frontmatter) {
              const compile = () => renderer.process(content, path, frontmatter);
              // Whether the image is there counts too (src/integrations/faults/mark-components.ts).
              if (content.includes('![')) return compile();
              return kept.take(['page', ...site, path, await readFile(path, 'utf8'), content], compile);
            },
          };
        };
      },
      'astro:build:done': async () => {
        await made?.prune();
      },
    },
  };
}
