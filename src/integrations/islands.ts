import type { AstroIntegration } from 'astro';
import { oneLanguage } from './one-language.ts';

/** How islands come alive, `client:near`, `client:now` and `client:asked`, and that each loads the texts of one language. */
export function islands(): AstroIntegration {
  return {
    name: 'casebook-islands',
    hooks: {
      'astro:config:setup': ({ addClientDirective, updateConfig }) => {
        addClientDirective({ name: 'near', entrypoint: './src/components/near-directive.ts' });
        addClientDirective({ name: 'now', entrypoint: './src/components/now-directive.ts' });
        addClientDirective({ name: 'asked', entrypoint: './src/components/asked-directive.ts' });
        updateConfig({ vite: { plugins: [oneLanguage()] } });
      },
    },
  };
}
