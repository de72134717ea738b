import type { AstroIntegration } from 'astro';

/**
 * The same style is one file, whoever needs it. The bundle of the pages and that of their scripts name
 * a style by the chunk it is in, and a page that has both would load it twice.
 */
export function oneStyle(): AstroIntegration {
  return {
    name: 'casebook-one-style',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const { assets } = config.build;
        const output = {
          assetFileNames: ({ names }: { names: readonly string[] }) =>
            names[0]?.endsWith('.css') ? `${assets}/style.[hash].css` : `${assets}/[name].[hash][extname]`,
        };
        const build = { rolldownOptions: { output } };
        updateConfig({ vite: { environments: { client: { build }, prerender: { build }, ssr: { build } } } });
      },
    },
  };
}
